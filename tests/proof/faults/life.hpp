#pragma once
// The life of a protocol during which the tests inject faults, with the checks after each step.

#include "calls.hpp"
#include "faults.hpp"

#include <chrono>
#include <thread>

/// Prints a failed check and continues. The program exits with an error in the end, or after 20
/// failed checks.
[[gnu::format(printf, 1, 2)]] void wrong(const char* format, ...);
/// Returns the number of failed checks.
unsigned wrongs() noexcept;

/// Returns the timeout of a wait in milliseconds. It is short after a failed check, because a hang
/// usually repeats.
inline DWORD patience() noexcept {
    return wrongs() == 0 ? 30000 : 100;
}

/// Waits until a condition is true. Returns false after the timeout.
template <class Condition>
bool in_time(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds{patience()};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

/// The result of a call.
struct answer {
    DWORD code;
    ULONGLONG written; ///< A hash of the outputs.
    bool untouched;    ///< Whether no output was written.

    bool operator==(const answer&) const = default;
};

/// The life of a protocol, from its registration to its unloading.
class life {
public:
    explicit life(const subject& target);
    life(const life&) = delete;
    /// Stops the protocol if necessary and checks that every due event was fetched. Then starts and
    /// stops it once more, unloads it, and checks that no memory leaks.
    ~life();

    /// Starts the protocol, with one interface, up to this stage.
    void reach(stage wanted);
    /// Calls a slot, and checks that the code is documented.
    answer call(const slot_of_contract& slot, ULONG index = 1);
    /// Returns a hash of all state that the callbacks return.
    ULONGLONG state();
    /// Waits for ROUTER_STOPPED after a pending stop.
    void await_stop();
    /// Returns the C pointers.
    const characteristics& pointers() const { return pointers_; }
    /// Returns whether the slot is filled.
    bool has(const slot_of_contract& slot) const { return slot.is_filled(pointers_); }

private:
    void count_event(const call_arguments& fetched);
    void stop();
    void drain();

    const subject& target_;
    const HANDLE event_;
    const long blocks_; // allocated at the beginning
    characteristics pointers_{};
    stage now_ = stage::stopped;
    unsigned stops_owed_ = 0;
    unsigned stops_fetched_ = 0;
    unsigned updates_owed_ = 0;
    unsigned updates_fetched_ = 0;
};

/// Tests stops and deletions while threads are inside, see stops.cpp.
void try_stops();
