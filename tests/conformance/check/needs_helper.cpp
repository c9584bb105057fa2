// A protocol DLL that needs another DLL.

#include <routpact/abi.hpp>

int helper();

namespace {

DWORD WINAPI start(HANDLE, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG) {
    return NO_ERROR;
}
DWORD WINAPI yes() {
    return NO_ERROR;
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    if (routing->dwProtocolId != PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7))
        return static_cast<DWORD>(helper());
    routing->pfnStartProtocol = start;
    routing->pfnStartComplete = yes;
    routing->pfnStopProtocol = yes;
    return NO_ERROR;
}
