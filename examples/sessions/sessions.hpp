#pragma once
// The data that management and the router manager exchange with the sessions protocol: the layouts
// of its info blocks and MIB entries, and the protocol's choice of codes.

#include <routpact/abi.hpp>

namespace sessions {

/// The protocol's id.
inline constexpr DWORD id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);

/// The global info block, version 1. With a null block, StartProtocol uses the defaults.
struct global_config {
    ULONG client_limit = 100; ///< Clients per interface, for interfaces without their own limit.
};

/// The info block of an interface, version 1. With a null block, AddInterface uses the defaults.
struct interface_config {
    ULONG client_limit = 0; ///< 0: the global limit applies.
};

/// The input of a MIB query for an interface. MibGet returns this interface, MibGetNext the one
/// with the next higher index. MibGetFirst ignores the index and returns the interface with the
/// lowest.
struct mib_question {
    ULONG interface_index;
};

/// The output of MibGet, MibGetFirst and MibGetNext. They return ERROR_CAN_NOT_COMPLETE if there is
/// no such interface.
struct mib_answer {
    ULONG interface_index;
    ULONG enabled;      ///< 0 or 1.
    ULONG clients;      ///< Connected now.
    ULONG client_limit; ///< The interface's own limit; 0: the global limit applies.
};

/// The input of MibSet: a new limit for an interface. The protocol asks the router manager to save
/// the configuration. Returns ERROR_CAN_NOT_COMPLETE if there is no such interface.
struct mib_change {
    ULONG interface_index;
    ULONG client_limit;
};

} // namespace sessions
