#pragma once
// The contract of every callback, as data: the only place in routpact that lists callbacks.
//
// Each row is keyed by the member pointer of its slot, because types do not tell slots apart:
// PCONNECT_CLIENT and PDISCONNECT_CLIENT are one type. The rows stand in the order of
// MPR_ROUTING_CHARACTERISTICS; facts and their pages are those of Microsoft's routprot reference.

#include <routpact/abi.hpp>

namespace routpact {

/// A set of at most eight result codes, usable as a template argument.
struct code_set {
    DWORD values[8] = {}; ///< The first `count` of them are the codes.
    unsigned count = 0;   ///< How many codes there are.

    /// The set of the given Win32 codes, NO_ERROR included where the callback can succeed.
    template <class... Codes>
    constexpr code_set(Codes... codes) noexcept {
        static_assert(sizeof...(codes) <= 8, "routpact::code_set holds at most eight codes");
        ((values[count++] = static_cast<DWORD>(codes)), ...);
    }

    /// Whether `code` is in the set.
    constexpr bool contains(DWORD code) const noexcept {
        for (unsigned i = 0; i < count; ++i)
            if (values[i] == code)
                return true;
        return false;
    }
};

/// Whether a protocol has to fill a slot.
enum class presence {
    required,     ///< The router manager needs it.
    optional,     ///< May stay null, unless `callback::functionality` is claimed.
    must_be_null, ///< Reserved: the page demands a null pointer.
};

/// What an argument of a C signature, or a run of arguments, stands for.
enum class role : unsigned char {
    interface_index,   ///< ULONG: which interface.
    added_index,       ///< ULONG: the interface that is about to be.
    ended_index,       ///< ULONG: the interface that is about to be no more.
    value,             ///< One argument as it is.
    object,            ///< PVOID: something the protocol knows, of unknown length.
    info,              ///< PVOID, ULONG version, size, count: an info block, never null.
    info_buffer,       ///< PVOID, PULONG capacity, version, size, count: room for an info block.
    entry,             ///< ULONG size, PVOID data: a MIB entry, never null.
    entry_buffer,      ///< PULONG capacity, PVOID data: room for a MIB entry.
    status_change,     ///< BOOL active, DWORD type, PVOID info: what became of an interface.
    ipv4_address,      ///< DWORD in network order.
    neighbors_buffer,  ///< PDWORD list, PDWORD capacity, PBYTE flags: room for neighbors.
    mfe_status_buffer, ///< PBYTE: room for the status of a multicast forwarding entry.
};

/// How many C arguments a role takes.
constexpr unsigned width(role what) noexcept {
    switch (what) {
    case role::interface_index:
    case role::added_index:
    case role::ended_index:
    case role::value:
    case role::object:
    case role::ipv4_address:
    case role::mfe_status_buffer:
        return 1;
    case role::entry:
    case role::entry_buffer:
        return 2;
    case role::status_change:
    case role::neighbors_buffer:
        return 3;
    case role::info:
        return 4;
    case role::info_buffer:
        return 5;
    }
    return 0;
}

/// Whether a role's arguments receive what the handler returns.
constexpr bool receives_result(role what) noexcept {
    return what == role::info_buffer || what == role::entry_buffer ||
           what == role::neighbors_buffer || what == role::mfe_status_buffer;
}

/// What the router manager gets for arguments that cannot be used. Source: pinterface_status, which
/// documents ERROR_INVALID_PARAMETER for the index alone.
constexpr DWORD refusal(role what) noexcept {
    return what == role::status_change ? ERROR_CAN_NOT_COMPLETE : ERROR_INVALID_PARAMETER;
}

/// The roles of all arguments of a callback, in order; a receiving one stands last.
struct role_list {
    role roles[8] = {}; ///< The first `count` of them count.
    unsigned count = 0; ///< 0: each argument by itself, a PVOID as role::object.

    /// The list of the given roles.
    template <class... Roles>
    constexpr role_list(Roles... r) noexcept : roles{r...}, count{sizeof...(r)} {}
};

/// What the documentation promises of one callback.
struct callback {
    const char* name;            ///< routpact's name: "connect_client".
    const char* field;           ///< The slot's name in C: "pfnConnectClient".
    const char* type;            ///< The pointer type's name in C: "PCONNECT_CLIENT".
    unsigned index_position;     ///< Where the interface index stands, from 1; 0: nowhere.
    code_set codes;              ///< Every documented result code; empty: the page names none.
    DWORD fallback;              ///< Documented code for a failure inside; NO_ERROR: there is none.
    routpact::presence presence; ///< Whether the slot has to be filled.
    DWORD functionality;         ///< RF_* flag that makes an optional slot necessary; 0: none does.
    const char* page; ///< The page of the routprot reference: nc-routprot-PAGE or ns-routprot-PAGE.
    role_list roles = {}; ///< What the arguments stand for.
};

/// The row of one slot.
template <auto Member>
struct entry : callback {
    /// The slot's member pointer.
    static constexpr auto member = Member;
};

/// A list of rows; each row is found by its member pointer at compile time.
template <class... Entries>
struct callback_list : Entries... {
    /// How many rows there are.
    static constexpr unsigned size = sizeof...(Entries);
};
template <class... Entries>
callback_list(Entries...) -> callback_list<Entries...>;

/// Calls `visit` with every row of `list`, in order; `row.member` is the slot's member pointer.
template <class... Entries, class Visitor>
constexpr void for_each(const callback_list<Entries...>& list, Visitor visit) {
    (visit(static_cast<const Entries&>(list)), ...);
}

/// The documented sets of codes, by what their callbacks have in common.
namespace documented_codes {
/// RegisterProtocol.
inline constexpr code_set registration{NO_ERROR, ERROR_NOT_SUPPORTED};
/// What changes or starts something.
inline constexpr code_set change{NO_ERROR, ERROR_CAN_NOT_COMPLETE, ERROR_INVALID_PARAMETER};
/// What fills a buffer.
inline constexpr code_set query{NO_ERROR, ERROR_CAN_NOT_COMPLETE, ERROR_INVALID_PARAMETER,
                                ERROR_INSUFFICIENT_BUFFER};
/// StartComplete.
inline constexpr code_set completion{NO_ERROR};
/// StopProtocol.
inline constexpr code_set stop{NO_ERROR, ERROR_PROTOCOL_STOP_PENDING};
/// GetEventMessage.
inline constexpr code_set event{NO_ERROR, ERROR_NO_MORE_ITEMS};
/// The client callbacks.
inline constexpr code_set client{NO_ERROR, ERROR_INVALID_PARAMETER};
/// The trap callbacks.
inline constexpr code_set trap{NO_ERROR, ERROR_ACCESS_DENIED, ERROR_NOT_ENOUGH_MEMORY};
/// Callbacks whose pages name no code.
inline constexpr code_set nothing{};
} // namespace documented_codes

/// The exported function, RegisterProtocol; it is no slot. Source: pregister_protocol.
inline constexpr callback register_protocol{"register_protocol",
                                            "RegisterProtocol",
                                            "PREGISTER_PROTOCOL",
                                            0,
                                            documented_codes::registration,
                                            ERROR_NOT_SUPPORTED,
                                            presence::required,
                                            0,
                                            "pregister_protocol"};

// clang-format off
/// The 26 slots that every version of MPR_ROUTING_CHARACTERISTICS begins with.
template <class Characteristics, class C = Characteristics>
inline constexpr callback_list mpr50_callbacks{
    entry<&C::pfnStartProtocol>{"start_protocol", "pfnStartProtocol", "PSTART_PROTOCOL", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pstart_protocol"},
    entry<&C::pfnStartComplete>{"start_complete", "pfnStartComplete", "PSTART_COMPLETE", 0, documented_codes::completion, NO_ERROR, presence::required, 0, "pstart_complete"},
    entry<&C::pfnStopProtocol>{"stop_protocol", "pfnStopProtocol", "PSTOP_PROTOCOL", 0, documented_codes::stop, NO_ERROR, presence::required, 0, "pstop_protocol"},
    entry<&C::pfnGetGlobalInfo>{"get_global_info", "pfnGetGlobalInfo", "PGET_GLOBAL_INFO", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pget_global_info", {role::info_buffer}},
    entry<&C::pfnSetGlobalInfo>{"set_global_info", "pfnSetGlobalInfo", "PSET_GLOBAL_INFO", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pset_global_info", {role::info}},
    entry<&C::pfnQueryPower>{"query_power", "pfnQueryPower", "PQUERY_POWER", 0, documented_codes::nothing, NO_ERROR, presence::must_be_null, 0, "pquery_power"},
    entry<&C::pfnSetPower>{"set_power", "pfnSetPower", "PSET_POWER", 0, documented_codes::nothing, NO_ERROR, presence::must_be_null, 0, "pset_power"},
    entry<&C::pfnAddInterface>{"add_interface", "pfnAddInterface", "PADD_INTERFACE", 2, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "padd_interface", {role::value, role::added_index, role::value, role::value, role::value, role::value, role::info}},
    entry<&C::pfnDeleteInterface>{"delete_interface", "pfnDeleteInterface", "PDELETE_INTERFACE", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pdelete_interface", {role::ended_index}},
    entry<&C::pfnInterfaceStatus>{"interface_status", "pfnInterfaceStatus", "PINTERFACE_STATUS", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pinterface_status", {role::interface_index, role::status_change}},
    entry<&C::pfnGetInterfaceInfo>{"get_interface_info", "pfnGetInterfaceInfo", "PGET_INTERFACE_INFO", 1, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pget_interface_info", {role::interface_index, role::info_buffer}},
    entry<&C::pfnSetInterfaceInfo>{"set_interface_info", "pfnSetInterfaceInfo", "PSET_INTERFACE_INFO", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pset_interface_info", {role::interface_index, role::info}},
    entry<&C::pfnGetEventMessage>{"get_event_message", "pfnGetEventMessage", "PGET_EVENT_MESSAGE", 0, documented_codes::event, NO_ERROR, presence::required, 0, "pget_event_message"},
    entry<&C::pfnUpdateRoutes>{"update_routes", "pfnUpdateRoutes", "PDO_UPDATE_ROUTES", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::optional, RF_DEMAND_UPDATE_ROUTES, "pdo_update_routes"},
    entry<&C::pfnConnectClient>{"connect_client", "pfnConnectClient", "PCONNECT_CLIENT", 1, documented_codes::client, ERROR_INVALID_PARAMETER, presence::optional, 0, "pconnect_client"},
    entry<&C::pfnDisconnectClient>{"disconnect_client", "pfnDisconnectClient", "PDISCONNECT_CLIENT", 1, documented_codes::client, ERROR_INVALID_PARAMETER, presence::optional, 0, "pdisconnect_client"},
    entry<&C::pfnGetNeighbors>{"get_neighbors", "pfnGetNeighbors", "PGET_NEIGHBORS", 1, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::optional, RF_MULTICAST, "pget_neighbors", {role::interface_index, role::neighbors_buffer}},
    entry<&C::pfnGetMfeStatus>{"get_mfe_status", "pfnGetMfeStatus", "PGET_MFE_STATUS", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::optional, RF_MULTICAST, "pget_mfe_status", {role::interface_index, role::ipv4_address, role::ipv4_address, role::mfe_status_buffer}},
    entry<&C::pfnMibCreateEntry>{"mib_create_entry", "pfnMibCreateEntry", "PMIB_CREATE", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pmib_create", {role::entry}},
    entry<&C::pfnMibDeleteEntry>{"mib_delete_entry", "pfnMibDeleteEntry", "PMIB_DELETE", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pmib_delete", {role::entry}},
    entry<&C::pfnMibGetEntry>{"mib_get_entry", "pfnMibGetEntry", "PMIB_GET", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pmib_get", {role::entry, role::entry_buffer}},
    entry<&C::pfnMibSetEntry>{"mib_set_entry", "pfnMibSetEntry", "PMIB_SET", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pmib_set", {role::entry}},
    entry<&C::pfnMibGetFirstEntry>{"mib_get_first_entry", "pfnMibGetFirstEntry", "PMIB_GET_FIRST", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pmib_get_first", {role::entry, role::entry_buffer}},
    entry<&C::pfnMibGetNextEntry>{"mib_get_next_entry", "pfnMibGetNextEntry", "PMIB_GET_NEXT", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, "pmib_get_next", {role::entry, role::entry_buffer}},
    entry<&C::pfnMibSetTrapInfo>{"mib_set_trap_info", "pfnMibSetTrapInfo", "PMIB_SET_TRAP_INFO", 0, documented_codes::trap, ERROR_NOT_ENOUGH_MEMORY, presence::required, 0, "pmib_set_trap_info"},
    entry<&C::pfnMibGetTrapInfo>{"mib_get_trap_info", "pfnMibGetTrapInfo", "PMIB_GET_TRAP_INFO", 0, documented_codes::trap, ERROR_NOT_ENOUGH_MEMORY, presence::required, 0, "pmib_get_trap_info"},
};

/// The five slots that MPR60_ROUTING_CHARACTERISTICS adds; no page says what they may return.
template <class Characteristics, class C = Characteristics>
inline constexpr callback_list mpr60_additions{
    entry<&C::pfnProtocolAction>{"protocol_action", "pfnProtocolAction", "PPROTOCOL_ACTION", 0, documented_codes::nothing, NO_ERROR, presence::optional, 0, "mpr60_routing_characteristics"},
    entry<&C::pfnGetStatistics>{"get_statistics", "pfnGetStatistics", "PGET_PROTOCOL_STATISTICS", 0, documented_codes::nothing, NO_ERROR, presence::optional, 0, "mpr60_routing_characteristics"},
    entry<&C::pfnGetRoutingDomainGlobalInfo>{"get_routing_domain_global_info", "pfnGetRoutingDomainGlobalInfo", "PGET_ROUTING_DOMAIN_GLOBAL_INFO", 0, documented_codes::nothing, NO_ERROR, presence::optional, 0, "mpr60_routing_characteristics"},
    entry<&C::pfnSetRoutingDomainGlobalInfo>{"set_routing_domain_global_info", "pfnSetRoutingDomainGlobalInfo", "PSET_ROUTING_DOMAIN_GLOBAL_INFO", 0, documented_codes::nothing, NO_ERROR, presence::optional, 0, "mpr60_routing_characteristics"},
    entry<&C::pfnBufferFree>{"buffer_free", "pfnBufferFree", "PPROTOCOL_BUFFER_FREE", 0, documented_codes::nothing, NO_ERROR, presence::optional, 0, "mpr60_routing_characteristics"},
};
// clang-format on

/// Whether routpact knows the contract of the slots of `Characteristics`.
template <class Characteristics>
inline constexpr bool has_contract = false;
template <>
inline constexpr bool has_contract<MPR50_ROUTING_CHARACTERISTICS> = true;
template <>
inline constexpr bool has_contract<MPR60_ROUTING_CHARACTERISTICS> = true;

/// The contract of every slot of a characteristics structure:
/// callbacks<MPR_ROUTING_CHARACTERISTICS>.
template <class Characteristics>
inline constexpr auto callbacks = mpr50_callbacks<Characteristics>;

template <>
inline constexpr auto callbacks<MPR60_ROUTING_CHARACTERISTICS> =
    []<class... First, class... Added>(const callback_list<First...>& first,
                                       const callback_list<Added...>& added) {
        return callback_list<First..., Added...>{static_cast<const First&>(first)...,
                                                 static_cast<const Added&>(added)...};
    }(mpr50_callbacks<MPR60_ROUTING_CHARACTERISTICS>,
      mpr60_additions<MPR60_ROUTING_CHARACTERISTICS>);

/// The row of the slot `Member`; a substitution failure if `list` has no such slot.
template <auto Member>
constexpr const callback& row_of(const entry<Member>& list) noexcept {
    return list;
}

} // namespace routpact
