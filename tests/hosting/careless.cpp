// A protocol DLL that says yes to everything: what many hand-written ones do, and what the example
// host must notice.

#include <routpact/abi.hpp>

namespace {

template <class... A>
DWORD WINAPI yes(A...) {
    return NO_ERROR;
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    routing->pfnStartProtocol = yes;
    routing->pfnStartComplete = yes;
    routing->pfnStopProtocol = yes;
    routing->pfnQueryPower = yes;
    routing->pfnAddInterface = yes;
    routing->pfnDeleteInterface = yes;
    routing->pfnInterfaceStatus = yes;
    routing->pfnGetInterfaceInfo = yes;
    routing->pfnSetInterfaceInfo = yes;
    routing->pfnGetEventMessage = yes;
    routing->pfnConnectClient = yes;
    routing->pfnDisconnectClient = yes;
    routing->pfnGetNeighbors = yes;
    routing->pfnMibGetEntry = yes;
    return NO_ERROR;
}
