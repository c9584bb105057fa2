#pragma once
// One constant for each callback: the C function pointer that calls a handler.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/adapt.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// @defgroup callbacks Callbacks
///
/// Each constant is a C function pointer of exactly the type of its slot. In a hand-written DLL,
/// assign it to the slot. `Handler`, `Table` and `Observer` are those of routpact::adapt; a
/// constant without `Table` is for a callback that concerns no interface, or adds or removes one.
///
/// Unless the description of a constant differs:
/// - The handler returns void, DWORD, routpact::code, std::error_code or an expected<void, E> with
///   such an error. A handler that returns a value may return an expected or optional of it.
/// - The callback returns NO_ERROR on success.
/// - An unknown index, a null pointer to a required argument, a misaligned pointer, and a block or
///   entry of the wrong size get ERROR_INVALID_PARAMETER. The handler is not called. Blame: caller.
/// - A code that the callback's page does not document, a value that cannot be delivered, and an
///   exception without a documented code (see routpact::error) become ERROR_CAN_NOT_COMPLETE.
///   Blame: protocol.
/// - A value that does not fit its buffer gets ERROR_INSUFFICIENT_BUFFER and the size needed.
/// - An empty optional gets ERROR_CAN_NOT_COMPLETE. This is not a violation.
///
/// A handler takes an info block as const T&, T, std::span<const T> of any or of a fixed extent,
/// routpact::counted_block of such a span, or routpact::info_block; a MIB entry likewise, or as
/// routpact::mib_entry. It returns a block or an entry as T, a sequence of T, or a counted_block of
/// a sequence, a block also as routpact::versioned of one of these. T consists of numbers,
/// enumerations, arrays and structures. Padding in T reaches the router manager as zeros.
/// @{

/// The pfnStartProtocol that calls `Handler`.
///
/// The handler takes (HANDLE, PSUPPORT_FUNCTIONS, block). The block may be absent: const T& and T
/// are refused then, const T* is null, and routpact::info_block has null data. Source:
/// pstart_protocol.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PSTART_PROTOCOL start_protocol =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnStartProtocol>,
                           detail::without_table, Handler, Observer>;

/// The pfnStartComplete that calls `Handler`.
///
/// The handler takes no parameters. The callback returns NO_ERROR, the only documented code, even
/// if the handler fails; only the observer receives the failure. Source: pstart_complete.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PSTART_COMPLETE start_complete =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnStartComplete>,
                           detail::without_table, Handler, Observer>;

/// The pfnStopProtocol that calls `Handler`.
///
/// The handler takes no parameters. If it returns ERROR_PROTOCOL_STOP_PENDING, the protocol must
/// report a ROUTER_STOPPED event later. Other codes and exceptions become NO_ERROR. Source:
/// pstop_protocol.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PSTOP_PROTOCOL stop_protocol =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnStopProtocol>,
                           detail::without_table, Handler, Observer>;

/// The pfnAddInterface that calls `Handler`, which creates the interface.
///
/// The handler takes (const routpact::interface_description&, block), the block as in
/// routpact::start_protocol, and may return the result of interface_table::insert. Source:
/// padd_interface.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PADD_INTERFACE add_interface =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnAddInterface>,
                           detail::without_table, Handler, Observer>;

/// The pfnDeleteInterface that calls `Handler`, which removes the interface.
///
/// The handler takes (ULONG), the index, and may return the result of interface_table::remove.
/// Source: pdelete_interface.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PDELETE_INTERFACE delete_interface =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnDeleteInterface>,
                           detail::without_table, Handler, Observer>;

/// The pfnGetEventMessage that calls `Handler`, which returns the next event.
///
/// The handler takes no parameters and returns an optional routpact::router_event. The callback
/// returns ERROR_NO_MORE_ITEMS for an empty optional, for a null Event or a misaligned pointer
/// (blame: caller), and in place of other codes and exceptions (blame: protocol). Result may be
/// null. Source: pget_event_message.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PGET_EVENT_MESSAGE get_event_message =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetEventMessage>,
                           detail::without_table, Handler, Observer>;

/// The pfnConnectClient that calls `Handler` for the interfaces of `Table`.
///
/// The handler takes (interface&, address), the address as const T&, T, const T* or PVOID. The page
/// defines neither its type nor its length, so the protocol chooses T. Other codes than NO_ERROR
/// and ERROR_INVALID_PARAMETER, and exceptions, become ERROR_INVALID_PARAMETER. Source:
/// pconnect_client.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PCONNECT_CLIENT connect_client =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient, Table, Handler, Observer>;

/// The pfnDisconnectClient that calls `Handler` for the interfaces of `Table`; otherwise like
/// routpact::connect_client. Source: pdisconnect_client.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PDISCONNECT_CLIENT disconnect_client =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient, Table, Handler, Observer>;

/// The pfnInterfaceStatus that calls `Handler` for the interfaces of `Table`.
///
/// The handler takes (interface&, routpact::status_change). An undocumented StatusType and a
/// misaligned StatusInfo get ERROR_CAN_NOT_COMPLETE (blame: caller). Source: pinterface_status.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PINTERFACE_STATUS interface_status =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnInterfaceStatus, Table, Handler, Observer>;

/// The pfnGetInterfaceInfo that calls `Handler` for the interfaces of `Table`.
///
/// The handler takes (interface&) and returns the block. BufferSize is required; the other outputs
/// may be null. Source: pget_interface_info.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PGET_INTERFACE_INFO get_interface_info =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetInterfaceInfo, Table, Handler, Observer>;

/// The pfnSetInterfaceInfo that calls `Handler` for the interfaces of `Table`.
///
/// The handler takes (interface&, block). Source: pset_interface_info.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PSET_INTERFACE_INFO set_interface_info =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnSetInterfaceInfo, Table, Handler, Observer>;

/// The pfnUpdateRoutes that calls `Handler` for the interfaces of `Table`.
///
/// The handler takes (interface&) and starts the update. The protocol reports the end of the update
/// with an UPDATE_COMPLETE event. The handler of a protocol class takes a
/// routpact::autostatic_update as well, which sends that event. Source: pdo_update_routes.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PDO_UPDATE_ROUTES update_routes =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes, Table, Handler, Observer>;

/// The pfnGetNeighbors that calls `Handler` for the interfaces of `Table`.
///
/// The handler takes (interface&) and returns routpact::neighbors. The size and the flags are
/// required. Source: pget_neighbors.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PGET_NEIGHBORS get_neighbors =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetNeighbors, Table, Handler, Observer>;

/// The pfnGetMfeStatus that calls `Handler` for the interfaces of `Table`.
///
/// The handler takes (interface&, group, source), both addresses as routpact::ipv4_address or
/// DWORD, in network order, and returns routpact::mfe_status. Source: pget_mfe_status.
template <auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PGET_MFE_STATUS get_mfe_status =
    adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetMfeStatus, Table, Handler, Observer>;

/// The pfnGetGlobalInfo that calls `Handler`.
///
/// The handler takes no parameters and returns the block; otherwise like
/// routpact::get_interface_info. Source: pget_global_info.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PGET_GLOBAL_INFO get_global_info =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetGlobalInfo>,
                           detail::without_table, Handler, Observer>;

/// The pfnSetGlobalInfo that calls `Handler`.
///
/// The handler takes (block). Source: pset_global_info.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PSET_GLOBAL_INFO set_global_info =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnSetGlobalInfo>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibCreateEntry that calls `Handler`, which creates a MIB entry.
///
/// The handler takes (entry). An entry longer than T is accepted. A std::variant of several T, each
/// with a constant `mib_id`, holds the T whose mib_id is the number in the first four bytes of the
/// entry; another number gets ERROR_INVALID_PARAMETER (blame: caller). Source: pmib_create.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_CREATE mib_create_entry =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibCreateEntry>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibDeleteEntry that calls `Handler`, which deletes a MIB entry; otherwise like
/// routpact::mib_create_entry. Source: pmib_delete.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_DELETE mib_delete_entry =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibDeleteEntry>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibSetEntry that calls `Handler`, which changes a MIB entry; otherwise like
/// routpact::mib_create_entry. Source: pmib_set.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_SET mib_set_entry =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibSetEntry>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibGetEntry that calls `Handler`, which returns a MIB entry.
///
/// The handler takes (entry), the query, and returns the entry, or a std::variant of the types that
/// an entry may have. An empty optional means that there is no such entry; no page documents a code
/// for that. The returned entry may overwrite the query. routpact::find_in answers from a map.
/// Source: pmib_get.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_GET mib_get_entry =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetEntry>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibGetFirstEntry that calls `Handler`, which returns the first entry of a MIB table;
/// otherwise like routpact::mib_get_entry. Source: pmib_get_first.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_GET_FIRST mib_get_first_entry =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetFirstEntry>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibGetNextEntry that calls `Handler`, which returns the next entry of a MIB table;
/// otherwise like routpact::mib_get_entry. Source: pmib_get_next.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_GET_NEXT mib_get_next_entry =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetNextEntry>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibSetTrapInfo that calls `Handler`, which registers an event to signal for a trap.
///
/// The handler takes (HANDLE, entry, routpact::trap_output). The output is not checked, because the
/// pages contradict each other about it. An entry that is null or too short gets
/// ERROR_NOT_ENOUGH_MEMORY, and so do other codes than NO_ERROR and ERROR_ACCESS_DENIED, and
/// exceptions: the page documents no other code. Source: pmib_set_trap_info.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_SET_TRAP_INFO mib_set_trap_info =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibSetTrapInfo>,
                           detail::without_table, Handler, Observer>;

/// The pfnMibGetTrapInfo that calls `Handler`, which describes a trap.
///
/// The handler takes (entry, routpact::trap_output); otherwise like routpact::mib_set_trap_info.
/// Source: pmib_get_trap_info.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PMIB_GET_TRAP_INFO mib_get_trap_info =
    detail::entry_point_of<detail::slot<&MPR_ROUTING_CHARACTERISTICS::pfnMibGetTrapInfo>,
                           detail::without_table, Handler, Observer>;

/// The pfnProtocolAction that calls `Handler`.
///
/// The handler takes (DWORD type, action), the action like a MIB entry. No page documents the
/// codes, so every code of the handler is returned. Source: mpr60_routing_characteristics.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PPROTOCOL_ACTION protocol_action =
    detail::entry_point_of<detail::slot<&MPR60_ROUTING_CHARACTERISTICS::pfnProtocolAction>,
                           detail::without_table, Handler, Observer>;

/// The pfnGetStatistics that calls `Handler`, and allocates the memory that pfnBufferFree releases.
///
/// The handler takes (DWORD type, query, DWORD result_type), the query like a MIB entry, and
/// returns T or a sequence of T. Without memory the callback returns ERROR_NOT_ENOUGH_MEMORY;
/// otherwise like routpact::protocol_action.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PGET_PROTOCOL_STATISTICS get_statistics =
    detail::entry_point_of<detail::slot<&MPR60_ROUTING_CHARACTERISTICS::pfnGetStatistics>,
                           detail::without_table, Handler, Observer>;

/// The pfnGetRoutingDomainGlobalInfo that calls `Handler`.
///
/// The handler takes (const GUID&) and returns the block; otherwise like routpact::get_global_info.
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PGET_ROUTING_DOMAIN_GLOBAL_INFO get_routing_domain_global_info =
    detail::entry_point_of<
        detail::slot<&MPR60_ROUTING_CHARACTERISTICS::pfnGetRoutingDomainGlobalInfo>,
        detail::without_table, Handler, Observer>;

/// The pfnSetRoutingDomainGlobalInfo that calls `Handler`.
///
/// The handler takes (const GUID&, block).
template <auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr PSET_ROUTING_DOMAIN_GLOBAL_INFO set_routing_domain_global_info =
    detail::entry_point_of<
        detail::slot<&MPR60_ROUTING_CHARACTERISTICS::pfnSetRoutingDomainGlobalInfo>,
        detail::without_table, Handler, Observer>;

/// The pfnBufferFree that releases the memory of routpact::get_statistics. Null has no effect.
ROUTPACT_HIDDEN inline VOID WINAPI buffer_free(PVOID buffer) noexcept {
    ::operator delete(buffer);
}

/// @}

} // namespace routpact::inline ROUTPACT_ABI
