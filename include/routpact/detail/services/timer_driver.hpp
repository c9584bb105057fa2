#pragma once
// What makes the timers of a protocol run when they are due: on Windows one timer of the thread
// pool, elsewhere one thread. Either is started and ended by the timer_queue.

#include <routpact/detail/services/background.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Calls a function when a time has passed. The function runs on another thread.
///
/// Starting takes steps like that of a background::task: claim() gives the start to one thread,
/// then prepare() may fail, and begin() cannot. After retire(), background::join() waits until no
/// thread of the driver runs code of this module. A lock of the caller guards all but prepare().
class ROUTPACT_HIDDEN timer_driver {
public:
    /// A function that runs timers. On Windows, it is called each time that the armed delay has
    /// passed, and again while it runs if the driver is armed again. Elsewhere it is called once,
    /// and waits for the monitor that is passed to arm().
    using function = void (*)(void* queue) noexcept;

    constexpr timer_driver() noexcept = default;
    timer_driver(const timer_driver&) = delete;
    timer_driver& operator=(const timer_driver&) = delete;

    /// Gives the start to the caller; prepare() must follow. Returns false if the driver runs, or
    /// another thread starts it.
    [[nodiscard]] bool claim() noexcept {
        const bool given = state_ == state::ended;
        if (given)
            state_ = state::starting;
        return given;
    }
    /// Gets the resources; begin() or give_up() must follow. Returns false if the system has none.
    /// Call it with no lock held.
    [[nodiscard]] bool prepare(background& threads, function run, void* queue) noexcept {
        run_ = run;
        queue_ = queue;
        return get_resources(threads);
    }
    /// Starts a prepared driver.
    void begin([[maybe_unused]] background& threads) noexcept {
        state_ = state::running;
#if !defined(_WIN32)
        threads.begin(thread_);
#endif
    }
    /// Gives up the start, for which the resources were `prepared` or not.
    void give_up(background& threads, bool prepared) noexcept {
        state_ = state::ended;
        if (prepared)
            cancel(threads);
    }
    /// Tells whether the driver runs: from begin() to retire().
    bool is_running() const noexcept { return state_ == state::running; }

#if defined(_WIN32)

    /// Makes the function run after a delay in nanoseconds. Replaces the delay of an earlier call.
    void arm(monitor&, long long delay) noexcept {
        LARGE_INTEGER due{}; // in 100 ns; negative: from now on, by a clock that cannot be set
        due.QuadPart = delay > 0 ? -(delay / 100 + 1) : -1;
        FILETIME time{static_cast<DWORD>(due.LowPart), static_cast<DWORD>(due.HighPart)};
        SetThreadpoolTimer(timer_, &time, 0, 0);
    }
    /// Ends the driver. The function may still be called, until background::join() has returned.
    void retire(monitor&, background& threads) noexcept {
        state_ = state::ended;
        SetThreadpoolTimer(timer_, nullptr, 0, 0);
        threads.retire(timer_);
    }

private:
    bool get_resources(background&) noexcept {
        timer_ = CreateThreadpoolTimer(&timer_driver::on_timer, this, nullptr);
        return timer_;
    }
    void cancel(background&) noexcept { CloseThreadpoolTimer(timer_); }
    static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) noexcept {
        timer_driver& self = *static_cast<timer_driver*>(context);
        self.run_(self.queue_);
    }

    PTP_TIMER timer_ = nullptr;

#else

    /// Wakes the function, which waits for `changed`.
    void arm(monitor& changed, long long) noexcept { changed.notify_all(); }
    /// Waits for arm(), for at most `delay` nanoseconds unless that is negative.
    static void await(monitor& changed, long long delay) noexcept {
        constexpr long long millisecond = 1'000'000;
        constexpr long long longest = 60'000 * millisecond;
        if (delay < 0)
            changed.wait();
        else
            changed.wait_for(
                static_cast<unsigned>((delay < longest ? delay : longest) / millisecond + 1));
    }
    /// Ends the driver. The function must return soon, and background::join() waits for that.
    void retire(monitor& changed, background& threads) noexcept {
        state_ = state::ended;
        changed.notify_all();
        threads.retire(thread_);
    }

private:
    struct driver_task : background::task {
        timer_driver* driver = nullptr;
    };

    bool get_resources(background& threads) noexcept {
        thread_.driver = this;
        thread_.run = [](background&, background::task& t) noexcept {
            timer_driver& self = *static_cast<driver_task&>(t).driver;
            self.run_(self.queue_);
        };
        thread_.release = [](background::task&) noexcept {};
        return threads.prepare(thread_);
    }
    void cancel(background& threads) noexcept { threads.cancel(thread_); }

    driver_task thread_{};

#endif
    enum class state : unsigned char { ended, starting, running };

    function run_ = nullptr;
    void* queue_ = nullptr;
    state state_ = state::ended;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
