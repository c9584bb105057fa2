#pragma once
// The services that a protocol class may call: the router manager's support functions, events for
// the router manager, background work and timers.

#include <routpact/detail/services/protocol_services.hpp>
#include <routpact/support_functions.hpp>
#include <routpact/timer.hpp>

namespace routpact::inline ROUTPACT_ABI {

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes" // some members are hidden, the class is not
#endif
/// Gives a protocol access to the router manager. The constructor of a protocol class receives a
/// reference that stays valid.
///
/// Every member function is thread-safe. Handlers, posted work and threads of the protocol's own
/// that end before the protocol may call it. A support function may call back into the protocol,
/// and the last callback to leave a stopping protocol destroys it. So a thread that the protocol's
/// destructor joins must not call a support function itself; let it post work that does.
///
/// After fork() in a process with a started protocol, the child must not call the protocol or this
/// library: it has none of their threads.
class router_manager : public support_functions {
public:
    /// Gives access to the services of one protocol class.
    ROUTPACT_HIDDEN explicit constexpr router_manager(detail::protocol_services& services) noexcept
        : services_{services} {}
    router_manager(const router_manager&) = delete;
    router_manager& operator=(const router_manager&) = delete;

    /// Asks the router manager to read and save the global configuration, after it has changed by
    /// other means than set_global_info. Calls share one event until the router manager
    /// has taken it. A call inside the protocol's constructor takes effect when the constructor has
    /// returned. Source: pget_event_message.
    ROUTPACT_HIDDEN void save_global_config() noexcept { services_.save_global_config(); }
    /// Asks the router manager to read and save the configuration of one interface, after it has
    /// changed by other means than set_interface_info. Returns false if no interface has this
    /// index.
    ROUTPACT_HIDDEN bool save_interface_config(ULONG index) noexcept {
        return services_.save_interface_config(index);
    }

    /// Runs `work()` on a background thread, not before StartComplete. A stop does not end before
    /// the work has returned and is destroyed.
    ///
    /// Returns false, and does not call `work`, while a stop is pending or if there is no memory or
    /// thread. Exceptions that `work()` throws are reported and ignored. An exception that the move
    /// constructor of `Work` throws leaves post(), and nothing is posted. If the protocol stops
    /// before StartComplete, the work is destroyed without a call. Work must not end its thread,
    /// see routpact::error.
    ///
    /// Waits for no thread, so the caller may hold any lock, even one that the work takes, and the
    /// destructor of a thread_local object may call post().
    template <class Work>
    ROUTPACT_HIDDEN bool post(Work work) {
        static_assert(std::is_nothrow_destructible_v<Work>,
                      "routpact::router_manager::post: the destructor of the work must not throw, "
                      "because no caller could catch that: declare it noexcept, and the "
                      "destructors of what a lambda captures");
        return services_.post(static_cast<Work&&>(work));
    }

    /// Starts a timer that calls `work()` once, after `delay`: a std::chrono::duration, of which
    /// the author includes `<chrono>`. A delay that is zero or negative is over immediately; one of
    /// more than 63 years lasts 63 years.
    ///
    /// Returns the handle of the timer, which cancels it when destroyed. The handle owns no timer
    /// while a stop is pending, or if there is no memory or thread; the observer then receives
    /// violation::work_not_started, unless there was no memory. An exception that the move
    /// constructor of `Work` throws leaves this function, and there is no timer.
    ///
    /// The work runs on a background thread, not before StartComplete: a delay that is over by then
    /// ends with it. The stop waits for work that runs, and destroys the rest without a call. On
    /// Windows the work runs on the thread pool, so different timers may run at the same time.
    /// Elsewhere one thread runs the work of all timers of the protocol, one after another; work
    /// that takes long delays them and should post() instead. Exceptions are reported and ignored.
    ///
    /// The clock is steady: setting the system's time does not move it. Waits for no thread, as
    /// post(). The work may run before this function returns, and may start and cancel timers, its
    /// own included.
    template <class Duration, class Work>
    [[nodiscard]] ROUTPACT_HIDDEN timer post_after(const Duration& delay, Work work) {
        return start_timer(delay, false, static_cast<Work&&>(work));
    }
    /// Starts a timer that calls `work()` in every `period`, for the first time after one period.
    /// Otherwise like post_after().
    ///
    /// The calls do not drift: each is due one period after the previous one was due, however late
    /// that ran. Two calls never run at the same time. If a call takes longer than a period, those
    /// that become due meanwhile are skipped. An exception does not end the timer. A period that is
    /// zero or negative starts no timer, which is reported as work_not_started.
    template <class Duration, class Work>
    [[nodiscard]] ROUTPACT_HIDDEN timer post_every(const Duration& period, Work work) {
        return start_timer(period, true, static_cast<Work&&>(work));
    }
    /// Returns the time of the timers' clock since an unspecified moment, as in
    /// `now<std::chrono::seconds>()`. In a test with a testing::manual_clock, it is the time of
    /// that clock.
    template <class Duration>
    [[nodiscard]] ROUTPACT_HIDDEN Duration now() const noexcept {
        static_assert(detail::duration<Duration>,
                      "routpact::router_manager::now: the type is not a duration: name one of "
                      "<chrono>, such as std::chrono::seconds");
        return detail::to_duration<Duration>(services_.now());
    }

    /// Tells whether a stop is pending, so that long work can return early. Takes no lock: DllMain
    /// and destructors of thread_local objects may call it under the loader lock.
    ROUTPACT_HIDDEN bool is_stopping() const noexcept { return services_.is_stopping(); }

private:
    using support_functions::assign; // only the library calls it

    template <class Duration, class Work>
    ROUTPACT_HIDDEN timer start_timer(const Duration& time, bool repeats, Work&& work) {
        static_assert(detail::duration<Duration>,
                      "routpact::router_manager: the time of a timer is not a duration: pass one "
                      "of <chrono>, such as std::chrono::seconds{30}");
        static_assert(std::is_nothrow_destructible_v<Work>,
                      "routpact::router_manager: the destructor of the work of a timer must not "
                      "throw, because no caller could catch that: declare it noexcept, and the "
                      "destructors of what a lambda captures");
        if constexpr (detail::duration<Duration>) {
            const long long delay = detail::nanoseconds_of(time);
            return timer{services_.start_timer(delay, repeats, static_cast<Work&&>(work))};
        }
    }

    detail::protocol_services& services_;
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace routpact::inline ROUTPACT_ABI
