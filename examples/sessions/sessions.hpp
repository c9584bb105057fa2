#pragma once
// What management and the router manager exchange with the sessions protocol: the layouts of its
// info blocks and MIB entries, and the codes it answers beyond those of the contract.

#include <routpact/abi.hpp>

namespace sessions {

/// The protocol's id.
inline constexpr DWORD id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);

/// The global info block, version 1. StartProtocol may come without one: the defaults hold then.
struct global_config {
    ULONG client_limit = 100; ///< Clients of one interface, unless it has a limit of its own.
};

/// The info block of an interface, version 1. AddInterface may come without one.
struct interface_config {
    ULONG client_limit = 0; ///< 0: the global limit.
};

/// Asks the MIB for an interface. MibGet: this one; MibGetNext: the one with the next higher index;
/// MibGetFirst: the one with the lowest index, whatever is asked.
struct mib_question {
    ULONG interface_index;
};

/// What MibGet, MibGetFirst and MibGetNext answer. Without such an interface they answer
/// ERROR_CAN_NOT_COMPLETE.
struct mib_answer {
    ULONG interface_index;
    ULONG enabled;      ///< 0 or 1.
    ULONG clients;      ///< Connected now.
    ULONG client_limit; ///< The interface's own; 0: the global one.
};

/// What MibSet changes: the limit of an interface. The router manager is told to save it.
/// Without such an interface it answers ERROR_CAN_NOT_COMPLETE.
struct mib_change {
    ULONG interface_index;
    ULONG client_limit;
};

} // namespace sessions
