#pragma once
// The results of a simulated router manager's support functions.

#include <functional>
#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Sets what the support functions return to the protocol under test. Change it only while the
/// protocol calls no support function.
struct support_answers {
    DWORD demand_dial = NO_ERROR;               ///< DemandDialRequest.
    DWORD receive_type = NO_ERROR;              ///< SetInterfaceReceiveType.
    DWORD validate_route = NO_ERROR;            ///< ValidateRoute.
    DWORD mib = ERROR_CAN_NOT_COMPLETE;         ///< The six MIBEntry* functions.
    DWORD router_id = 0x0100000a;               ///< GetRouterId: 10.0.0.1, in network order.
    BOOL multicast_boundary = FALSE;            ///< HasMulticastBoundary.
    std::function<void(const char*)> on_call{}; ///< Called with the function's name beforehand.
};

} // namespace routpact::inline ROUTPACT_ABI::testing
