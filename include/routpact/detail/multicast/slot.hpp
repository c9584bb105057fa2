#pragma once
// The identity of a callback of the multicast group manager.

#include <routpact/detail/adapt/slot.hpp>
#include <routpact/detail/multicast/group_manager_callbacks.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The WINAPI form of a pointer type of mgm.h, which differs from it on 32-bit x86 only. mgm.hpp
/// says why.
template <class Pointer>
struct winapi_form {
    using type = Pointer;
};
template <class... A>
struct winapi_form<DWORD (*)(A...)> {
    using type = DWORD(WINAPI*)(A...);
};

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
