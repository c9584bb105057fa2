#pragma once
// The contracts of the five callbacks that MPR60 adds, as data; otherwise like mpr50_callbacks.hpp.

#include <routpact/detail/contract/callback_list.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The five slots that MPR60_ROUTING_CHARACTERISTICS adds. No page documents their result codes.
template <class Characteristics, class C = Characteristics>
ROUTPACT_HIDDEN inline constexpr callback_list mpr60_additions{
    row<&C::pfnProtocolAction, handler_names::protocol_action>{{
        .name = "protocol_action",
        .field = "pfnProtocolAction",
        .type = "PPROTOCOL_ACTION",
        .page = "mpr60_routing_characteristics",
        .presence = presence::optional,
        .roles = {role::value, role::entry_then_size},
    }},
    row<&C::pfnGetStatistics, handler_names::get_statistics>{{
        .name = "get_statistics",
        .field = "pfnGetStatistics",
        .type = "PGET_PROTOCOL_STATISTICS",
        .page = "mpr60_routing_characteristics",
        .presence = presence::optional,
        .roles = {role::value, role::entry_then_size, role::value, role::allocation},
    }},
    row<&C::pfnGetRoutingDomainGlobalInfo, handler_names::get_routing_domain_global_info>{{
        .name = "get_routing_domain_global_info",
        .field = "pfnGetRoutingDomainGlobalInfo",
        .type = "PGET_ROUTING_DOMAIN_GLOBAL_INFO",
        .page = "mpr60_routing_characteristics",
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::routing_domain, role::info_buffer},
    }},
    row<&C::pfnSetRoutingDomainGlobalInfo, handler_names::set_routing_domain_global_info>{{
        .name = "set_routing_domain_global_info",
        .field = "pfnSetRoutingDomainGlobalInfo",
        .type = "PSET_ROUTING_DOMAIN_GLOBAL_INFO",
        .page = "mpr60_routing_characteristics",
        .presence = presence::optional,
        .availability = availability::started,
        .roles = {role::routing_domain, role::info},
    }},
    row<&C::pfnBufferFree, handler_names::buffer_free>{{
        .name = "buffer_free",
        .field = "pfnBufferFree",
        .type = "PPROTOCOL_BUFFER_FREE",
        .page = "mpr60_routing_characteristics",
        .presence = presence::optional,
        .availability = availability::always,
    }},
};

} // namespace routpact::inline ROUTPACT_ABI::detail
