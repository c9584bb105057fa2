#pragma once
// The data that management and the router manager exchange with the rip protocol. Addresses are in
// host order: 10.0.0.1 is 0x0a000001.

#include <routpact/abi.hpp>

namespace rip {

/// The protocol's id.
inline constexpr DWORD id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 11);

/// The global info block, version 1. With a null block, StartProtocol uses the defaults. Other
/// numbers are refused. A changed port is used from the next start on.
struct global_config {
    USHORT port = 520;          ///< Of this router, not 0. If it is taken, each update tries again.
    USHORT neighbor_port = 520; ///< Of its neighbors, not 0.
    ULONG update = 30;   ///< Seconds between updates, 1 to 3600; each deviates by up to a sixth.
    ULONG timeout = 180; ///< Seconds until an unconfirmed route is unreachable, 1 to 86400.
    ULONG garbage = 120; ///< Seconds until an unreachable route is forgotten, 1 to 86400.
};

/// The info block of an interface, version 1. With a null block, AddInterface uses the defaults.
/// RIP runs on the first address of an interface that is enabled.
struct interface_config {
    ULONG cost = 1;                    ///< Is added to the metric of a received route; 1 to 15.
    DWORD neighbors[4] = {0xe0000009}; ///< Receive updates; 224.0.0.9: all routers; 0: none.
};

/// The input of a MIB query. MibGet returns the route to this network, MibGetNext the next in the
/// order of addresses and masks. MibGetFirst ignores the input.
struct mib_question {
    DWORD address;
    DWORD mask;
};

/// The output of MibGet, MibGetFirst and MibGetNext. They return ERROR_CAN_NOT_COMPLETE if there is
/// no such route.
struct mib_answer {
    mib_question destination;
    ULONG interface_index;
    DWORD router;   ///< The neighbor that announced the route; 0: the network is connected.
    DWORD next_hop; ///< 0: the network is connected.
    ULONG metric;   ///< 16: unreachable.
    ULONG tag;
};

} // namespace rip
