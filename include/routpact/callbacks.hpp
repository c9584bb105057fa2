#pragma once
// One name for each callback that can be adapted by itself.

#include <routpact/adapter.hpp>

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

} // namespace routpact
