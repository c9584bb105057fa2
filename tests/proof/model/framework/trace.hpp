#pragma once
// The steps of an execution, printed if it fails.

#include "hooks.hpp"
#include "own_vector.hpp"

namespace model {

enum class action : unsigned char {
    construct,
    load,
    store,
    modify,
    compare_failed,
    fence,
    light,
    heavy,
    lock,
    unlock,
    wait,
    notify,
    pause,
    spawn,
    join,
    end,
    allocate,
    release,
    note,
};

/// One step of one thread.
struct step {
    action what = action::note;
    unsigned char thread = 0;
    unsigned char order = 0; // the memory order
    unsigned behind = 0;     // how many stores are newer than the one that was read
    const void* object = nullptr;
    word before = 0, value = 0;
    const void* code = nullptr; // the return address of the call
    const char* text = nullptr;
};

/// The last steps of the current execution.
class trace {
public:
    void clear() noexcept { count_ = 0; }
    void add(const step& next) noexcept { steps_[count_++ % room] = next; }
    /// Prints the last steps.
    void print() const;

private:
    static constexpr std::size_t room = 4096;
    static constexpr std::size_t printed = 300;
    own_vector<step> steps_ = own_vector<step>(room);
    std::size_t count_ = 0;
};

} // namespace model
