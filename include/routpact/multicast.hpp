#pragma once
// The multicast group manager (MGM) for a protocol class: the registration of its callbacks, and
// the ownership of interfaces. Member functions with the names of the constants in
// multicast_callbacks.hpp are the handlers.

#include <routpact/detail/abi/packing.hpp>

#include <new>
#include <routpact/detail/group_manager/multicast_config.hpp>
#include <routpact/detail/group_manager/registration_state.hpp>
#include <routpact/support_functions.hpp>

namespace routpact::inline ROUTPACT_ABI {

template <class P>
class multicast_registration;

/// Owns an interface towards the multicast group manager, and releases it when destroyed. Keep it
/// in the interface_type: so it ends with the interface, before the protocol. A default-constructed
/// one owns nothing.
///
/// To release an interface, the multicast group manager deletes its forwarding entries, and may
/// call the protocol: hold no lock that a handler takes. Only one thread may use an object. Source:
/// mgmreleaseinterfaceownership.
class multicast_ownership {
public:
    ROUTPACT_HIDDEN multicast_ownership() noexcept = default;
    multicast_ownership(const multicast_ownership&) = delete;
    multicast_ownership& operator=(const multicast_ownership&) = delete;
    /// Takes over what `other` owns.
    ROUTPACT_HIDDEN multicast_ownership(multicast_ownership&& other) noexcept
        : state_{other.state_}, index_{other.index_}, next_hop_{other.next_hop_} {
        other.state_ = nullptr;
    }
    /// Releases the interface, and takes over what `other` owns.
    ROUTPACT_HIDDEN multicast_ownership& operator=(multicast_ownership&& other) noexcept {
        if (this != &other) {
            release();
            state_ = other.state_;
            index_ = other.index_;
            next_hop_ = other.next_hop_;
            other.state_ = nullptr;
        }
        return *this;
    }
    ROUTPACT_HIDDEN ~multicast_ownership() { release(); }

    /// Tells whether the object owns an interface.
    ROUTPACT_HIDDEN explicit operator bool() const noexcept { return state_; }
    /// Releases the interface, if the object owns one.
    ROUTPACT_HIDDEN void release() noexcept {
        if (detail::registration_state* const state = state_) {
            state_ = nullptr;
            state->release(index_, next_hop_);
        }
    }

private:
    template <class P>
    friend class multicast_registration;
    ROUTPACT_HIDDEN multicast_ownership(detail::registration_state* state, ULONG index,
                                        DWORD next_hop) noexcept
        : state_{state}, index_{index}, next_hop_{next_hop} {}

    detail::registration_state* state_ = nullptr;
    ULONG index_ = 0;
    DWORD next_hop_ = 0;
};

/// Registers the protocol class `P` with the multicast group manager, and deregisters it when
/// destroyed. Make it a member of `P`, and call open() in the constructor of `P`.
///
/// The handlers are public member functions of `P` with the names of the constants in
/// multicast_callbacks.hpp, such as join_alert; at least one is needed, and a callback without a
/// handler has a null pointer. Calls that arrive before the constructor of `P` has returned, or
/// after a stop has begun, are refused. The end of a stop waits for calls that have entered a
/// handler. A mistake in `P` is a compile-time error.
///
/// The functions must not be called while the caller holds a lock that a handler takes: the
/// multicast group manager may call the protocol. Source: mgm-programming-considerations,
/// starting-up-a-multicast-routing-protocol, shutting-down-a-multicast-routing-protocol.
template <class P>
class multicast_registration {
public:
    /// Prepares a registration that calls `functions`: those of rtm.dll, or of a test.
    ROUTPACT_HIDDEN explicit multicast_registration(
        const multicast_functions& functions = multicast_functions::of_rtm()) noexcept
        : functions_{functions} {}
    multicast_registration(const multicast_registration&) = delete;
    multicast_registration& operator=(const multicast_registration&) = delete;
    ROUTPACT_HIDDEN ~multicast_registration() { close(); }

    /// Registers `P` under its protocol_id. `component_id` distinguishes several clients with one
    /// protocol id.
    ///
    /// Returns the code of MgmRegisterMProtocol: NO_ERROR, ERROR_ALREADY_EXISTS for a pair of ids
    /// that is taken, ERROR_CAN_NOT_COMPLETE or ERROR_NOT_ENOUGH_MEMORY. Returns
    /// ERROR_ALREADY_EXISTS also if this object is registered, ERROR_NOT_ENOUGH_MEMORY also if
    /// there is no memory for it, and ERROR_CALL_NOT_IMPLEMENTED without functions. Not
    /// thread-safe. Source: mgmregistermprotocol.
    [[nodiscard]] ROUTPACT_HIDDEN routpact::code open(DWORD component_id = 0) noexcept {
        if constexpr (detail::multicast_config<P>::is_usable()) {
            if (!functions_)
                return code{ERROR_CALL_NOT_IMPLEMENTED};
            if (state_)
                return code{ERROR_ALREADY_EXISTS};
            auto* const state = new (std::nothrow) detail::registration_state{functions_};
            if (!state)
                return code::not_enough_memory;
            ROUTING_PROTOCOL_CONFIG config = detail::multicast_config<P>::make();
            const DWORD failed = state->begin(config, P::protocol_id, component_id);
            if (failed)
                delete state;
            else
                state_ = state;
            return code{failed};
        } else {
            return code::can_not_complete; // the compiler has reported the mistake
        }
    }
    /// Deregisters `P`, if it is registered, when no multicast_ownership is left. Not thread-safe.
    /// Source: mgmderegistermprotocol.
    ROUTPACT_HIDDEN void close() noexcept {
        if (detail::registration_state* const state = state_) {
            state_ = nullptr;
            state->leave();
        }
    }

    /// Takes the ownership of an interface. `next_hop` is zero, except on a point-to-multipoint
    /// interface.
    ///
    /// Returns the code of MgmTakeInterfaceOwnership: NO_ERROR, with the ownership;
    /// ERROR_ALREADY_EXISTS if another protocol owns the interface; or ERROR_CAN_NOT_COMPLETE,
    /// ERROR_INVALID_PARAMETER or ERROR_NOT_ENOUGH_MEMORY. Returns ERROR_INVALID_PARAMETER also if
    /// this object is not registered. Thread-safe, except at the same time as open() or close().
    /// Source: mgmtakeinterfaceownership.
    [[nodiscard]] ROUTPACT_HIDDEN answer<multicast_ownership>
    take(ULONG index, ipv4_address next_hop = {}) const noexcept {
        if (!state_)
            return {code::invalid_parameter, {}};
        const auto hop = static_cast<DWORD>(next_hop);
        if (const DWORD failed = state_->take(index, hop))
            return {code{failed}, {}};
        return {code::no_error, {state_, index, hop}};
    }

    /// Returns the handle for the functions of mgm.h; null if `P` is not registered.
    [[nodiscard]] ROUTPACT_HIDDEN HANDLE handle() const noexcept {
        return state_ ? state_->handle() : nullptr;
    }

private:
    const multicast_functions functions_;
    detail::registration_state* state_ = nullptr;
};

} // namespace routpact::inline ROUTPACT_ABI
