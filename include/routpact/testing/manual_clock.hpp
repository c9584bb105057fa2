#pragma once
// A clock that a test moves by hand.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <routpact/protocol.hpp>
#include <routpact/testing/usage_error.hpp>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Replaces the clock of the timers of `Protocol`: time passes only in advance() and step(), which
/// run the work of the timers on the calling thread. So a test of one hour takes no time, and runs
/// in the same order each time: by the moment that is due, then in the order of post_after and
/// post_every.
///
/// Create it before the protocol starts, and destroy it after the protocol has stopped: declare it
/// before the testing::router_manager. It works for a protocol of the module that contains this
/// code, so a DLL under test needs a function of its own that moves the clock. Posted work, and the
/// protocol's own threads and waits, keep the real time.
template <class Protocol>
class manual_clock {
public:
    /// Replaces the clock. Throws usage_error if the protocol runs, or has another manual clock.
    ROUTPACT_HIDDEN manual_clock() {
        if (exists_.exchange(true))
            detail::throw_usage_error("manual_clock: another one exists for this protocol: use one "
                                      "at a time");
        if (timers().begin_manual_clock())
            return;
        exists_ = false;
        detail::throw_usage_error("manual_clock: the protocol is started: create the clock before "
                                  "the start");
    }
    manual_clock(const manual_clock&) = delete;
    manual_clock& operator=(const manual_clock&) = delete;
    /// Gives the real clock back to the protocol, from its next start on.
    ROUTPACT_HIDDEN ~manual_clock() {
        timers().end_manual_clock();
        exists_ = false;
    }

    /// Returns when the clock shows `time` more and all work that was due until then has returned;
    /// work posted by it may still run. Each call finds the clock at the moment when it was due;
    /// timers that it starts run too, if they are due in time. Returns the number of calls. Throws
    /// usage_error inside such work, because that would never end, and for a negative time.
    template <class Rep, class Period>
    ROUTPACT_HIDDEN std::uint64_t advance(std::chrono::duration<Rep, Period> time) {
        if (time < std::chrono::duration<Rep, Period>::zero())
            detail::throw_usage_error("advance(): the time is negative: a clock cannot go back");
        return move(detail::nanoseconds_of(time));
    }
    /// Returns when all work that is due next has returned: advances to the moment at which a timer
    /// is due first. Returns the number of calls; 0 if the protocol has no timer, or runs none
    /// because it is not between StartComplete and the stop.
    ROUTPACT_HIDDEN std::uint64_t step() {
        const long long delay = timers().next_delay();
        return delay < 0 ? 0 : move(delay);
    }

private:
    ROUTPACT_HIDDEN static detail::timer_queue& timers() {
        return detail::instance<Protocol>::timers;
    }
    ROUTPACT_HIDDEN std::uint64_t move(long long time) {
        if (moving_.exchange(true))
            detail::throw_usage_error("manual_clock: the clock is moved by the work of a timer, or "
                                      "by two threads at the same time: move it by the test alone");
        const std::uint64_t calls = timers().advance(time);
        moving_ = false;
        return calls;
    }

    ROUTPACT_HIDDEN static inline std::atomic<bool> exists_ = false;
    std::atomic<bool> moving_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::testing
