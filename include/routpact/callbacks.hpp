#pragma once
// One name for each callback that can be adapted by itself.

#include <routpact/adapt.hpp>
#include <routpact/info_block.hpp>
#include <routpact/interface_status.hpp>
#include <routpact/mib.hpp>
#include <routpact/multicast.hpp>

namespace routpact {

/// The pfnConnectClient that calls `Handler` for the interfaces of `Table`: a constant of exactly
/// the C pointer type.
///
/// Handlers: void or a result of routpact::adapt, from (interface&, ClientAddress), the address as
/// const T&, T, const T* or PVOID. The page gives it neither type nor length, so T is the
/// protocol's own knowledge. Answers NO_ERROR or ERROR_INVALID_PARAMETER: for an unknown index or a
/// refused address (the router manager's fault), and in place of any other code and of exceptions
/// (the handler's fault). Source: pconnect_client.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PCONNECT_CLIENT connect_client =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient, Table, Handler, Observer>;

/// The pfnDisconnectClient that calls `Handler` for the interfaces of `Table`; otherwise as
/// routpact::connect_client. Source: pdisconnect_client.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PDISCONNECT_CLIENT disconnect_client =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient, Table, Handler, Observer>;

/// The pfnInterfaceStatus that calls `Handler` for the interfaces of `Table`.
///
/// Handlers take (interface&, routpact::status_change). Answers NO_ERROR; ERROR_INVALID_PARAMETER
/// for an unknown index, ERROR_CAN_NOT_COMPLETE for a StatusType without a name or a misaligned
/// StatusInfo (the router manager's fault) and in place of undocumented codes and exceptions (the
/// handler's). Source: pinterface_status.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PINTERFACE_STATUS interface_status =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnInterfaceStatus, Table, Handler, Observer>;

/// The pfnGetInterfaceInfo that calls `Handler` for the interfaces of `Table`.
///
/// Handlers take (interface&) and return the block: T, a sequence of T, routpact::versioned of
/// either, or an expected of these. Answers NO_ERROR; ERROR_INSUFFICIENT_BUFFER and the length
/// needed where it does not fit; ERROR_INVALID_PARAMETER for an unknown index or a null BufferSize
/// (the router manager's fault); ERROR_CAN_NOT_COMPLETE in place of undocumented codes and
/// exceptions (the handler's). Source: pget_interface_info.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PGET_INTERFACE_INFO get_interface_info =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetInterfaceInfo, Table, Handler, Observer>;

/// The pfnSetInterfaceInfo that calls `Handler` for the interfaces of `Table`.
///
/// Handlers take (interface&, block), the block as const T&, T, std::span<const T> or
/// routpact::info_block. Answers NO_ERROR; ERROR_INVALID_PARAMETER for an unknown index, a null
/// block or one of the wrong size (the router manager's fault); ERROR_CAN_NOT_COMPLETE in place of
/// undocumented codes and exceptions (the handler's). Source: pset_interface_info.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PSET_INTERFACE_INFO set_interface_info =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnSetInterfaceInfo, Table, Handler, Observer>;

/// The pfnUpdateRoutes that calls `Handler` for the interfaces of `Table`.
///
/// Handlers take (interface&) and only start the update; its end is told by an UPDATE_COMPLETE
/// event. Answers NO_ERROR; ERROR_INVALID_PARAMETER for an unknown index (the router manager's
/// fault); ERROR_CAN_NOT_COMPLETE in place of undocumented codes and exceptions (the handler's).
/// Source: pdo_update_routes.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PDO_UPDATE_ROUTES update_routes =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes, Table, Handler, Observer>;

/// The pfnGetNeighbors that calls `Handler` for the interfaces of `Table`.
///
/// Handlers take (interface&) and return routpact::neighbors or an expected of it. Answers
/// NO_ERROR; ERROR_INSUFFICIENT_BUFFER and the bytes needed where the list does not fit;
/// ERROR_INVALID_PARAMETER for an unknown index or a null size or flags (the router manager's
/// fault); ERROR_CAN_NOT_COMPLETE in place of undocumented codes and exceptions (the handler's).
/// Source: pget_neighbors.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PGET_NEIGHBORS get_neighbors =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetNeighbors, Table, Handler, Observer>;

/// The pfnGetMfeStatus that calls `Handler` for the interfaces of `Table`.
///
/// Handlers take (interface&, group, source), both addresses as routpact::ipv4_address or DWORD, in
/// network order, and return routpact::mfe_status or an expected of it. Answers NO_ERROR;
/// ERROR_INVALID_PARAMETER for an unknown index or a null StatusCode (the router manager's fault);
/// ERROR_CAN_NOT_COMPLETE in place of undocumented codes and exceptions (the handler's). Source:
/// pget_mfe_status.
template <auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr PGET_MFE_STATUS get_mfe_status =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetMfeStatus, Table, Handler, Observer>;

/// The pfnGetGlobalInfo that calls `Handler`, which is about no interface.
///
/// Handlers take nothing and return the block, as those of routpact::get_interface_info. Answers as
/// that, but for the index. Source: pget_global_info.
template <auto Handler, auto Observer = nullptr>
inline constexpr PGET_GLOBAL_INFO get_global_info =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetGlobalInfo>, without_table, Handler, Observer>;

/// The pfnSetGlobalInfo that calls `Handler`, which is about no interface.
///
/// Handlers take the block, as those of routpact::set_interface_info. Answers as that, but for the
/// index. Source: pset_global_info.
template <auto Handler, auto Observer = nullptr>
inline constexpr PSET_GLOBAL_INFO set_global_info =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnSetGlobalInfo>, without_table, Handler, Observer>;

/// The pfnMibCreateEntry that calls `Handler`, which creates a MIB entry.
///
/// Handlers take the entry as const T&, T, std::span<const T> or routpact::mib_entry. Answers
/// NO_ERROR; ERROR_INVALID_PARAMETER for an entry that is null or too short (the router manager's
/// fault); ERROR_CAN_NOT_COMPLETE in place of undocumented codes and exceptions (the handler's).
/// Source: pmib_create.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_CREATE mib_create_entry =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibCreateEntry>, without_table, Handler, Observer>;

/// The pfnMibDeleteEntry that calls `Handler`, which deletes a MIB entry.
///
/// Otherwise as routpact::mib_create_entry.
/// Source: pmib_delete.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_DELETE mib_delete_entry =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibDeleteEntry>, without_table, Handler, Observer>;

/// The pfnMibSetEntry that calls `Handler`, which changes a MIB entry.
///
/// Otherwise as routpact::mib_create_entry.
/// Source: pmib_set.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_SET mib_set_entry =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibSetEntry>, without_table, Handler, Observer>;

/// The pfnMibGetEntry that calls `Handler`, which gives the MIB entry that is asked for.
///
/// Handlers take the question as those of routpact::mib_create_entry take an entry, and return the
/// answer: T, a sequence of T, or an expected or optional of these; an empty optional says that
/// there is no such entry, or none any more. Answers NO_ERROR; ERROR_INSUFFICIENT_BUFFER and the
/// length needed where it does not fit; ERROR_INVALID_PARAMETER for a question that is null or too
/// short or a null size (the router manager's fault); ERROR_CAN_NOT_COMPLETE for an empty optional,
/// as no page documents a code for that, and in place of undocumented codes and exceptions (the
/// handler's). Source: pmib_get.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_GET mib_get_entry =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetEntry>, without_table, Handler, Observer>;

/// The pfnMibGetFirstEntry that calls `Handler`, which gives the first entry of a MIB table.
///
/// Otherwise as routpact::mib_get_entry.
/// Source: pmib_get_first.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_GET_FIRST mib_get_first_entry =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetFirstEntry>, without_table, Handler, Observer>;

/// The pfnMibGetNextEntry that calls `Handler`, which gives the entry after one of a MIB table.
///
/// Otherwise as routpact::mib_get_entry.
/// Source: pmib_get_next.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_GET_NEXT mib_get_next_entry =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetNextEntry>, without_table, Handler, Observer>;

/// The pfnMibSetTrapInfo that calls `Handler`, which notes an event to signal and on what
/// condition.
///
/// Handlers take (HANDLE, entry, routpact::trap_output), the entry as those of
/// routpact::mib_create_entry, the output unchecked: the pages contradict each other on it. Answers
/// NO_ERROR, ERROR_ACCESS_DENIED or ERROR_NOT_ENOUGH_MEMORY: the latter for an entry that is null
/// or too short (the router manager's fault), as no other code is documented, and in place of
/// undocumented codes and exceptions (the handler's). Source: pmib_set_trap_info.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_SET_TRAP_INFO mib_set_trap_info =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibSetTrapInfo>, without_table, Handler, Observer>;

/// The pfnMibGetTrapInfo that calls `Handler`, which tells of a trap.
///
/// Handlers take (entry, routpact::trap_output). Otherwise as routpact::mib_set_trap_info. Source:
/// pmib_get_trap_info.
template <auto Handler, auto Observer = nullptr>
inline constexpr PMIB_GET_TRAP_INFO mib_get_trap_info =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetTrapInfo>, without_table, Handler, Observer>;

} // namespace routpact
