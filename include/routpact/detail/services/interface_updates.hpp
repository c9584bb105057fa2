#pragma once
// The autostatic updates of an interface, seen from its record: begins, accepts and rejects them,
// and fails the update that still runs when the interface is destroyed.

#include <routpact/autostatic_update.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Drives the autostatic updates of one interface.
class ROUTPACT_HIDDEN interface_updates {
public:
    /// Makes an object without updates; open() allows them.
    interface_updates() noexcept = default;
    /// Takes over the updates of `other`.
    interface_updates(interface_updates&& other) noexcept : state_{other.state_} {
        other.state_ = nullptr;
    }
    interface_updates& operator=(interface_updates&&) = delete;
    interface_updates(const interface_updates&) = delete;
    interface_updates& operator=(const interface_updates&) = delete;
    /// Fails the update that runs.
    ~interface_updates() {
        if (state_)
            state_->close();
    }
    /// Allows updates of the interface `index`, whose events go to `queue`. Returns false if there
    /// is no memory.
    [[nodiscard]] bool open(event_queue& queue, ULONG index) noexcept {
        state_ = update_state::make(queue, index);
        return state_;
    }

    /// Begins an update; accept() or reject() must follow. Returns false while one is pending.
    [[nodiscard]] bool begin() noexcept { return state_->begin(); }
    /// Returns the object for the handler. Call it once after each begin().
    [[nodiscard]] autostatic_update begun() noexcept { return autostatic_update{*state_}; }
    /// Accepts the update that began, because the handler succeeded.
    void accept() noexcept { state_->accept(); }
    /// Rejects the update that began, because the handler failed.
    void reject() noexcept { state_->reject(); }

private:
    update_state* state_ = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
