#pragma once
// The sets of result codes that the pages of the callbacks document.

#include <routpact/contract/callback.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The documented sets of codes, named for the callbacks that share them.
namespace documented_codes {
/// RegisterProtocol.
ROUTPACT_HIDDEN inline constexpr code_set registration{NO_ERROR, ERROR_NOT_SUPPORTED};
/// Callbacks that change or start something.
ROUTPACT_HIDDEN inline constexpr code_set change{NO_ERROR, ERROR_CAN_NOT_COMPLETE,
                                                 ERROR_INVALID_PARAMETER};
/// Callbacks that fill a buffer.
ROUTPACT_HIDDEN inline constexpr code_set query{NO_ERROR, ERROR_CAN_NOT_COMPLETE,
                                                ERROR_INVALID_PARAMETER, ERROR_INSUFFICIENT_BUFFER};
/// StartComplete.
ROUTPACT_HIDDEN inline constexpr code_set completion{NO_ERROR};
/// StopProtocol.
ROUTPACT_HIDDEN inline constexpr code_set stop{NO_ERROR, ERROR_PROTOCOL_STOP_PENDING};
/// GetEventMessage.
ROUTPACT_HIDDEN inline constexpr code_set event{NO_ERROR, ERROR_NO_MORE_ITEMS};
/// The client callbacks.
ROUTPACT_HIDDEN inline constexpr code_set client{NO_ERROR, ERROR_INVALID_PARAMETER};
/// The trap callbacks.
ROUTPACT_HIDDEN inline constexpr code_set trap{NO_ERROR, ERROR_ACCESS_DENIED,
                                               ERROR_NOT_ENOUGH_MEMORY};
} // namespace documented_codes

} // namespace routpact::inline ROUTPACT_ABI::detail
