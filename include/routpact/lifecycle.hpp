#pragma once
// Where a protocol stands between StartProtocol and the end of its stop, and who is inside.
//
// Whoever runs code of the protocol, a callback or posted work, is inside. A stop refuses newcomers
// and ends with the last one inside: whoever that is finishes the stop. So a stop waits for nobody,
// needs no thread of its own and cannot fail.
//
// A callback notes that it is inside in its thread's own record (see uses.hpp), and then looks at
// the phase; what does not stay on one thread is counted, under the lock. From the beginning of a
// stop, whoever leaves is told that it is watched, and looks whether it was the last one.

#include <routpact/contract.hpp>
#include <routpact/monitor.hpp>
#include <routpact/uses.hpp>

namespace routpact {

/// The states of one protocol. Every member function is thread-safe.
class lifecycle {
public:
    /// What a stop has to do.
    enum class stop_request {
        not_running, ///< Nothing: it is stopped.
        pending,     ///< Nothing: it stops already.
        begun,       ///< To call the hook, if it is due, and then leave_stop().
    };

    /// The visit of one callback, on one thread. It ends with leave().
    class visit {
    public:
        visit() noexcept = default;
        visit(const visit&) = delete;
        visit& operator=(const visit&) = delete;

    private:
        friend lifecycle;
        uses::place* noted_ = nullptr;
    };

    constexpr lifecycle() noexcept = default;
    lifecycle(const lifecycle&) = delete;
    lifecycle& operator=(const lifecycle&) = delete;

    /// Begins a start, and enters; false unless stopped.
    [[nodiscard]] bool begin_start() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ != phase::stopped)
            return false;
        phase_ = phase::constructing;
        ++inside_;
        return true;
    }
    /// The protocol is constructed. False if a stop came meanwhile.
    [[nodiscard]] bool constructed() noexcept {
        const monitor_lock locked{lock_};
        constructed_ = true;
        if (phase_ == phase::constructing)
            phase_ = phase::starting;
        return phase_ == phase::starting;
    }
    /// The initial interfaces are there; enters. False unless that was to come.
    [[nodiscard]] bool complete() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ != phase::starting)
            return false;
        phase_ = phase::running;
        ++inside_;
        return true;
    }

    /// Enters, if that is legal now and `begin()` succeeds. Both under the lock: who does not enter
    /// is never seen inside, and so is not the last one.
    template <class Begin>
    [[nodiscard]] bool enter(period legal, Begin begin) noexcept {
        const monitor_lock locked{lock_};
        if (!may_enter(legal) || !begin())
            return false;
        ++inside_;
        return true;
    }
    /// Leaves. True for the last one of a stop: it finishes the stop, then calls stopped().
    [[nodiscard]] bool leave() noexcept {
        const monitor_lock locked{lock_};
        --inside_;
        return finishes();
    }
    /// Enters with a visit that has not entered, if that is legal now. It has to leave() even so.
    [[nodiscard]] bool enter(visit& mine, period legal) noexcept {
        mine.noted_ = &uses::begin(this);
        return may_enter(legal);
    }
    /// Ends a visit; otherwise as leave().
    [[nodiscard]] bool leave(visit& mine) noexcept {
        if (!uses::end(*mine.noted_))
            return false;
        const monitor_lock locked{lock_};
        return finishes();
    }

    /// Begins a stop, and enters.
    [[nodiscard]] stop_request begin_stop() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ == phase::stopped)
            return stop_request::not_running;
        if (phase_ == phase::stopping || phase_ == phase::stopped_unheard) {
            announced_ = true;
            return stop_request::pending;
        }
        begin_to_stop();
        ++inside_;
        return stop_request::begun;
    }
    /// Whether the hook is to be called now, by the caller: the protocol is constructed and stops,
    /// and nobody has called it yet.
    [[nodiscard]] bool takes_hook() noexcept {
        const monitor_lock locked{lock_};
        const bool due = constructed_ && phase_ == phase::stopping && !hook_taken_;
        hook_taken_ = hook_taken_ || due;
        return due;
    }
    /// Leaves after the hook. True if the stop can be finished at once, by the caller; else the end
    /// is to be announced.
    [[nodiscard]] bool leave_stop() noexcept {
        const monitor_lock locked{lock_};
        --inside_;
        const bool last = finishes();
        announced_ = announced_ || !last;
        return last;
    }
    /// Begins a stop because the start failed; who started is inside already.
    void abort_start() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ != phase::stopping)
            begin_to_stop();
    }
    /// Another thread will finish the stop: its end is to be announced.
    void defer() noexcept {
        const monitor_lock locked{lock_};
        announced_ = true;
    }
    /// The stop has ended. If somebody was told to wait for it, `announce` runs, and the protocol
    /// counts as stopping until heard(). Whether that was so.
    template <class Announce>
    bool stopped(Announce announce) noexcept {
        const monitor_lock locked{lock_};
        uses::unwatch();
        finishing_ = hook_taken_ = constructed_ = false;
        if (announced_)
            announce();
        phase_ = announced_ ? phase::stopped_unheard : phase::stopped;
        return announced_;
    }
    /// The router manager knows that the stop has ended. Source: pstop_protocol.
    void heard() noexcept {
        const monitor_lock locked{lock_};
        announced_ = false;
        phase_ = phase::stopped;
    }

    /// Whether the protocol is constructed.
    [[nodiscard]] bool is_constructed() noexcept {
        const monitor_lock locked{lock_};
        return constructed_;
    }
    /// Whether a stop is pending.
    [[nodiscard]] bool is_stopping() noexcept {
        const monitor_lock locked{lock_};
        return phase_ == phase::stopping;
    }

private:
    enum class phase : unsigned char {
        stopped,
        constructing,
        starting,
        running,
        stopping,
        stopped_unheard,
    };

    bool may_enter(period legal) const noexcept {
        const phase now = phase_.load(std::memory_order_acquire);
        return now == phase::running || (now == phase::starting && legal != period::running);
    }
    // From here on nobody enters; who is inside is known, and will look whether it is the last one.
    void begin_to_stop() noexcept {
        phase_ = phase::stopping;
        uses::watch();
        uses::settle();
    }
    // Whether the caller is the one to finish a stop.
    bool finishes() noexcept {
        if (phase_ != phase::stopping || finishing_ || inside_ != 0 || uses::any(this))
            return false;
        finishing_ = true;
        return true;
    }

    monitor lock_;
    unsigned long inside_ = 0; // those that are counted
    std::atomic<phase> phase_ = phase::stopped;
    bool finishing_ = false; // somebody finishes the stop
    bool constructed_ = false;
    bool hook_taken_ = false;
    bool announced_ = false; // somebody was told that the stop is pending
};

} // namespace routpact
