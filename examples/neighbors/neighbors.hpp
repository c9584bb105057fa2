#pragma once
// The data that management and the router manager exchange with the neighbors protocol.

#include <routpact/abi.hpp>

namespace neighbors {

/// The protocol's id.
inline constexpr DWORD id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fff, 10);

// The info block of an interface lists its neighbors' addresses, each a DWORD in network order.
// AddInterface accepts a null info block. There is no global info.

/// The input of a MIB query for a route. MibGetNext returns the first route after this one, which
/// need not exist. MibGetFirst ignores the fields and returns the first route. Routes are ordered
/// by interface, then by neighbor.
struct mib_question {
    ULONG interface_index;
    DWORD neighbor; ///< In network order.
};

/// The output of MibGetFirst and MibGetNext. After the last route they return
/// ERROR_CAN_NOT_COMPLETE.
struct mib_answer {
    ULONG interface_index;
    DWORD neighbor;   ///< In network order.
    DWORD preference; ///< Set by the router manager.
};

/// The neighbor that MibCreate adds to the configuration of an interface, or MibDelete removes. The
/// protocol asks the router manager to save the configuration. Both return ERROR_CAN_NOT_COMPLETE
/// if there is no such interface; MibCreate also if the neighbor exists, MibDelete also if it does
/// not.
struct mib_neighbor {
    ULONG interface_index;
    DWORD neighbor; ///< In network order.
};

/// The traps of MibSetTrapInfo and MibGetTrapInfo. For other values they return
/// ERROR_ACCESS_DENIED.
enum class trap : ULONG {
    routes_changed = 1, ///< Signals the event each time that routes are added or removed.
};

/// The output of MibGetTrapInfo. The pages contradict each other: this protocol takes OutputData as
/// a buffer of *OutputDataSize bytes, and returns ERROR_NOT_ENOUGH_MEMORY if it is too small.
struct trap_answer {
    ULONG changes; ///< The number of changes since the start of the protocol.
};

} // namespace neighbors
