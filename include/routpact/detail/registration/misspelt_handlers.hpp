#pragma once
// Names that an author may take for the name of a handler: that of the C function, one with an
// underscore too few, one with "on_". C++ cannot list the members of a class, so a handler with a
// name that is not here counts as a function of the author's own.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Returns the name of the handler that the protocol class `P` seems to misspell, or null.
template <class P>
ROUTPACT_HIDDEN constexpr const char* misspelt_handler() noexcept {
    if constexpr (
        requires { &P::StartComplete; } || requires { &P::startcomplete; } ||
        requires { &P::on_start_complete; })
        return "start_complete";
    if constexpr (
        requires { &P::GetGlobalInfo; } || requires { &P::getglobal_info; } ||
        requires { &P::get_globalinfo; } || requires { &P::on_get_global_info; })
        return "get_global_info";
    if constexpr (
        requires { &P::SetGlobalInfo; } || requires { &P::setglobal_info; } ||
        requires { &P::set_globalinfo; } || requires { &P::on_set_global_info; })
        return "set_global_info";
    if constexpr (
        requires { &P::InterfaceStatus; } || requires { &P::interfacestatus; } ||
        requires { &P::on_interface_status; })
        return "interface_status";
    if constexpr (
        requires { &P::GetInterfaceInfo; } || requires { &P::getinterface_info; } ||
        requires { &P::get_interfaceinfo; } || requires { &P::on_get_interface_info; })
        return "get_interface_info";
    if constexpr (
        requires { &P::SetInterfaceInfo; } || requires { &P::setinterface_info; } ||
        requires { &P::set_interfaceinfo; } || requires { &P::on_set_interface_info; })
        return "set_interface_info";
    if constexpr (
        requires { &P::UpdateRoutes; } || requires { &P::updateroutes; } ||
        requires { &P::on_update_routes; })
        return "update_routes";
    if constexpr (
        requires { &P::ConnectClient; } || requires { &P::connectclient; } ||
        requires { &P::on_connect_client; })
        return "connect_client";
    if constexpr (
        requires { &P::DisconnectClient; } || requires { &P::disconnectclient; } ||
        requires { &P::on_disconnect_client; })
        return "disconnect_client";
    if constexpr (
        requires { &P::GetNeighbors; } || requires { &P::getneighbors; } ||
        requires { &P::on_get_neighbors; } || requires { &P::get_neighbours; } ||
        requires { &P::GetNeighbours; })
        return "get_neighbors";
    if constexpr (
        requires { &P::GetMfeStatus; } || requires { &P::getmfe_status; } ||
        requires { &P::get_mfestatus; } || requires { &P::on_get_mfe_status; })
        return "get_mfe_status";
    if constexpr (
        requires { &P::MibCreateEntry; } || requires { &P::mibcreate_entry; } ||
        requires { &P::mib_createentry; } || requires { &P::on_mib_create_entry; })
        return "mib_create_entry";
    if constexpr (
        requires { &P::MibDeleteEntry; } || requires { &P::mibdelete_entry; } ||
        requires { &P::mib_deleteentry; } || requires { &P::on_mib_delete_entry; })
        return "mib_delete_entry";
    if constexpr (
        requires { &P::MibGetEntry; } || requires { &P::mibget_entry; } ||
        requires { &P::mib_getentry; } || requires { &P::on_mib_get_entry; })
        return "mib_get_entry";
    if constexpr (
        requires { &P::MibSetEntry; } || requires { &P::mibset_entry; } ||
        requires { &P::mib_setentry; } || requires { &P::on_mib_set_entry; })
        return "mib_set_entry";
    if constexpr (
        requires { &P::MibGetFirstEntry; } || requires { &P::mibget_first_entry; } ||
        requires { &P::mib_getfirst_entry; } || requires { &P::mib_get_firstentry; } ||
        requires { &P::on_mib_get_first_entry; })
        return "mib_get_first_entry";
    if constexpr (
        requires { &P::MibGetNextEntry; } || requires { &P::mibget_next_entry; } ||
        requires { &P::mib_getnext_entry; } || requires { &P::mib_get_nextentry; } ||
        requires { &P::on_mib_get_next_entry; })
        return "mib_get_next_entry";
    if constexpr (
        requires { &P::MibSetTrapInfo; } || requires { &P::mibset_trap_info; } ||
        requires { &P::mib_settrap_info; } || requires { &P::mib_set_trapinfo; } ||
        requires { &P::on_mib_set_trap_info; })
        return "mib_set_trap_info";
    if constexpr (
        requires { &P::MibGetTrapInfo; } || requires { &P::mibget_trap_info; } ||
        requires { &P::mib_gettrap_info; } || requires { &P::mib_get_trapinfo; } ||
        requires { &P::on_mib_get_trap_info; })
        return "mib_get_trap_info";
    if constexpr (
        requires { &P::ProtocolAction; } || requires { &P::protocolaction; } ||
        requires { &P::on_protocol_action; })
        return "protocol_action";
    if constexpr (
        requires { &P::GetStatistics; } || requires { &P::getstatistics; } ||
        requires { &P::on_get_statistics; })
        return "get_statistics";
    if constexpr (
        requires { &P::GetRoutingDomainGlobalInfo; } ||
        requires { &P::getrouting_domain_global_info; } ||
        requires { &P::get_routingdomain_global_info; } ||
        requires { &P::get_routing_domainglobal_info; } ||
        requires { &P::get_routing_domain_globalinfo; } ||
        requires { &P::on_get_routing_domain_global_info; })
        return "get_routing_domain_global_info";
    if constexpr (
        requires { &P::SetRoutingDomainGlobalInfo; } ||
        requires { &P::setrouting_domain_global_info; } ||
        requires { &P::set_routingdomain_global_info; } ||
        requires { &P::set_routing_domainglobal_info; } ||
        requires { &P::set_routing_domain_globalinfo; } ||
        requires { &P::on_set_routing_domain_global_info; })
        return "set_routing_domain_global_info";
    return nullptr;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
