#pragma once
// The lifecycle of a protocol: its phase, and which callbacks and posted work run its code.
//
//     phase                   ends with
//     stopped                 begin_start()
//     constructing            mark_constructed()    or begin_stop(), abort_start()
//     starting                complete_start()      or begin_stop()
//     running                 begin_stop()
//     stopping                end_stop()
//     stopped_unacknowledged  acknowledge_stop()    skipped if no caller waits for ROUTER_STOPPED
//
// A callback or posted work is inside the protocol from enter() to leave(). After a stop has begun,
// no other enters, and the last one to leave completes the stop. So begin_stop() waits for no
// thread and cannot fail. Only an interface that is still in use then needs a thread to wait for
// it, see instance.hpp.
//
// A callback enters and leaves on one thread: it publishes a hazard (see hazard_records.hpp), then
// reads the phase. Posted work changes threads, so it is counted under the lock. A stop watches the
// hazards: each callback that leaves afterwards takes the lock and checks whether it is the last.
//
// No function takes the loader lock of the system while it holds the lock of this class. The
// functions that a thread may call under the loader lock, for example in the destructor of a
// thread_local object, take no lock.

#include <routpact/contract.hpp>
#include <routpact/detail/concurrency/hazard_records.hpp>
#include <routpact/detail/concurrency/monitor.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Holds the phase of one protocol. Every member function is thread-safe.
class ROUTPACT_HIDDEN lifecycle {
public:
    /// What the caller of begin_stop() has to do.
    enum class stop_request {
        not_running, ///< Nothing: the protocol is stopped.
        pending,     ///< Nothing: another call has begun the stop.
        begun, ///< Call the stopping hook, if claim_stopping_hook() allows, then leave_stop().
    };

    /// One callback inside the protocol. Enters and leaves on the same thread.
    class visit {
    public:
        visit() noexcept = default;
        visit(const visit&) = delete;
        visit& operator=(const visit&) = delete;

    private:
        friend lifecycle;
        hazard_pointer* hazard_ = nullptr;
    };

    constexpr lifecycle() noexcept = default;
    lifecycle(const lifecycle&) = delete;
    lifecycle& operator=(const lifecycle&) = delete;

    // ---- start

    /// Begins a start and enters. Returns false unless the protocol is stopped.
    [[nodiscard]] bool begin_start() noexcept {
        // Before lock_: the first fence of a process may take the loader lock.
        hazard_records::fence_before_scan();
        const monitor_lock locked{lock_};
        if (phase_ != phase::stopped)
            return false;
        phase_ = phase::constructing;
        ++inside_;
        return true;
    }
    /// Records that the protocol is constructed. Returns false if a stop began meanwhile.
    [[nodiscard]] bool mark_constructed() noexcept {
        const monitor_lock locked{lock_};
        constructed_ = true;
        if (phase_ == phase::constructing)
            phase_ = phase::starting;
        return phase_ == phase::starting;
    }
    /// Completes the start, after the initial interfaces are added, and enters. Returns false in
    /// any phase but `starting`.
    [[nodiscard]] bool complete_start() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ != phase::starting)
            return false;
        phase_ = phase::running;
        ++inside_;
        return true;
    }
    /// Begins a stop because the start failed. The caller is inside since begin_start().
    void abort_start() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ != phase::stopping)
            begin_stopping();
    }

    // ---- callbacks and posted work

    /// Tells whether the phase allows a callback of this availability. Takes no lock.
    [[nodiscard]] bool may_enter(availability when) const noexcept {
        const phase now = phase_.load(std::memory_order_acquire);
        return now == phase::running || (now == phase::starting && when != availability::running);
    }
    /// Enters, counted, if may_enter() allows. Returns whether it entered; the caller must then
    /// start what it entered for. One that does not enter is never counted, so it need not leave.
    [[nodiscard]] bool enter(availability when) noexcept {
        const monitor_lock locked{lock_};
        if (!may_enter(when))
            return false;
        ++inside_;
        return true;
    }
    /// Leaves after a counted entry. Returns true to the last one to leave a stop: the caller
    /// completes the stop, then calls end_stop().
    [[nodiscard]] bool leave() noexcept {
        const monitor_lock locked{lock_};
        --inside_;
        return claim_completion();
    }
    /// Enters with a new visit. Returns whether may_enter() allows that; the caller must leave()
    /// in both cases.
    [[nodiscard]] bool enter(visit& mine, availability when) noexcept {
        auto hazard = hazard_records::quick_hazard<1>();
        if (!hazard.pointer) [[unlikely]]
            hazard = hazard_records::any_hazard();
        mine.hazard_ = hazard.pointer;
        hazard.publish(this);
        return may_enter(when);
    }
    /// Ends a visit; otherwise like leave().
    [[nodiscard]] bool leave(visit& mine) noexcept {
        if (!hazard_records::withdraw(*mine.hazard_, this))
            return false;
        return claim_completion_after_visit();
    }

    // ---- stop

    /// Begins a stop, and enters if the result is stop_request::begun.
    [[nodiscard]] stop_request begin_stop() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ == phase::stopped)
            return stop_request::not_running;
        if (phase_ == phase::stopping || phase_ == phase::stopped_unacknowledged) {
            announcement_due_ = true;
            late_requests_ += phase_ == phase::stopped_unacknowledged ? 1u : 0u;
            return stop_request::pending;
        }
        begin_stopping();
        ++inside_;
        return stop_request::begun;
    }
    /// Gives the call of the stopping hook to one caller of each stop. Returns true to the first
    /// that asks while the protocol is constructed and stops.
    [[nodiscard]] bool claim_stopping_hook() noexcept {
        const monitor_lock locked{lock_};
        const bool due = constructed_ && phase_ == phase::stopping && !hook_claimed_;
        hook_claimed_ = hook_claimed_ || due;
        return due;
    }
    /// Leaves after begin_stop() and the hook. Returns true if the caller is the last one inside,
    /// which completes the stop; otherwise end_stop() will announce the end.
    [[nodiscard]] bool leave_stop() noexcept {
        const monitor_lock locked{lock_};
        --inside_;
        const bool last = claim_completion();
        announcement_due_ = announcement_due_ || !last;
        return last;
    }
    /// Hands the completion of the stop over to another thread, so end_stop() will announce the
    /// end.
    void hand_over_stop() noexcept {
        const monitor_lock locked{lock_};
        announcement_due_ = true;
    }
    /// Postpones the completion of a stop that was handed over, because no thread could be created
    /// for it. `signal()` makes the router manager call again; the first call that then claims the
    /// stop completes it.
    template <class Signal>
    void postpone_stop(Signal signal) noexcept {
        const monitor_lock locked{lock_};
        postponed_ = true;
        signal();
    }
    /// Gives a postponed stop to one caller, which completes or postpones it. Returns whether there
    /// was one.
    [[nodiscard]] bool claim_postponed_stop() noexcept {
        if (!is_stopping())
            return false;
        const monitor_lock locked{lock_};
        const bool due = postponed_;
        postponed_ = false;
        return due;
    }
    /// Ends the stop. If a caller waits for the end, calls `announce()` under the lock and stays in
    /// stopped_unacknowledged until acknowledge_stop(). Returns whether a caller waits.
    template <class Announce>
    bool end_stop(Announce announce) noexcept {
        const monitor_lock locked{lock_};
        hazard_watch::end(this);
        completing_ = hook_claimed_ = constructed_ = false;
        if (announcement_due_)
            announce();
        phase_ = announcement_due_ ? phase::stopped_unacknowledged : phase::stopped;
        return announcement_due_;
    }
    /// Returns how many stops were requested in stopped_unacknowledged, for acknowledge_stop().
    [[nodiscard]] unsigned late_requests() const noexcept { return late_requests_; }
    /// Acknowledges the announcement: `take()` takes it for the router manager and tells whether it
    /// was there. Returns whether the protocol is stopped now.
    ///
    /// Both happen under the lock, so a stop request that has to wait for the announcement finds it
    /// not taken yet. `requests` is late_requests() from before: a stop requested since then has to
    /// get the announcement after it returns. So the announcement stays, and `signal()` makes the
    /// router manager take it later. Source: pstop_protocol.
    template <class Take, class Signal>
    bool acknowledge_stop(unsigned requests, Take take, Signal signal) noexcept {
        const monitor_lock locked{lock_};
        if (requests != late_requests_) {
            signal();
            return false;
        }
        if (!take())
            return false;
        announcement_due_ = false;
        phase_ = phase::stopped;
        return true;
    }

    // ---- state

    /// Tells whether the protocol is constructed.
    [[nodiscard]] bool is_constructed() noexcept {
        const monitor_lock locked{lock_};
        return constructed_;
    }
    /// Tells whether a stop is pending. Takes no lock.
    [[nodiscard]] bool is_stopping() const noexcept {
        return phase_.load(std::memory_order_acquire) == phase::stopping;
    }

private:
    enum class phase : unsigned char {
        stopped,
        constructing,
        starting,
        running,
        stopping,
        stopped_unacknowledged,
    };

    // After this no callback enters. The scan for hazards finds each callback inside, or that
    // callback sees the watch when it leaves.
    void begin_stopping() noexcept {
        phase_ = phase::stopping;
        hazard_watch::begin(this);
        hazard_records::fence_before_scan();
    }
    // Gives the completion of a stop to one caller, once none is inside.
    bool claim_completion() noexcept {
        if (phase_ != phase::stopping || completing_ || inside_ != 0 ||
            hazard_records::is_protected(this))
            return false;
        completing_ = true;
        return true;
    }
    // The same, for a caller that does not hold the lock. Not inlined: every callback ends with
    // leave(), and hardly any of them completes a stop.
    ROUTPACT_COLD bool claim_completion_after_visit() noexcept {
        const monitor_lock locked{lock_};
        return claim_completion();
    }

    monitor lock_{};
    unsigned long inside_ = 0; // counted entries
    std::atomic<unsigned> late_requests_ = 0;
    std::atomic<phase> phase_ = phase::stopped;
    bool completing_ = false; // a thread completes the stop
    bool constructed_ = false;
    bool hook_claimed_ = false;
    bool announcement_due_ = false; // a StopProtocol returned that the stop is pending
    bool postponed_ = false;        // the stop is not completed, though none is inside
};

} // namespace routpact::inline ROUTPACT_ABI::detail
