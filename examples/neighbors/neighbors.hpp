#pragma once
// What management and the router manager exchange with the neighbors protocol.

#include <routpact/abi.hpp>

namespace neighbors {

/// The protocol's id.
inline constexpr DWORD id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fff, 10);

// The info block of an interface is a list of addresses, each a DWORD in network order: the
// neighbors on this interface. AddInterface may come without one. There is no global info.

/// Asks the MIB for a route. MibGetNext: the one behind this one, which need not be there;
/// MibGetFirst: the first one, whatever is asked. They are in the order of interface, then
/// neighbor.
struct mib_question {
    ULONG interface_index;
    DWORD neighbor; ///< In network order.
};

/// What MibGetFirst and MibGetNext answer. Behind the last route: ERROR_CAN_NOT_COMPLETE.
struct mib_answer {
    ULONG interface_index;
    DWORD neighbor;   ///< In network order.
    DWORD preference; ///< What the router manager gave the route.
};

} // namespace neighbors
