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

/// A neighbor that MibCreate adds to the configuration of an interface, or that MibDelete removes.
/// The router manager is told to save it. Without such an interface, and if the neighbor is there
/// already or is not there, they answer ERROR_CAN_NOT_COMPLETE.
struct mib_neighbor {
    ULONG interface_index;
    DWORD neighbor; ///< In network order.
};

/// Which trap MibSetTrapInfo and MibGetTrapInfo are about; others get ERROR_ACCESS_DENIED.
enum class trap : ULONG {
    routes_changed = 1, ///< The event is signalled each time that any routes came or went.
};

/// What MibGetTrapInfo tells of it. Of what the pages say, this protocol takes that OutputData is a
/// buffer of *OutputDataSize bytes; too short a one gets ERROR_NOT_ENOUGH_MEMORY.
struct trap_answer {
    ULONG changes; ///< How often that was, from the start of the protocol.
};

} // namespace neighbors
