#pragma once
// What makes the timers of a protocol run when they are due: on Windows one timer of the thread pool,
// elsewhere one thread. Either is started and ended by the timer_queue.

#include <routpact/detail/services/background.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Calls a function when a time has passed. The function runs on another thread.
///
/// Starting takes two steps, like that of a background::task: prepare() may fail, begin() cannot.
/// After retire(), background::join() waits until no thread of the driver runs code of this module.
class ROUTPACT_HIDDEN timer_driver {
public:
    /// A function that runs timers. On Windows, it is called each time that the armed delay has
    /// passed, and again while it runs if the driver is armed again. Elsewhere it is called once,
    /// and waits for the monitor that is passed to arm().
    using function = void (*)(void* queue) noexcept;

    constexpr timer_driver() noexcept = default;
    timer_driver(const timer_driver&) = delete;
    timer_driver& operator=(const timer_driver&) = delete;

#if defined(_WIN32)

    /// Gets the resources; begin() or cancel() must follow. Returns false if the system has none.
    /// Call it with no lock held.
    [[nodiscard]] bool prepare(background&, function run, void* queue) noexcept {
        run_ = run;
        queue_ = queue;
        timer_ = CreateThreadpoolTimer(&timer_driver::on_timer, this, nullptr);
        return timer_;
    }
    /// Starts a prepared driver.
    void begin(background&) noexcept {}
    /// Gives up a prepared driver.
    void cancel(background&) noexcept { CloseThreadpoolTimer(timer_); }
    /// Makes the function run after a delay in nanoseconds. Replaces the delay of an earlier call.
    void arm(monitor&, long long delay) noexcept {
        LARGE_INTEGER due{}; // in 100 ns; negative: from now on, by a clock that nobody sets
        due.QuadPart = delay > 0 ? -(delay / 100 + 1) : -1;
        FILETIME time{static_cast<DWORD>(due.LowPart), static_cast<DWORD>(due.HighPart)};
        SetThreadpoolTimer(timer_, &time, 0, 0);
    }
    /// Ends the driver. The function may still be called, until background::join() has returned.
    void retire(background& threads) noexcept {
        SetThreadpoolTimer(timer_, nullptr, 0, 0);
        threads.retire(timer_);
    }

private:
    static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) noexcept {
        timer_driver& self = *static_cast<timer_driver*>(context);
        self.run_(self.queue_);
    }

    PTP_TIMER timer_ = nullptr;

#else

    /// Gets the resources; begin() or cancel() must follow. Returns false if the system has none.
    /// Call it with no lock held.
    [[nodiscard]] bool prepare(background& threads, function run, void* queue) noexcept {
        run_ = run;
        queue_ = queue;
        thread_.driver = this;
        thread_.run = [](background&, background::task& t) noexcept {
            timer_driver& self = *static_cast<driver_task&>(t).driver;
            self.run_(self.queue_);
        };
        thread_.release = [](background::task&) noexcept {};
        return threads.prepare(thread_);
    }
    /// Starts a prepared driver.
    void begin(background& threads) noexcept { threads.begin(thread_); }
    /// Gives up a prepared driver.
    void cancel(background& threads) noexcept { threads.cancel(thread_); }
    /// Wakes the function, which waits for `changed`.
    void arm(monitor& changed, long long) noexcept { changed.notify_all(); }
    /// Ends the driver. The function must return soon, and background::join() waits for that.
    void retire(background& threads) noexcept { threads.retire(thread_); }

private:
    struct driver_task : background::task {
        timer_driver* driver = nullptr;
    };

    driver_task thread_{};

#endif
    function run_ = nullptr;
    void* queue_ = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
