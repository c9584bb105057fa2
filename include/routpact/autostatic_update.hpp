#pragma once
// The autostatic update that a handler of UpdateRoutes starts. It is an object, so that a late call
// cannot end another update and every update ends.

#include <routpact/detail/services/update_state.hpp>
#include <routpact/result.hpp>

namespace routpact::inline ROUTPACT_ABI {

namespace detail {
class interface_updates;
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes" // some members are hidden, the class is not
#endif
/// Ends one autostatic update, from any thread.
///
/// The handler `update_routes(interface_type&, routpact::autostatic_update update)` of a protocol
/// class gets it by value. The handler moves it into the work that performs the update, which then
/// calls complete():
///
///     void update_routes(interface_type& itf, routpact::autostatic_update update) {
///         manager_.post([this, index = itf.index, update = std::move(update)] {
///             update.complete(ask_neighbors(index));
///         });
///     }
///
/// An object that is destroyed before complete() was called fails its update, also inside posted
/// work that never runs. The router manager gets one UPDATE_COMPLETE for each update that the
/// handler accepted, and none if the handler fails. The object is bound to its own update: it does
/// nothing after the interface was deleted or the protocol stopped, nor to an update that began
/// later, even on the same index.
///
/// The object may outlive its interface and its protocol, but not its module, which holds the code
/// of its destructor. Posted work, and threads that the protocol's destructor joins, end before the
/// module is unloaded. Any other owner, such as a detached thread, must destroy the object before
/// the router manager may unload the DLL.
///
/// Several threads may call complete() at the same time. The owner must synchronize moves and the
/// destruction with these calls. Source: pdo_update_routes, update_complete_message.
class autostatic_update {
public:
    /// Makes an object without an update.
    ROUTPACT_HIDDEN autostatic_update() noexcept = default;
    /// Takes over the update of `other`, which then has none.
    ROUTPACT_HIDDEN autostatic_update(autostatic_update&& other) noexcept
        : state_{other.state_}, number_{other.number_} {
        other.state_ = nullptr;
    }
    /// Fails its update, unless that has ended, and takes over the update of `other`.
    ROUTPACT_HIDDEN autostatic_update& operator=(autostatic_update&& other) noexcept {
        autostatic_update taken{static_cast<autostatic_update&&>(other)};
        detail::update_state* const state = state_;
        const detail::update_state::number number = number_;
        state_ = taken.state_;
        number_ = taken.number_;
        taken.state_ = state;
        taken.number_ = number;
        return *this;
    }
    autostatic_update(const autostatic_update&) = delete;
    autostatic_update& operator=(const autostatic_update&) = delete;
    /// Fails the update with ERROR_CAN_NOT_COMPLETE, unless it has ended.
    ROUTPACT_HIDDEN ~autostatic_update() {
        if (!state_)
            return;
        static_cast<void>(complete(code::can_not_complete));
        state_->release();
    }

    /// Ends the update: successfully for code::no_error, with a failure for any other code. A call
    /// inside the handler posts UPDATE_COMPLETE when the handler has accepted the update.
    ///
    /// Returns whether this call ended the update. Returns false if the update had ended before
    /// (it was completed, the handler failed, the interface was deleted or the protocol stopped)
    /// and for an object without an update.
    ROUTPACT_HIDDEN bool complete(code status = code::no_error) const noexcept {
        return state_ && state_->complete(number_, static_cast<DWORD>(status));
    }

private:
    friend detail::interface_updates;
    // Makes the object of the update that began last.
    ROUTPACT_HIDDEN explicit autostatic_update(detail::update_state& state) noexcept
        : state_{&state}, number_{state.latest()} {
        state.retain();
    }

    detail::update_state* state_ = nullptr;
    detail::update_state::number number_ = 0;
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

} // namespace routpact::inline ROUTPACT_ABI
