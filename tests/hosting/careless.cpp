// A protocol DLL that says yes to everything: what many hand-written ones do, and what the example
// host must notice.

#include <routpact/abi.hpp>

namespace {

DWORD WINAPI start(HANDLE, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG) {
    return NO_ERROR;
}
DWORD WINAPI done() {
    return NO_ERROR;
}
DWORD WINAPI add(LPWSTR, ULONG, NET_INTERFACE_TYPE, DWORD, WORD, WORD, PVOID, ULONG, ULONG, ULONG) {
    return NO_ERROR;
}
DWORD WINAPI remove(ULONG) {
    return NO_ERROR;
}
DWORD WINAPI client(ULONG, PVOID) {
    return NO_ERROR;
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    routing->pfnStartProtocol = start;
    routing->pfnStartComplete = done;
    routing->pfnStopProtocol = done;
    routing->pfnAddInterface = add;
    routing->pfnDeleteInterface = remove;
    routing->pfnConnectClient = client;
    routing->pfnDisconnectClient = client;
    return NO_ERROR;
}
