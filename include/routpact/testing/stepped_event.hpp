#pragma once
// Time that a test steps: an event that stands for a protocol's timer.

#include <chrono>
#include <routpact/abi.hpp>
#include <routpact/testing/misuse.hpp>
#include <thread>

namespace routpact::testing {

/// A waitable event to give to a protocol in place of its timer. The protocol's thread waits for
/// `handle()`; nothing happens there until the test steps it. There is one such thread.
class stepped_event {
public:
    stepped_event() : event_{CreateEventW(nullptr, FALSE, FALSE, nullptr)} {}
    stepped_event(const stepped_event&) = delete;
    stepped_event& operator=(const stepped_event&) = delete;
    ~stepped_event() { CloseHandle(event_); }

    /// The event: auto-reset, so each step is for one wait.
    HANDLE handle() const { return event_; }

    /// Lets a wait for the event end; returns once one has, which does not mean that what follows
    /// is done. Misuse if nobody has waited for it after `patience`.
    void step(std::chrono::milliseconds patience = std::chrono::milliseconds{5000}) {
        const auto until = std::chrono::steady_clock::now() + patience;
        do {
            SetEvent(event_);
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
            if (WaitForSingleObject(event_, 0) != WAIT_OBJECT_0) // somebody else had it
                return;
        } while (std::chrono::steady_clock::now() < until);
        refuse("step(): no thread of the protocol waits for the event");
    }

private:
    HANDLE event_;
};

} // namespace routpact::testing
