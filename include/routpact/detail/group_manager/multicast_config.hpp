#pragma once
// Makes the ROUTING_PROTOCOL_CONFIG of a protocol class, whose member functions are the handlers.

#include <routpact/detail/group_manager/misspelt_handlers.hpp>
#include <routpact/multicast_callbacks.hpp>
#include <routpact/protocol.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Makes the ROUTING_PROTOCOL_CONFIG of the protocol class `P`.
template <class P>
struct ROUTPACT_HIDDEN multicast_config {
    /// Whether P is a protocol class whose handlers suit their callbacks. A mistake is a compile
    /// error.
    static constexpr bool is_usable() noexcept {
        if constexpr (is_protocol<P>()) {
            constexpr bool has_some = has_handler(callbacks<ROUTING_PROTOCOL_CONFIG>);
            static_assert(has_some || misspelt_multicast_handler<P>() != nullptr,
                          "routpact: the protocol class has no handler for the multicast group "
                          "manager, so it would register without callbacks; expected at least one "
                          "of rpf, creation_alert, prune_alert, join_alert, wrong_if, local_join, "
                          "local_leave, disable_igmp and enable_igmp: add one, or correct its "
                          "spelling");
            return handler_list<P>::template matches<misspelt_multicast_handler<P>>(
                callbacks<ROUTING_PROTOCOL_CONFIG>);
        } else {
            return false;
        }
    }

    /// Returns the pointers to the handlers; a callback without a handler has a null pointer.
    static ROUTING_PROTOCOL_CONFIG make() noexcept {
        ROUTING_PROTOCOL_CONFIG config{};
        fill(config, callbacks<ROUTING_PROTOCOL_CONFIG>);
        return config;
    }

private:
    template <class... Rows>
    static constexpr bool has_handler(const callback_list<Rows...>&) noexcept {
        return (declared_handler<P, Rows>::named || ...);
    }
    template <class... Rows>
    static void fill(ROUTING_PROTOCOL_CONFIG& config, const callback_list<Rows...>&) noexcept {
        (assign(config.*Rows::member, protocol_slot<P, Rows>::entry_point), ...);
    }
    /// Stores a pointer of the convention that rtm.dll uses, whatever mgm.h declares.
    template <class Declared, class Pointer>
    static void assign(Declared& declared, Pointer pointer) noexcept {
        if constexpr (std::is_same_v<Declared, Pointer>)
            declared = pointer;
        else
            declared = reinterpret_cast<Declared>(pointer);
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
