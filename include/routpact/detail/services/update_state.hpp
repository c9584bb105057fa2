#pragma once
// The state that an interface shares with the autostatic_update objects of its updates. Such an
// object may outlive the interface, so neither owns the state alone.

#include <atomic>
#include <cstdint>
#include <routpact/detail/services/event_queue.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Holds the autostatic updates of one interface, at most one at a time.
///
/// Each update has a number of its own, so that a late call for an earlier update ends nothing.
/// Each accepted update posts one UPDATE_COMPLETE, even if the interface is deleted before. Its
/// queue entry is allocated in advance, so ending an update cannot fail. Reference-counted: the
/// interface holds one reference, each autostatic_update another. Every member function is
/// thread-safe. Source: pdo_update_routes, update_complete_message.
class ROUTPACT_HIDDEN update_state {
public:
    /// Identifies an update of this interface.
    using number = std::uint64_t;

    /// Makes the state of the interface `index`, with one reference; its events go to `queue`.
    /// Returns null if there is no memory.
    static update_state* make(event_queue& queue, ULONG index) noexcept {
        event_queue::owned_entry ended;
        return ended ? new (std::nothrow) update_state{queue, ended, index} : nullptr;
    }
    update_state(const update_state&) = delete;
    update_state& operator=(const update_state&) = delete;

    /// Adds a reference.
    void retain() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
    /// Drops a reference; the last one destroys the state.
    void release() noexcept {
        if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete this;
    }

    /// Begins an update. Returns false while one is pending, that is until the router manager has
    /// taken its UPDATE_COMPLETE.
    [[nodiscard]] bool begin() noexcept {
        const monitor_lock locked{lock_};
        if (phase_ != phase::idle || queue_.holds(*ended_))
            return false;
        phase_ = phase::beginning;
        ++latest_;
        return true;
    }
    /// Returns the number of the update that began last.
    [[nodiscard]] number latest() noexcept {
        const monitor_lock locked{lock_};
        return latest_;
    }
    /// Accepts the update that began: UpdateRoutes returns NO_ERROR for it.
    void accept() noexcept {
        const monitor_lock locked{lock_};
        const bool completed = phase_ == phase::completed_early;
        phase_ = completed ? phase::idle : phase::running;
        if (completed)
            queue_.post(*ended_);
    }
    /// Rejects the update that began: UpdateRoutes returns an error for it, and no event follows.
    void reject() noexcept {
        const monitor_lock locked{lock_};
        phase_ = phase::idle;
    }
    /// Ends the update with number `update`. Returns false if it has ended already.
    bool complete(number update, DWORD status) noexcept {
        const monitor_lock locked{lock_};
        if (update != latest_ || (phase_ != phase::beginning && phase_ != phase::running))
            return false;
        end(status);
        return true;
    }
    /// Ends the updates of the interface, which is being destroyed: fails the update that runs and
    /// drops the interface's reference. The state does not use its queue afterwards.
    void close() noexcept {
        {
            const monitor_lock locked{lock_};
            if (phase_ == phase::running)
                end(ERROR_CAN_NOT_COMPLETE);
            phase_ = phase::idle;
            queue_.orphan(ended_);
        }
        release();
    }

private:
    enum class phase : unsigned char { idle, beginning, completed_early, running };

    update_state(event_queue& queue, event_queue::owned_entry& ended, ULONG index) noexcept
        : queue_{queue}, ended_{ended.release()} {
        ended_->event.type = UPDATE_COMPLETE;
        ended_->event.message.UpdateCompleteMessage = {index, RF_DEMAND_UPDATE_ROUTES, NO_ERROR};
    }
    ~update_state() = default;

    void end(DWORD status) noexcept {
        ended_->event.message.UpdateCompleteMessage.UpdateStatus =
            status == NO_ERROR ? NO_ERROR : ERROR_CAN_NOT_COMPLETE; // the only documented failure
        if (phase_ == phase::beginning) {
            phase_ = phase::completed_early; // the event follows when the update is accepted
        } else {
            phase_ = phase::idle;
            queue_.post(*ended_);
        }
    }

    monitor lock_{};
    event_queue& queue_;
    event_queue::entry* const ended_; // owned by the queue after close()
    std::atomic<unsigned long> references_ = 1;
    number latest_ = 0;
    phase phase_ = phase::idle;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
