#pragma once
// The memory model: the history of each atomic object, and the stores that a load may read from.
//
// The checker keeps all stores to an atomic object in modification order, which is the order of
// execution. A load may read from the newest store, or from an older one if coherence and seq_cst
// permit it: no read or write of a newer store happens before the load. Each store records the view
// that a load acquires from it. The rules are those of C++20, [atomics.order] and [intro.races]; S,
// the total order of seq_cst operations, is the order of execution.

#include "address_map.hpp"
#include "clock.hpp"
#include "hooks.hpp"
#include "own_vector.hpp"

namespace model {

struct engine;

/// Return whether an operation of this order acquires, or releases.
constexpr bool acquires(std::memory_order o) noexcept {
    return o != std::memory_order_relaxed && o != std::memory_order_release;
}
constexpr bool releases(std::memory_order o) noexcept {
    return o == std::memory_order_release || o == std::memory_order_acq_rel ||
           o == std::memory_order_seq_cst;
}

/// The past of a thread, and the views that its fences use.
struct thread_views {
    view now;      ///< The whole past.
    view released; ///< The past at its last release fence.
    view pending;  ///< The views of its relaxed loads, for its next acquire fence.
    view light;    ///< The past at its last light().
};

/// All atomic objects of an execution.
class memory {
public:
    explicit memory(engine& owner) noexcept : engine_{owner} {}

    void clear() noexcept;
    void construct(cell at, const void* code);
    word load(cell at, std::memory_order o, const void* code);
    void store(cell at, word value, std::memory_order o, const void* code);
    word modify(cell at, change how, word operand, std::memory_order o, const void* code);
    bool compare_exchange(cell at, word& expected, word desired, std::memory_order success,
                          std::memory_order failure, bool weak, const void* code);
    void fence(std::memory_order o, const void* code);
    void light(const void* code);
    void heavy(const void* code);
    /// Ends the lifetimes of the atomic objects in this block.
    void release(const void* block, std::size_t size, const void* code);

private:
    struct stored {
        word value;
        view synchronizes;       // an acquire that reads it, with this
        stamp seen[max_threads]; // when each thread read or wrote it for the first time; 0: never
        stamp in_order; // the place in S of the first seq_cst operation on it; 0: there was none
    };
    struct location {
        const void* address;
        bool released;
        unsigned char maker; // of an object that was not there from the beginning
        stamp made;
        own_vector<stored> history;
        stamp touched[max_threads];       // the last access of each thread
        unsigned short last[max_threads]; // what each thread read, and how often
        unsigned short repeated[max_threads];
    };

    location& fresh(cell at);
    void end(location& l, const void* code);
    location* find(cell at, const void* code);
    location& access(cell at, const void* code);
    bool must_not_miss(const stored& s, bool in_order) const;
    void see(stored& s, bool in_order);
    void acquire(const view& from, std::memory_order o);
    unsigned pick(location& l, std::memory_order o, const word* but);
    word read(location& l, unsigned index, std::memory_order o);
    stored& append(location& l, word value, std::memory_order o);
    thread_views& mine() const;
    stamp tick();

    engine& engine_;
    own_vector<location> locations_;
    unsigned count_ = 0;
    address_map numbers_; // of the locations, by their addresses
    clock ordered_;       // what happens before any seq_cst fence so far
    stamp order_ = 0;     // the last place in S
    view heavy_;          // what happened before any heavy() so far
};

} // namespace model
