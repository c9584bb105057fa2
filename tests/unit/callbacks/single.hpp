#pragma once
// The constant of the library for each slot, and a handler for each slot that is generated from the
// roles of its row.

#include "observed.hpp"

#include <routpact/callbacks.hpp>
#include <type_traits>
#include <vector>

namespace single {

using characteristics = MPR60_ROUTING_CHARACTERISTICS;

/// The constant for each slot. A slot without one here fails the build of these tests.
template <auto& Table, auto Handler, auto Observer>
struct adapters {
    template <auto Member>
    using slot = routpact::detail::slot<Member>;
    using C = characteristics;
    // clang-format off
    static constexpr PSTART_PROTOCOL of(slot<&C::pfnStartProtocol>) { return routpact::start_protocol<Handler, Observer>; }
    static constexpr PSTART_COMPLETE of(slot<&C::pfnStartComplete>) { return routpact::start_complete<Handler, Observer>; }
    static constexpr PSTOP_PROTOCOL of(slot<&C::pfnStopProtocol>) { return routpact::stop_protocol<Handler, Observer>; }
    static constexpr PGET_GLOBAL_INFO of(slot<&C::pfnGetGlobalInfo>) { return routpact::get_global_info<Handler, Observer>; }
    static constexpr PSET_GLOBAL_INFO of(slot<&C::pfnSetGlobalInfo>) { return routpact::set_global_info<Handler, Observer>; }
    static constexpr PADD_INTERFACE of(slot<&C::pfnAddInterface>) { return routpact::add_interface<Handler, Observer>; }
    static constexpr PDELETE_INTERFACE of(slot<&C::pfnDeleteInterface>) { return routpact::delete_interface<Handler, Observer>; }
    static constexpr PINTERFACE_STATUS of(slot<&C::pfnInterfaceStatus>) { return routpact::interface_status<Table, Handler, Observer>; }
    static constexpr PGET_INTERFACE_INFO of(slot<&C::pfnGetInterfaceInfo>) { return routpact::get_interface_info<Table, Handler, Observer>; }
    static constexpr PSET_INTERFACE_INFO of(slot<&C::pfnSetInterfaceInfo>) { return routpact::set_interface_info<Table, Handler, Observer>; }
    static constexpr PGET_EVENT_MESSAGE of(slot<&C::pfnGetEventMessage>) { return routpact::get_event_message<Handler, Observer>; }
    static constexpr PDO_UPDATE_ROUTES of(slot<&C::pfnUpdateRoutes>) { return routpact::update_routes<Table, Handler, Observer>; }
    static constexpr PCONNECT_CLIENT of(slot<&C::pfnConnectClient>) { return routpact::connect_client<Table, Handler, Observer>; }
    static constexpr PDISCONNECT_CLIENT of(slot<&C::pfnDisconnectClient>) { return routpact::disconnect_client<Table, Handler, Observer>; }
    static constexpr PGET_NEIGHBORS of(slot<&C::pfnGetNeighbors>) { return routpact::get_neighbors<Table, Handler, Observer>; }
    static constexpr PGET_MFE_STATUS of(slot<&C::pfnGetMfeStatus>) { return routpact::get_mfe_status<Table, Handler, Observer>; }
    static constexpr PMIB_CREATE of(slot<&C::pfnMibCreateEntry>) { return routpact::mib_create_entry<Handler, Observer>; }
    static constexpr PMIB_DELETE of(slot<&C::pfnMibDeleteEntry>) { return routpact::mib_delete_entry<Handler, Observer>; }
    static constexpr PMIB_GET of(slot<&C::pfnMibGetEntry>) { return routpact::mib_get_entry<Handler, Observer>; }
    static constexpr PMIB_SET of(slot<&C::pfnMibSetEntry>) { return routpact::mib_set_entry<Handler, Observer>; }
    static constexpr PMIB_GET_FIRST of(slot<&C::pfnMibGetFirstEntry>) { return routpact::mib_get_first_entry<Handler, Observer>; }
    static constexpr PMIB_GET_NEXT of(slot<&C::pfnMibGetNextEntry>) { return routpact::mib_get_next_entry<Handler, Observer>; }
    static constexpr PMIB_SET_TRAP_INFO of(slot<&C::pfnMibSetTrapInfo>) { return routpact::mib_set_trap_info<Handler, Observer>; }
    static constexpr PMIB_GET_TRAP_INFO of(slot<&C::pfnMibGetTrapInfo>) { return routpact::mib_get_trap_info<Handler, Observer>; }
    static constexpr PPROTOCOL_ACTION of(slot<&C::pfnProtocolAction>) { return routpact::protocol_action<Handler, Observer>; }
    static constexpr PGET_PROTOCOL_STATISTICS of(slot<&C::pfnGetStatistics>) { return routpact::get_statistics<Handler, Observer>; }
    static constexpr PGET_ROUTING_DOMAIN_GLOBAL_INFO of(slot<&C::pfnGetRoutingDomainGlobalInfo>) { return routpact::get_routing_domain_global_info<Handler, Observer>; }
    static constexpr PSET_ROUTING_DOMAIN_GLOBAL_INFO of(slot<&C::pfnSetRoutingDomainGlobalInfo>) { return routpact::set_routing_domain_global_info<Handler, Observer>; }
    static constexpr PPROTOCOL_BUFFER_FREE of(slot<&C::pfnBufferFree>) { return routpact::buffer_free; }
    // clang-format on
};

/// The behaviour of the handlers below, and the number of their calls.
struct behaviour {
    DWORD code = NO_ERROR;      ///< The code to return or throw.
    bool throws_code = false;   ///< Whether to throw the code as a routpact::error.
    void (*throws)() = nullptr; ///< Throws another exception; may be null.
    int calls = 0;              ///< The number of calls.
};
inline behaviour handlers;

inline DWORD act() {
    ++handlers.calls;
#ifdef __cpp_exceptions
    if (handlers.throws_code)
        throw routpact::error{routpact::code{handlers.code}};
#endif
    if (handlers.throws)
        handlers.throws();
    return handlers.code;
}

/// The result of a handler that fills a buffer: a T or a code.
template <class T>
struct given {
    using value_type = T;
    DWORD code = act();
    bool has_value() const { return code == NO_ERROR; }
    DWORD error() const { return code; }
    T operator*() const { return T{}; }
};

/// The result for an output role. Blocks and entries have a size of 1.
template <routpact::detail::role Role>
struct given_for {
    using type = given<BYTE>;
};
template <>
struct given_for<routpact::detail::role::neighbors_buffer> {
    using type = given<routpact::neighbors<std::vector<DWORD>>>;
};
template <>
struct given_for<routpact::detail::role::mfe_status_buffer> {
    using type = given<routpact::mfe_status>;
};
template <>
struct given_for<routpact::detail::role::event_buffer> {
    using type = given<routpact::router_event>;
};

/// The parameter for a role: an object with a size of 1, or the suitable type.
template <routpact::detail::role Role, class Arguments>
struct taken : routpact::detail::suitable<Role, Arguments> {};
template <routpact::detail::role Role, class Arguments>
    requires(Role == routpact::detail::role::object || Role == routpact::detail::role::info ||
             Role == routpact::detail::role::entry ||
             Role == routpact::detail::role::entry_then_size)
struct taken<Role, Arguments> {
    using type = const BYTE&;
};
template <class Arguments>
struct taken<routpact::detail::role::optional_info, Arguments> {
    using type = const BYTE*;
};

/// A table with one interface, whose index is 1.
struct interface_type {};
struct one_interface {
    interface_type only;
    interface_type* find(ULONG index) { return index == 1 ? &only : nullptr; }
};
inline one_interface table;

/// A handler for the slot of a row.
template <class Row, class Pointer = typename routpact::detail::slot<Row::member>::pointer>
struct generated;
template <class Row, class... A>
struct generated<Row, DWORD(WINAPI*)(A...)> {
    using mapping = routpact::detail::call_mapping<routpact::detail::slot<Row::member>,
                                                   routpact::detail::handler_traits<void>, A...>;
    static constexpr const routpact::detail::call_plan& plan = mapping::plan;

    static constexpr auto result_of() {
        if constexpr (plan.delivers)
            return std::type_identity<typename given_for<plan.groups[plan.count - 1].kind>::type>{};
        else
            return std::type_identity<DWORD>{};
    }
    using result = typename decltype(result_of())::type;

    template <class... Taken>
    static result handle(Taken...) {
        if constexpr (plan.delivers)
            return {};
        else
            return act();
    }

    static constexpr auto handler = []<unsigned... N>(routpact::detail::index_sequence<N...>) {
        if constexpr (plan.looks_up)
            return &handle<interface_type&,
                           typename taken<plan.groups[N].kind,
                                          typename mapping::template c_types<N>>::type...>;
        else
            return &handle<typename taken<plan.groups[N].kind,
                                          typename mapping::template c_types<N>>::type...>;
    }(typename routpact::detail::make_index_sequence<plan.inputs()>::type{});

    static constexpr DWORD(WINAPI* pointer)(A...) =
        adapters<table, handler, observed::record>::of(routpact::detail::slot<Row::member>{});
};

} // namespace single
