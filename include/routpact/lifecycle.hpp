#pragma once
// Where a protocol stands between StartProtocol and the end of its stop, and who is inside.
//
// Whoever runs code of the protocol, a callback or posted work, is inside. A stop refuses newcomers
// and ends with the last one inside: whoever that is finishes the stop. So a stop waits for nobody,
// needs no thread of its own and cannot fail.

#include <routpact/contract.hpp>
#include <routpact/monitor.hpp>

namespace routpact {

/// The states of one protocol. Every member function is thread-safe.
class lifecycle {
public:
    /// What a stop has to do.
    enum class stop_request {
        not_running, ///< Nothing: it is stopped.
        pending,     ///< Nothing: it stops already.
        begun,       ///< To call the hook, if the protocol was constructed, and then leave().
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

    /// Enters, if that is legal now.
    [[nodiscard]] bool enter(period legal) noexcept {
        const monitor_lock locked{lock_};
        if (phase_ != phase::running && (phase_ != phase::starting || legal == period::running))
            return false;
        ++inside_;
        return true;
    }
    /// Leaves. True for the last one of a stop: it finishes the stop, then calls stopped().
    [[nodiscard]] bool leave() noexcept {
        const monitor_lock locked{lock_};
        return --inside_ == 0 && phase_ == phase::stopping;
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
        phase_ = phase::stopping;
        ++inside_;
        return stop_request::begun;
    }
    /// Leaves after the hook. True if the stop can be finished at once, by the caller; else the end
    /// is to be announced.
    [[nodiscard]] bool leave_stop() noexcept {
        const monitor_lock locked{lock_};
        if (--inside_ == 0)
            return true;
        announced_ = true;
        return false;
    }
    /// Begins a stop because the start failed; who started is inside already.
    void abort_start() noexcept {
        const monitor_lock locked{lock_};
        phase_ = phase::stopping;
    }
    /// The stop has ended. If somebody was told to wait for it, `announce` runs, and the protocol
    /// counts as stopping until heard(). Whether that was so.
    template <class Announce>
    bool stopped(Announce announce) noexcept {
        const monitor_lock locked{lock_};
        constructed_ = false;
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

    monitor lock_;
    unsigned long inside_ = 0;
    phase phase_ = phase::stopped;
    bool constructed_ = false;
    bool announced_ = false; // somebody was told that the stop is pending
};

} // namespace routpact
