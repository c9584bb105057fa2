#pragma once
// Result codes, and waits.

#include <routpact/abi.hpp>

namespace oracle {

// On Windows the codes are macros of several types.
inline constexpr DWORD success = NO_ERROR;
inline constexpr DWORD bad_argument = ERROR_INVALID_PARAMETER;
inline constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;
inline constexpr DWORD too_short = ERROR_INSUFFICIENT_BUFFER;
inline constexpr DWORD nothing_more = ERROR_NO_MORE_ITEMS;
inline constexpr DWORD stop_pending = ERROR_PROTOCOL_STOP_PENDING;
inline constexpr DWORD no_memory = ERROR_NOT_ENOUGH_MEMORY;
inline constexpr DWORD not_supported = ERROR_NOT_SUPPORTED;
inline constexpr DWORD signalled = WAIT_OBJECT_0;

} // namespace oracle
