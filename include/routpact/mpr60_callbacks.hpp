#pragma once
// One name for each callback that MPR60 adds. No page describes them or names a code: handlers may
// return any code, the library answers as it does for the callbacks they resemble. The
// pfnBufferFree that belongs to get_statistics is routpact::buffer_free. Source:
// mpr60_routing_characteristics.

#include <routpact/adapt.hpp>
#include <routpact/mib.hpp>
#include <routpact/mpr60_arguments.hpp>

namespace routpact {

/// The pfnProtocolAction that calls `Handler`.
///
/// Handlers take (DWORD type, action), the action as const T&, T, std::span<const T> or
/// routpact::mib_entry. Answers what the handler returns; ERROR_INVALID_PARAMETER for an action
/// that is null or too short (the router manager's fault), ERROR_CAN_NOT_COMPLETE for exceptions
/// (the handler's).
template <auto Handler, auto Observer = nullptr>
inline constexpr PPROTOCOL_ACTION protocol_action =
    made<slot<&MPR60_ROUTING_CHARACTERISTICS::pfnProtocolAction>, without_table, Handler, Observer>;

/// The pfnGetStatistics that calls `Handler`; it allocates what pfnBufferFree frees.
///
/// Handlers take (DWORD type, question, DWORD answer_type), the question as those of
/// routpact::protocol_action, and return the answer: T, a sequence of T, or an expected or optional
/// of these. Answers as routpact::protocol_action, and ERROR_NOT_ENOUGH_MEMORY.
template <auto Handler, auto Observer = nullptr>
inline constexpr PGET_PROTOCOL_STATISTICS get_statistics =
    made<slot<&MPR60_ROUTING_CHARACTERISTICS::pfnGetStatistics>, without_table, Handler, Observer>;

/// The pfnGetRoutingDomainGlobalInfo that calls `Handler`.
///
/// Handlers take (const GUID&) and return the block, as those of routpact::get_global_info.
template <auto Handler, auto Observer = nullptr>
inline constexpr PGET_ROUTING_DOMAIN_GLOBAL_INFO get_routing_domain_global_info =
    made<slot<&MPR60_ROUTING_CHARACTERISTICS::pfnGetRoutingDomainGlobalInfo>, without_table,
         Handler, Observer>;

/// The pfnSetRoutingDomainGlobalInfo that calls `Handler`.
///
/// Handlers take (const GUID&, block), the block as those of routpact::set_global_info.
template <auto Handler, auto Observer = nullptr>
inline constexpr PSET_ROUTING_DOMAIN_GLOBAL_INFO set_routing_domain_global_info =
    made<slot<&MPR60_ROUTING_CHARACTERISTICS::pfnSetRoutingDomainGlobalInfo>, without_table,
         Handler, Observer>;

} // namespace routpact
