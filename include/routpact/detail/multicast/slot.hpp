#pragma once
// The identity of a callback of the multicast group manager.

#include <routpact/detail/adapt/slot.hpp>
#include <routpact/detail/multicast/group_manager_callbacks.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Identifies a callback of the multicast group manager by the member pointer of its slot.
template <class Pointer, Pointer ROUTING_PROTOCOL_CONFIG::* Member>
struct ROUTPACT_HIDDEN slot<Member> {
    using pointer = typename winapi_form<Pointer>::type; ///< The C pointer type.
    /// Whether the member is a slot; dwCallbackFlags is not.
    static constexpr bool known = requires { row_of<Member>(callbacks<ROUTING_PROTOCOL_CONFIG>); };
    /// The contract of the callback.
    static constexpr const callback& contract = row_of<Member>(callbacks<ROUTING_PROTOCOL_CONFIG>);
};

} // namespace routpact::inline ROUTPACT_ABI::detail
