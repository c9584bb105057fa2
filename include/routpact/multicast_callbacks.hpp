#pragma once
// One constant for each callback of the multicast group manager: the C function pointer that calls
// a handler. For a protocol class, multicast.hpp makes these pointers.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/adapt.hpp>
#include <routpact/detail/multicast/bindings.hpp>
#include <routpact/detail/multicast/slot.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// @defgroup multicast_callbacks Callbacks of the multicast group manager
///
/// Each constant is a C function pointer for a member of ROUTING_PROTOCOL_CONFIG, of its type or,
/// on 32-bit x86, of the WINAPI form of it: mgm.hpp says why. `Handler`, `Table` and `Observer` are
/// those of routpact::adapt; a constant without `Table` is for a callback whose interface may
/// belong to another protocol, or that concerns none.
///
/// The multicast group manager ignores what a callback returns, say the pages. So codes matter to
/// tests and observers only:
/// - A handler returns void, DWORD, routpact::code, std::error_code or an expected<void, E> with
///   such an error, unless the description of a constant differs. The callback returns that code.
/// - An unknown index, and a null or misaligned pointer, get ERROR_INVALID_PARAMETER. The handler
///   is not called. Blame: caller.
/// - An exception without a code (see routpact::error) becomes ERROR_CAN_NOT_COMPLETE. Blame:
///   protocol.
///
/// A handler takes the sources and groups as `const source_group&`, a next hop as an ipv4_address
/// or a DWORD (zero, except on a point-to-multipoint interface), and a BOOL as a BOOL. It runs in a
/// call of the multicast group manager, perhaps in one of the protocol itself, so the protocol
/// must not call the multicast group manager while it holds a lock that a handler takes. Source:
/// mgm-programming-considerations.
/// @{

/// The pfnRpfCallback that calls `Handler`, which checks on which interface packets are expected.
///
/// The handler takes (interface, const routpact::source_group&, const routpact::rpf_query&). The
/// interface is the one of the expected path. It returns nothing or a routpact::rpf_path. Source:
/// pmgm_rpf_callback.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_RPF_CALLBACK>::type rpf =
    detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnRpfCallback>, Table, Handler,
                           Observer>;

/// The pfnCreationAlertCallback that calls `Handler`, which says where packets of a new source or
/// group are forwarded.
///
/// The handler takes (const routpact::source_group&, ULONG incoming interface, next hop,
/// routpact::outgoing_interfaces or std::span<MGM_IF_ENTRY>). What it writes to the entries stays,
/// even if it fails. Source: pmgm_creation_alert_callback.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_CREATION_ALERT_CALLBACK>::type
    creation_alert =
        detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnCreationAlertCallback>,
                               detail::without_table, Handler, Observer>;

/// The pfnPruneAlertCallback that calls `Handler`: other protocols have no more receivers.
///
/// The handler takes (const routpact::source_group&, ULONG interface, next hop, BOOL
/// member_delete), which is TRUE if a client deleted a membership, and FALSE if a forwarding entry
/// changed. It returns nothing or a routpact::mfe_timeout. Source: pmgm_prune_alert_callback.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_PRUNE_ALERT_CALLBACK>::type prune_alert =
    detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnPruneAlertCallback>,
                           detail::without_table, Handler, Observer>;

/// The pfnJoinAlertCallback that calls `Handler`: other protocols have new receivers.
///
/// The handler takes (const routpact::source_group&, BOOL member_update), which is TRUE if a client
/// added a membership, and FALSE if a forwarding entry changed. Source: pmgm_join_alert_callback.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_JOIN_ALERT_CALLBACK>::type join_alert =
    detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnJoinAlertCallback>,
                           detail::without_table, Handler, Observer>;

/// The pfnWrongIfCallback that calls `Handler`: a packet arrived on the wrong interface.
///
/// The handler takes (source, group, ULONG interface, next hop, packet), each address as an
/// ipv4_address or a DWORD, the packet as a routpact::packet_header or std::span<const BYTE>. Its
/// page says that this callback is not available. Source: pmgm_wrong_if_callback.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_WRONG_IF_CALLBACK>::type wrong_if =
    detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnWrongIfCallback>,
                           detail::without_table, Handler, Observer>;

/// The pfnLocalJoinCallback that calls `Handler`: IGMP has new receivers on an interface of the
/// protocol.
///
/// The handler takes (interface, const routpact::source_group&, next hop). Source:
/// pmgm_local_join_callback.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_LOCAL_JOIN_CALLBACK>::type local_join =
    detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnLocalJoinCallback>, Table,
                           Handler, Observer>;

/// The pfnLocalLeaveCallback that calls `Handler`: IGMP has no more receivers on an interface of
/// the protocol. Like routpact::local_join. Source: pmgm_local_leave_callback.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_LOCAL_LEAVE_CALLBACK>::type local_leave =
    detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnLocalLeaveCallback>, Table,
                           Handler, Observer>;

/// The pfnDisableIgmpCallback that calls `Handler`, for IGMP: the owner of an interface changes.
///
/// The handler takes (interface, next hop). Until the enable_igmp that follows, IGMP must not
/// change memberships on the interface. Source: pmgm_disable_igmp_callback.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_DISABLE_IGMP_CALLBACK>::type
    disable_igmp =
        detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnDisableIgmpCallback>,
                               Table, Handler, Observer>;

/// The pfnEnableIgmpCallback that calls `Handler`, for IGMP: the owner of an interface has changed.
///
/// The handler takes (interface, next hop). IGMP must add its memberships on the interface, but not
/// before the handler has returned, or it deadlocks: post that work. Source:
/// pmgm_enable_igmp_callback.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr detail::winapi_form<PMGM_ENABLE_IGMP_CALLBACK>::type enable_igmp =
    detail::entry_point_of<detail::slot<&ROUTING_PROTOCOL_CONFIG::pfnEnableIgmpCallback>, Table,
                           Handler, Observer>;

/// @}

} // namespace routpact::inline ROUTPACT_ABI
