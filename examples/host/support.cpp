#include "support.hpp"

#include <atomic>

namespace {

std::atomic<unsigned long> validated = 0; // protocols call from their own threads

DWORD WINAPI dial(DWORD, DWORD) {
    return NO_ERROR;
}
DWORD WINAPI receive(DWORD, DWORD, DWORD, BOOL) {
    return NO_ERROR;
}
DWORD WINAPI validate(DWORD, PVOID route, PVOID) {
    if (!route)
        return ERROR_INVALID_PARAMETER;
    ++validated;
    return NO_ERROR;
}
DWORD WINAPI change_mib(DWORD, DWORD, LPVOID) {
    return ERROR_CAN_NOT_COMPLETE;
}
DWORD WINAPI ask_mib(DWORD, DWORD, LPVOID, LPDWORD, LPVOID) {
    return ERROR_CAN_NOT_COMPLETE;
}
DWORD WINAPI router_id() {
    return 0x0100000a; // 10.0.0.1, in network order
}
BOOL WINAPI has_boundary(DWORD, DWORD) {
    return FALSE;
}

} // namespace

SUPPORT_FUNCTIONS host_functions() {
    SUPPORT_FUNCTIONS functions{};
    functions.dwVersion = MS_ROUTER_VERSION;
    functions.DemandDialRequest = dial;
    functions.SetInterfaceReceiveType = receive;
    functions.ValidateRoute = validate;
    functions.MIBEntryCreate = functions.MIBEntryDelete = functions.MIBEntrySet = change_mib;
    functions.MIBEntryGet = functions.MIBEntryGetFirst = functions.MIBEntryGetNext = ask_mib;
    functions.GetRouterId = router_id;
    functions.HasMulticastBoundary = has_boundary;
    return functions;
}

unsigned long validated_routes() {
    return validated;
}
