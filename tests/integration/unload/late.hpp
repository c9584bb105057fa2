#pragma once
// The data that the program passes to the DLL.

#include <routpact/abi.hpp>

/// The DLL's protocol.
inline constexpr DWORD late_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);

/// Describes how the work that ConnectClient posts ends. Its address is passed as ClientAddress.
struct late_end {
    BOOL waits_for_stop;         ///< Whether the work lasts until a stop begins.
    VOID(WINAPI* on_late_end)(); ///< Called some time after the thread has left the protocol.
};
