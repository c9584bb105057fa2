#pragma once
// One UPDATE_COMPLETE for each DoUpdateRoutes that was accepted, whatever becomes of the interface.

#include <routpact/events.hpp>

namespace routpact {

/// The autostatic update of one interface. Every member function is thread-safe. Source:
/// pdo_update_routes, update_complete_message.
class autostatic_update {
public:
    /// For the interface `index`, told in `queue` by `told`.
    autostatic_update(event_queue& queue, event_queue::owned_entry& told, ULONG index) noexcept
        : queue_{queue}, told_{told.release()} {
        told_->what.type = UPDATE_COMPLETE;
        told_->what.message.UpdateCompleteMessage = {index, RF_DEMAND_UPDATE_ROUTES, NO_ERROR};
    }
    autostatic_update(const autostatic_update&) = delete;
    autostatic_update& operator=(const autostatic_update&) = delete;
    /// Fails an update that has not completed. The event is told even so.
    ~autostatic_update() {
        static_cast<void>(complete(ERROR_CAN_NOT_COMPLETE));
        queue_.abandon(told_);
    }

    /// Begins to begin; false while an update runs or the end of the last one is still to be told.
    [[nodiscard]] bool begin() noexcept {
        const monitor_lock locked{lock_};
        if (now_ != state::idle || queue_.holds(*told_))
            return false;
        now_ = state::beginning;
        return true;
    }
    /// The update runs, or has completed already.
    void accepted() noexcept {
        const monitor_lock locked{lock_};
        const bool completed = now_ == state::completed_early;
        now_ = completed ? state::idle : state::running;
        if (completed)
            queue_.post(*told_);
    }
    /// There is no update.
    void rejected() noexcept {
        const monitor_lock locked{lock_};
        now_ = state::idle;
    }
    /// The update has ended; false if there was none to end.
    bool complete(DWORD status) noexcept {
        const monitor_lock locked{lock_};
        if (now_ != state::beginning && now_ != state::running)
            return false;
        told_->what.message.UpdateCompleteMessage.UpdateStatus =
            status == NO_ERROR ? NO_ERROR : ERROR_CAN_NOT_COMPLETE; // no other is documented
        if (now_ == state::beginning) {
            now_ = state::completed_early; // the router manager is told after it was accepted
        } else {
            now_ = state::idle;
            queue_.post(*told_);
        }
        return true;
    }

private:
    enum class state : unsigned char { idle, beginning, completed_early, running };

    monitor lock_;
    event_queue& queue_;
    event_queue::entry* told_;
    state now_ = state::idle;
};

} // namespace routpact
