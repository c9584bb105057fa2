#pragma once
// The contracts of the nine callbacks of the multicast group manager, as data. This header is their
// only list; otherwise like mpr50_callbacks.hpp.
//
// A page tells for each that the result is ignored, whatever it is. The library returns codes all
// the same, as the other callbacks do, because a caller in a test can see them.
//
// The interface is looked up where the page says that the protocol owns it. Elsewhere it may belong
// to another protocol, so the handler receives the index:
// - creation_alert: the incoming interface; only the outgoing interfaces are the protocol's.
// - prune_alert: the interface that has no more receivers; it belongs to another protocol.
// - wrong_if: the interface on which the packet arrived.

#include <routpact/contract.hpp>
#include <routpact/mgm.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The nine slots of ROUTING_PROTOCOL_CONFIG, which is C.
template <class C>
ROUTPACT_HIDDEN inline constexpr callback_list group_manager_callbacks{
    row<&C::pfnRpfCallback, handler_names::rpf>{{
        .name = "rpf",
        .field = "pfnRpfCallback",
        .type = "PMGM_RPF_CALLBACK",
        .page = "pmgm_rpf_callback",
        .index_position = 5,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::source_group, role::rpf_path_buffer},
    }},
    row<&C::pfnCreationAlertCallback, handler_names::creation_alert>{{
        .name = "creation_alert",
        .field = "pfnCreationAlertCallback",
        .type = "PMGM_CREATION_ALERT_CALLBACK",
        .page = "pmgm_creation_alert_callback",
        .index_position = 5,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::source_group, role::value, role::ipv4_address, role::outgoing_interfaces},
    }},
    row<&C::pfnPruneAlertCallback, handler_names::prune_alert>{{
        .name = "prune_alert",
        .field = "pfnPruneAlertCallback",
        .type = "PMGM_PRUNE_ALERT_CALLBACK",
        .page = "pmgm_prune_alert_callback",
        .index_position = 5,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::source_group, role::value, role::ipv4_address, role::value,
                  role::timeout_buffer},
    }},
    row<&C::pfnJoinAlertCallback, handler_names::join_alert>{{
        .name = "join_alert",
        .field = "pfnJoinAlertCallback",
        .type = "PMGM_JOIN_ALERT_CALLBACK",
        .page = "pmgm_join_alert_callback",
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::source_group, role::value},
    }},
    row<&C::pfnWrongIfCallback, handler_names::wrong_if>{{
        .name = "wrong_if",
        .field = "pfnWrongIfCallback",
        .type = "PMGM_WRONG_IF_CALLBACK",
        .page = "pmgm_wrong_if_callback",
        .index_position = 3,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::ipv4_address, role::ipv4_address, role::value, role::ipv4_address,
                  role::packet},
    }},
    row<&C::pfnLocalJoinCallback, handler_names::local_join>{{
        .name = "local_join",
        .field = "pfnLocalJoinCallback",
        .type = "PMGM_LOCAL_JOIN_CALLBACK",
        .page = "pmgm_local_join_callback",
        .index_position = 5,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::source_group, role::interface_index, role::ipv4_address},
    }},
    row<&C::pfnLocalLeaveCallback, handler_names::local_leave>{{
        .name = "local_leave",
        .field = "pfnLocalLeaveCallback",
        .type = "PMGM_LOCAL_LEAVE_CALLBACK",
        .page = "pmgm_local_leave_callback",
        .index_position = 5,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::source_group, role::interface_index, role::ipv4_address},
    }},
    row<&C::pfnDisableIgmpCallback, handler_names::disable_igmp>{{
        .name = "disable_igmp",
        .field = "pfnDisableIgmpCallback",
        .type = "PMGM_DISABLE_IGMP_CALLBACK",
        .page = "pmgm_disable_igmp_callback",
        .index_position = 1,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::interface_index, role::ipv4_address},
    }},
    row<&C::pfnEnableIgmpCallback, handler_names::enable_igmp>{{
        .name = "enable_igmp",
        .field = "pfnEnableIgmpCallback",
        .type = "PMGM_ENABLE_IGMP_CALLBACK",
        .page = "pmgm_enable_igmp_callback",
        .index_position = 1,
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::interface_index, role::ipv4_address},
    }},
};

} // namespace routpact::inline ROUTPACT_ABI::detail

namespace routpact::inline ROUTPACT_ABI {

/// The contracts of the callbacks of the multicast group manager.
template <>
ROUTPACT_HIDDEN inline constexpr auto callbacks<ROUTING_PROTOCOL_CONFIG> =
    detail::group_manager_callbacks<ROUTING_PROTOCOL_CONFIG>;

} // namespace routpact::inline ROUTPACT_ABI
