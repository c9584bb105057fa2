#pragma once
// The life of a protocol while faults are made: what is called, and what has to hold after it.

#include "calls.hpp"
#include "faults.hpp"

#include <chrono>
#include <thread>

/// Says what is wrong, and goes on: the program fails in the end, or when it has said enough.
[[gnu::format(printf, 1, 2)]] void wrong(const char* format, ...);
/// How often that was.
unsigned wrongs() noexcept;

/// How long to wait, in milliseconds, until something hangs. Not again and again.
inline DWORD patience() noexcept {
    return wrongs() == 0 ? 30000 : 100;
}

/// Whether a condition comes true in time.
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

/// What a call answered.
struct answer {
    DWORD code;
    ULONGLONG written;
    bool untouched; ///< Nothing was written.

    bool operator==(const answer&) const = default;
};

/// One life of one protocol, from its registration to its unloading.
class life {
public:
    explicit life(const subject& whose);
    life(const life&) = delete;
    /// Stops, if need be; looks whether every event came that is owed; starts and stops once more;
    /// unloads, and looks whether nothing is left.
    ~life();

    /// Starts, with one interface, until that stage.
    void reach(stage wanted);
    /// One call, without a fault or with one.
    answer call(const slot_of_contract& slot, ULONG index = 1);
    /// A number for everything that the protocol tells of its state, without a fault.
    ULONGLONG state();
    /// Waits for ROUTER_STOPPED, if it is owed.
    void await_stop();
    /// The C pointers.
    const characteristics& pointers() const { return pointers_; }
    /// Whether the slot is filled.
    bool has(const slot_of_contract& slot) const { return slot.there(pointers_); }

private:
    void count_event(const call_arguments& fetched);
    void stop();
    void drain();

    const subject& whose_;
    const HANDLE event_;
    const long blocks_; // in use when it began
    characteristics pointers_{};
    stage now_ = stage::stopped;
    unsigned stops_owed_ = 0;
    unsigned stops_told_ = 0;
    unsigned updates_owed_ = 0;
    unsigned updates_told_ = 0;
};

/// Stops and rundowns while threads are inside, see stops.cpp.
void try_stops();
