#pragma once
// What every thread uses at the moment, written by nobody but that thread.
//
// A thread notes what it uses in a record of its own, and takes the note back when it has ended. It
// neither waits nor writes anything that another thread writes. Whoever wants to end an object
// first makes it impossible to find, then asks for a barrier on all processors, and then looks at
// the records:
//
//     user                                    who ends the object
//     1. notes: searching                     1. makes it impossible to find
//     -- light() --                           -- heavy() --
//     2. finds the object, notes it           2. waits while a thread is searching
//        ... uses it ...                      3. waits while a record has a note of it
//     3. takes the note back
//
// A user whose first step comes before the barrier is seen searching, and awaited: then it has
// noted what it found, or nothing. A user whose first step comes after the barrier finds the object
// no more. A note taken back was stored with release and is read with acquire, so what the user did
// to the object comes before what is done to it afterwards.
//
// Somebody who waits, watches: after its barrier, users that take a note back are told that they
// are watched (light() and heavy() again: either the note is seen to be gone, or the user sees that
// it is watched), and tell the one who waits.
//
// The record of a thread is found by the thread's id, which the system gives again to a later
// thread, and with it the record: so nothing has to be done when threads end, and they may outlive
// this module. A thread that has no record, since there are too many, or no room in it, since it
// uses too much, has to take another way (see rundown).

#include <routpact/asymmetric_barrier.hpp>
#include <routpact/thread_id.hpp>

#if !defined(_WIN32)
#include <ctime>
#endif

namespace routpact {

#ifdef __ELF__ // of this module alone, and no reason to keep it loaded
#pragma GCC visibility push(hidden)
#endif
/// The uses of all threads. Every function is thread-safe.
class uses {
public:
    static constexpr unsigned threads = 256; ///< How many threads can have a record.
    static constexpr unsigned at_once = 8;   ///< How many uses a thread can note.

    /// Where a thread notes a use; null: nothing.
    using place = std::atomic<const void*>;

    /// Notes that this thread uses `what`, which it has to make sure of afterwards. Null if there
    /// is no room.
    static place* begin(const void* what) noexcept {
        place* const mine = room();
        if (mine) {
            mine->store(what, std::memory_order_relaxed);
            asymmetric_barrier::light();
        }
        return mine;
    }
    /// Notes that this thread searches for what it is going to use, and soon calls end_search().
    static place* begin_search() noexcept { return begin(&searching); }
    /// Notes what was found; null: nothing.
    static void end_search(place& mine, const void* found) noexcept {
        mine.store(found, std::memory_order_release);
    }
    /// Takes a note back. True if somebody watches, and is to be told.
    [[nodiscard]] static bool end(place& mine) noexcept {
        mine.store(nullptr, std::memory_order_release);
        asymmetric_barrier::light();
        return watchers_.load(std::memory_order_relaxed) != 0;
    }

    /// Between a change of what can be found or used, and a look at who still uses it.
    static void settle() noexcept { asymmetric_barrier::heavy(); }
    /// Returns when nobody searches any more who began to before settle().
    static void await_searches() noexcept {
        for_each_place([](const place& each, thread_id) {
            for (unsigned turn = 0; each.load(std::memory_order_acquire) == &searching; ++turn)
                pause(turn);
        });
    }
    /// Calls `visit(thread_id)` for each use of `what`.
    template <class Visitor>
    static void for_each_user(const void* what, Visitor visit) noexcept {
        for_each_place([&](const place& each, thread_id user) {
            if (each.load(std::memory_order_acquire) == what)
                visit(user);
        });
    }
    /// Whether any thread uses `what`.
    static bool any(const void* what) noexcept {
        bool found = false;
        for_each_user(what, [&](thread_id) { found = true; });
        return found;
    }

    /// From settle() after this on until unwatch(), end() tells that somebody watches.
    static void watch() noexcept { ++watchers_; }
    /// Ends a watch.
    static void unwatch() noexcept { --watchers_; }

private:
    // A record has cache lines to itself.
    struct alignas(64) record {
        place places[at_once];
    };

    static constexpr unsigned nowhere = threads;
    static constexpr unsigned longest_way = 16; // from a thread's first choice to its record

    static place* room() noexcept {
        const thread_id me = this_thread();
        unsigned at = first_choice(me);
        if (owners_[at].load(std::memory_order_relaxed) != me)
            at = other_choice(me, at);
        if (at != nowhere)
            for (place& each : records_[at].places)
                if (!each.load(std::memory_order_relaxed))
                    return &each;
        return nullptr;
    }
    static unsigned first_choice(thread_id thread) noexcept {
        return static_cast<std::uint32_t>(thread) * std::uint32_t{0x9E3779B9} >> 24;
    }
    static_assert(threads == 1u << (32 - 24));

    // This thread's record, if it has or can have one that is not its first choice.
#ifdef __GNUC__
    [[gnu::noinline, gnu::cold]]
#endif
    static unsigned other_choice(thread_id me, unsigned first) noexcept {
        asymmetric_barrier::is_available(); // so that light() becomes light
        for (unsigned way = 0; way < longest_way; ++way) {
            const unsigned at = (first + way) % threads;
            thread_id owner = owners_[at].load(std::memory_order_relaxed);
            if (owner == me || (owner == 0 && owners_[at].compare_exchange_strong(owner, me)))
                return at;
        }
        return nowhere;
    }

    template <class Visitor>
    static void for_each_place(Visitor visit) noexcept {
        for (unsigned at = 0; at < threads; ++at)
            if (const thread_id owner = owners_[at].load(std::memory_order_relaxed))
                for (const place& each : records_[at].places)
                    visit(each, owner);
    }

    // The other thread needs a few instructions, but may have to wait for a processor.
    static void pause(unsigned turn) noexcept {
        const bool long_wait = turn > 100;
#if defined(_WIN32)
        Sleep(long_wait ? 1 : 0);
#else
        const timespec time{0, long_wait ? 1000000 : 0};
        nanosleep(&time, nullptr);
#endif
    }

    static constexpr char searching = 0;
    // Apart from the records: they change only when a thread comes that had none.
    static inline constinit std::atomic<thread_id> owners_[threads] = {};
    static inline constinit record records_[threads] = {};
    static inline constinit std::atomic<unsigned> watchers_ = 0;
};
#ifdef __ELF__
#pragma GCC visibility pop
#endif

} // namespace routpact
