#pragma once
// The data that management and the router manager exchange with the two protocols of the pair.

#include <routpact/abi.hpp>

namespace pair {

/// The protocols' ids.
inline constexpr DWORD counter_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 8);
inline constexpr DWORD dialler_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 9);

// The info block of an interface of the counter is a ULONG: the number of its clients. Everything
// below belongs to the dialler.

/// The only ActionType: dials an interface immediately. The action is the interface's index, a
/// ULONG. Returns the router manager's code, or ERROR_INVALID_PARAMETER if there is no such
/// interface.
inline constexpr DWORD dial_now = 1;

/// The only type of entry for GetStatistics. The input is an interface's index, the output the
/// number of times that it was dialled; both are a ULONG. Returns ERROR_CAN_NOT_COMPLETE if there
/// is no such interface.
inline constexpr DWORD attempts = 1;

/// The global info of a routing domain, version 1. An interface does not state its domain, so the
/// shortest wait applies to all interfaces.
struct dial_config {
    ULONG wait = 1000; ///< Milliseconds between two attempts; must not be 0.
};

} // namespace pair
