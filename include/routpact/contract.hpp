#pragma once
// The contract of every callback, as data: the only place in routpact that lists callbacks.
//
// Each row is keyed by the member pointer of its slot, because types do not tell slots apart:
// PCONNECT_CLIENT and PDISCONNECT_CLIENT are one type. The rows stand in the order of
// MPR_ROUTING_CHARACTERISTICS; facts and their pages are those of Microsoft's routprot reference.

#include <routpact/abi.hpp>
#include <routpact/handler_names.hpp>
#include <routpact/role.hpp>

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

/// When the router manager may call. The pages name no code for other times.
enum class period {
    always,  ///< At any time.
    started, ///< From StartProtocol to StopProtocol.
    running, ///< From StartComplete to StopProtocol.
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
    period legal;                ///< When it may be called.
    const char* page; ///< The page of the routprot reference: nc-routprot-PAGE or ns-routprot-PAGE.
    role_list roles = {}; ///< What the arguments stand for.

    /// The answer to arguments that cannot be used. Source: pinterface_status, which documents
    /// ERROR_INVALID_PARAMETER for the index alone; the pages of the trap callbacks, which do not.
    constexpr DWORD refusal() const noexcept {
        const bool of_index_only = roles.contains(role::status_change);
        return (codes.count == 0 || codes.contains(ERROR_INVALID_PARAMETER)) && !of_index_only
                   ? ERROR_INVALID_PARAMETER
                   : fallback;
    }
};

/// The row of one slot. `Name` finds the handler of that name in a class.
template <auto Member, template <class> class Name>
struct entry : callback {
    static_assert(requires { typename Name<handler_names::all>; });
    /// The slot's member pointer.
    static constexpr auto member = Member;
    /// A type whose `value` is the handler of class `P`; a substitution failure if there is none.
    template <class P>
    using handler_in = Name<P>;
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
                                            period::always,
                                            "pregister_protocol"};

// clang-format off
/// The 26 slots that every version of MPR_ROUTING_CHARACTERISTICS begins with.
template <class Characteristics, class C = Characteristics>
inline constexpr callback_list mpr50_callbacks{
    entry<&C::pfnStartProtocol, handler_names::start_protocol>{"start_protocol", "pfnStartProtocol", "PSTART_PROTOCOL", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::always, "pstart_protocol", {role::value, role::value, role::optional_info}},
    entry<&C::pfnStartComplete, handler_names::start_complete>{"start_complete", "pfnStartComplete", "PSTART_COMPLETE", 0, documented_codes::completion, NO_ERROR, presence::required, 0, period::always, "pstart_complete"},
    entry<&C::pfnStopProtocol, handler_names::stop_protocol>{"stop_protocol", "pfnStopProtocol", "PSTOP_PROTOCOL", 0, documented_codes::stop, NO_ERROR, presence::required, 0, period::always, "pstop_protocol"},
    entry<&C::pfnGetGlobalInfo, handler_names::get_global_info>{"get_global_info", "pfnGetGlobalInfo", "PGET_GLOBAL_INFO", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::started, "pget_global_info", {role::info_buffer}},
    entry<&C::pfnSetGlobalInfo, handler_names::set_global_info>{"set_global_info", "pfnSetGlobalInfo", "PSET_GLOBAL_INFO", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::started, "pset_global_info", {role::info}},
    entry<&C::pfnQueryPower, handler_names::query_power>{"query_power", "pfnQueryPower", "PQUERY_POWER", 0, documented_codes::nothing, NO_ERROR, presence::must_be_null, 0, period::always, "pquery_power"},
    entry<&C::pfnSetPower, handler_names::set_power>{"set_power", "pfnSetPower", "PSET_POWER", 0, documented_codes::nothing, NO_ERROR, presence::must_be_null, 0, period::always, "pset_power"},
    entry<&C::pfnAddInterface, handler_names::add_interface>{"add_interface", "pfnAddInterface", "PADD_INTERFACE", 2, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::started, "padd_interface", {role::description, role::optional_info}},
    entry<&C::pfnDeleteInterface, handler_names::delete_interface>{"delete_interface", "pfnDeleteInterface", "PDELETE_INTERFACE", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::started, "pdelete_interface", {role::ended_index}},
    entry<&C::pfnInterfaceStatus, handler_names::interface_status>{"interface_status", "pfnInterfaceStatus", "PINTERFACE_STATUS", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::started, "pinterface_status", {role::interface_index, role::status_change}},
    entry<&C::pfnGetInterfaceInfo, handler_names::get_interface_info>{"get_interface_info", "pfnGetInterfaceInfo", "PGET_INTERFACE_INFO", 1, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::started, "pget_interface_info", {role::interface_index, role::info_buffer}},
    entry<&C::pfnSetInterfaceInfo, handler_names::set_interface_info>{"set_interface_info", "pfnSetInterfaceInfo", "PSET_INTERFACE_INFO", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::started, "pset_interface_info", {role::interface_index, role::info}},
    entry<&C::pfnGetEventMessage, handler_names::get_event_message>{"get_event_message", "pfnGetEventMessage", "PGET_EVENT_MESSAGE", 0, documented_codes::event, ERROR_NO_MORE_ITEMS, presence::required, 0, period::always, "pget_event_message", {role::event_buffer}},
    entry<&C::pfnUpdateRoutes, handler_names::update_routes>{"update_routes", "pfnUpdateRoutes", "PDO_UPDATE_ROUTES", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::optional, RF_DEMAND_UPDATE_ROUTES, period::running, "pdo_update_routes"},
    entry<&C::pfnConnectClient, handler_names::connect_client>{"connect_client", "pfnConnectClient", "PCONNECT_CLIENT", 1, documented_codes::client, ERROR_INVALID_PARAMETER, presence::optional, 0, period::running, "pconnect_client"},
    entry<&C::pfnDisconnectClient, handler_names::disconnect_client>{"disconnect_client", "pfnDisconnectClient", "PDISCONNECT_CLIENT", 1, documented_codes::client, ERROR_INVALID_PARAMETER, presence::optional, 0, period::running, "pdisconnect_client"},
    entry<&C::pfnGetNeighbors, handler_names::get_neighbors>{"get_neighbors", "pfnGetNeighbors", "PGET_NEIGHBORS", 1, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::optional, RF_MULTICAST, period::running, "pget_neighbors", {role::interface_index, role::neighbors_buffer}},
    entry<&C::pfnGetMfeStatus, handler_names::get_mfe_status>{"get_mfe_status", "pfnGetMfeStatus", "PGET_MFE_STATUS", 1, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::optional, RF_MULTICAST, period::running, "pget_mfe_status", {role::interface_index, role::ipv4_address, role::ipv4_address, role::mfe_status_buffer}},
    entry<&C::pfnMibCreateEntry, handler_names::mib_create_entry>{"mib_create_entry", "pfnMibCreateEntry", "PMIB_CREATE", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::running, "pmib_create", {role::entry}},
    entry<&C::pfnMibDeleteEntry, handler_names::mib_delete_entry>{"mib_delete_entry", "pfnMibDeleteEntry", "PMIB_DELETE", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::running, "pmib_delete", {role::entry}},
    entry<&C::pfnMibGetEntry, handler_names::mib_get_entry>{"mib_get_entry", "pfnMibGetEntry", "PMIB_GET", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::running, "pmib_get", {role::entry, role::entry_buffer}},
    entry<&C::pfnMibSetEntry, handler_names::mib_set_entry>{"mib_set_entry", "pfnMibSetEntry", "PMIB_SET", 0, documented_codes::change, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::running, "pmib_set", {role::entry}},
    entry<&C::pfnMibGetFirstEntry, handler_names::mib_get_first_entry>{"mib_get_first_entry", "pfnMibGetFirstEntry", "PMIB_GET_FIRST", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::running, "pmib_get_first", {role::entry, role::entry_buffer}},
    entry<&C::pfnMibGetNextEntry, handler_names::mib_get_next_entry>{"mib_get_next_entry", "pfnMibGetNextEntry", "PMIB_GET_NEXT", 0, documented_codes::query, ERROR_CAN_NOT_COMPLETE, presence::required, 0, period::running, "pmib_get_next", {role::entry, role::entry_buffer}},
    entry<&C::pfnMibSetTrapInfo, handler_names::mib_set_trap_info>{"mib_set_trap_info", "pfnMibSetTrapInfo", "PMIB_SET_TRAP_INFO", 0, documented_codes::trap, ERROR_NOT_ENOUGH_MEMORY, presence::required, 0, period::running, "pmib_set_trap_info", {role::value, role::entry, role::trap_output}},
    entry<&C::pfnMibGetTrapInfo, handler_names::mib_get_trap_info>{"mib_get_trap_info", "pfnMibGetTrapInfo", "PMIB_GET_TRAP_INFO", 0, documented_codes::trap, ERROR_NOT_ENOUGH_MEMORY, presence::required, 0, period::running, "pmib_get_trap_info", {role::entry, role::trap_output}},
};

/// The five slots that MPR60_ROUTING_CHARACTERISTICS adds; no page says what they may return.
template <class Characteristics, class C = Characteristics>
inline constexpr callback_list mpr60_additions{
    entry<&C::pfnProtocolAction, handler_names::protocol_action>{"protocol_action", "pfnProtocolAction", "PPROTOCOL_ACTION", 0, documented_codes::nothing, ERROR_CAN_NOT_COMPLETE, presence::optional, 0, period::running, "mpr60_routing_characteristics", {role::value, role::data}},
    entry<&C::pfnGetStatistics, handler_names::get_statistics>{"get_statistics", "pfnGetStatistics", "PGET_PROTOCOL_STATISTICS", 0, documented_codes::nothing, ERROR_CAN_NOT_COMPLETE, presence::optional, 0, period::running, "mpr60_routing_characteristics", {role::value, role::data, role::value, role::allocation}},
    entry<&C::pfnGetRoutingDomainGlobalInfo, handler_names::get_routing_domain_global_info>{"get_routing_domain_global_info", "pfnGetRoutingDomainGlobalInfo", "PGET_ROUTING_DOMAIN_GLOBAL_INFO", 0, documented_codes::nothing, ERROR_CAN_NOT_COMPLETE, presence::optional, 0, period::started, "mpr60_routing_characteristics", {role::routing_domain, role::info_buffer}},
    entry<&C::pfnSetRoutingDomainGlobalInfo, handler_names::set_routing_domain_global_info>{"set_routing_domain_global_info", "pfnSetRoutingDomainGlobalInfo", "PSET_ROUTING_DOMAIN_GLOBAL_INFO", 0, documented_codes::nothing, ERROR_CAN_NOT_COMPLETE, presence::optional, 0, period::started, "mpr60_routing_characteristics", {role::routing_domain, role::info}},
    entry<&C::pfnBufferFree, handler_names::buffer_free>{"buffer_free", "pfnBufferFree", "PPROTOCOL_BUFFER_FREE", 0, documented_codes::nothing, ERROR_CAN_NOT_COMPLETE, presence::optional, 0, period::always, "mpr60_routing_characteristics"},
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
template <auto Member, template <class> class Name>
constexpr const callback& row_of(const entry<Member, Name>& list) noexcept {
    return list;
}

} // namespace routpact
