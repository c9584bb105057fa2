// A protocol DLL that returns NO_ERROR for every call, like many hand-written DLLs. The example
// host has to report it.

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
