#pragma once
// One name for each callback of the protocol's life and of its interfaces' lives: for a DLL that
// keeps its own state. routpact::protocol does all of it by itself.

#include <routpact/adapt.hpp>
#include <routpact/events.hpp>
#include <routpact/info_block.hpp>
#include <routpact/interface_description.hpp>

namespace routpact {

/// The pfnStartProtocol that calls `Handler`.
///
/// Handlers take (HANDLE, PSUPPORT_FUNCTIONS, block), the block as const T& or T (null refused),
/// const T* (null where there is none) or routpact::info_block (without data where there is none).
/// Answers NO_ERROR; ERROR_INVALID_PARAMETER for a block of the wrong size (the router manager's
/// fault); ERROR_CAN_NOT_COMPLETE in place of undocumented codes and exceptions (the handler's).
/// Source: pstart_protocol.
template <auto Handler, auto Observer = nullptr>
inline constexpr PSTART_PROTOCOL start_protocol =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnStartProtocol>, without_table, Handler, Observer>;

/// The pfnStartComplete that calls `Handler`, which takes nothing.
///
/// Answers NO_ERROR, the only documented code, whatever the handler does; the observer is told.
/// Source: pstart_complete.
template <auto Handler, auto Observer = nullptr>
inline constexpr PSTART_COMPLETE start_complete =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnStartComplete>, without_table, Handler, Observer>;

/// The pfnStopProtocol that calls `Handler`, which takes nothing.
///
/// Answers NO_ERROR for a stop that is done, or ERROR_PROTOCOL_STOP_PENDING if the handler returns
/// that: it owes a ROUTER_STOPPED event then. In place of other codes and of exceptions comes
/// NO_ERROR (the handler's fault). Source: pstop_protocol.
template <auto Handler, auto Observer = nullptr>
inline constexpr PSTOP_PROTOCOL stop_protocol =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnStopProtocol>, without_table, Handler, Observer>;

/// The pfnAddInterface that calls `Handler`, which makes the interface.
///
/// Handlers take (const routpact::interface_description&, block), the block as those of
/// routpact::start_protocol; what they return may be the result of interface_table::insert. Answers
/// NO_ERROR; ERROR_INVALID_PARAMETER for a block of the wrong size or an index that is there
/// already (the router manager's fault); ERROR_CAN_NOT_COMPLETE in place of undocumented codes and
/// exceptions (the handler's). Source: padd_interface.
template <auto Handler, auto Observer = nullptr>
inline constexpr PADD_INTERFACE add_interface =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnAddInterface>, without_table, Handler, Observer>;

/// The pfnDeleteInterface that calls `Handler`, which ends the interface.
///
/// Handlers take (ULONG); what they return may be the result of interface_table::remove. Answers
/// NO_ERROR; ERROR_INVALID_PARAMETER if the handler does; ERROR_CAN_NOT_COMPLETE in place of
/// undocumented codes and exceptions (the handler's fault). Source: pdelete_interface.
template <auto Handler, auto Observer = nullptr>
inline constexpr PDELETE_INTERFACE delete_interface =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnDeleteInterface>, without_table, Handler, Observer>;

/// The pfnGetEventMessage that calls `Handler`, which gives the next event.
///
/// Handlers take nothing and return an optional routpact::router_event. Answers NO_ERROR, or
/// ERROR_NO_MORE_ITEMS for an empty optional, a null Event (the router manager's fault), and in
/// place of codes and exceptions (the handler's). A null Result is legal. Source:
/// pget_event_message.
template <auto Handler, auto Observer = nullptr>
inline constexpr PGET_EVENT_MESSAGE get_event_message =
    made<slot<&MPR_ROUTING_CHARACTERISTICS::pfnGetEventMessage>, without_table, Handler, Observer>;

} // namespace routpact
