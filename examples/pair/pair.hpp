#pragma once
// What management and the router manager exchange with the two protocols of the pair.

#include <routpact/abi.hpp>

namespace pair {

/// The protocols' ids.
inline constexpr DWORD counter_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 8);
inline constexpr DWORD dialler_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 9);

// The info block of an interface of the counter is a ULONG: the number of its clients. The rest is
// the dialler's.

/// The only ActionType: dials the interface whose index, a ULONG, is the action, now. Answers the
/// router manager's code; ERROR_INVALID_PARAMETER without such an interface.
inline constexpr DWORD dial_now = 1;

/// The only type of entries of GetStatistics: how often an interface was dialled, a ULONG. The
/// question is the interface's index. Without such an interface it answers ERROR_CAN_NOT_COMPLETE.
inline constexpr DWORD attempts = 1;

/// The global info of a routing domain, version 1. An interface does not say which domain it is of,
/// so the shortest wait holds for all.
struct dial_config {
    ULONG wait = 1000; ///< Milliseconds between two attempts, not 0.
};

} // namespace pair
