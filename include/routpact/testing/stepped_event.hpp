#pragma once
// An event that takes the place of a wait of the protocol in a test.

#include <chrono>
#include <routpact/abi.hpp>
#include <routpact/testing/usage_error.hpp>
#include <thread>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Replaces a timer that a protocol waits for by itself. One thread of the protocol waits for
/// `handle()`, and continues when the test calls step(). For the timers of routpact, see
/// manual_clock.
class stepped_event {
public:
    stepped_event() : event_{CreateEventW(nullptr, FALSE, FALSE, nullptr)} {}
    stepped_event(const stepped_event&) = delete;
    stepped_event& operator=(const stepped_event&) = delete;
    ~stepped_event() { CloseHandle(event_); }

    /// Returns the event. It is an auto-reset event: each step ends one wait.
    HANDLE handle() const { return event_; }

    /// Returns when one wait for the event, which it signals, has ended; the protocol's thread may
    /// still be running the code after the wait. Throws usage_error if no thread has waited for the
    /// event within `timeout`.
    void step(std::chrono::milliseconds timeout = std::chrono::milliseconds{5000}) {
        const auto deadline = std::chrono::steady_clock::now() + timeout;
        do {
            SetEvent(event_);
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
            if (WaitForSingleObject(event_, 0) != WAIT_OBJECT_0) // the protocol's thread took it
                return;
        } while (std::chrono::steady_clock::now() < deadline);
        detail::throw_usage_error("step(): no thread waits for the event, but the protocol must "
                                  "wait for it: pass handle() to the protocol as its timer");
    }

private:
    HANDLE event_;
};

} // namespace routpact::inline ROUTPACT_ABI::testing
