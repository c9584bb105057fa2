#pragma once
// What the program asks the DLL to do.

#include <routpact/abi.hpp>

/// The DLL's protocol.
inline constexpr DWORD late_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);

/// How the work that ConnectClient posts ends: its ClientAddress.
struct late_end {
    BOOL waits_for_stop;    ///< Else at once.
    VOID(WINAPI* at_end)(); ///< Called when the thread has left the protocol, and some time after.
};
