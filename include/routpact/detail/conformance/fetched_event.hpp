#pragma once
// The result of a call of GetEventMessage.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Holds the outputs of GetEventMessage. Unlike router_event it has a number, which may be no
/// enumerator.
struct fetched_event {
    DWORD answer = ERROR_NO_MORE_ITEMS; ///< The result code.
    DWORD number = 0;                   ///< The number of the event, if `answer` is NO_ERROR.
    MESSAGE message{};                  ///< The message of the event, if `answer` is NO_ERROR.
};

} // namespace routpact::inline ROUTPACT_ABI::detail
