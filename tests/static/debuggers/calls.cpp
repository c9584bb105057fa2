// calls DLL: makes one call of each kind, each in a function of its own for the debugger to stop
// in.
#include <dlfcn.h>
#include <routpact/abi.hpp>

static MPR_ROUTING_CHARACTERISTICS routing{};

static DWORD add_interface(ULONG index) {
    wchar_t name[] = L"Internal";
    return routing.pfnAddInterface(name, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
}

static DWORD set_interface_info(ULONG index) {
    unsigned char config[] = {1, 2, 3, 4, 5, 6};
    return routing.pfnSetInterfaceInfo(index, config, 1, 2, 3);
}

static DWORD connect_client(ULONG index) {
    IP_LOCAL_BINDING client{};
    return routing.pfnConnectClient(index, &client);
}

int main(int, char** arguments) {
    void* const dll = dlopen(arguments[1], RTLD_NOW);
    const auto entry_point =
        dll ? reinterpret_cast<PREGISTER_PROTOCOL>(dlsym(dll, "RegisterProtocol")) : nullptr;
    MPR_SERVICE_CHARACTERISTICS service{};
    routing.dwVersion = MS_ROUTER_VERSION;
    routing.dwProtocolId = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    routing.fSupportedFunctionality = RF_ROUTING;
    if (!entry_point || entry_point(&routing, &service) != NO_ERROR)
        return 2;
    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    SUPPORT_FUNCTIONS functions{};
    if (routing.pfnStartProtocol(event, &functions, nullptr, 0, 0, 0) != NO_ERROR)
        return 3;
    add_interface(8);
    add_interface(7);
    routing.pfnStartComplete();
    set_interface_info(7);
    connect_client(7);
    connect_client(9); // no such interface: no handler
    routing.pfnStopProtocol();
    return CloseHandle(event) ? 0 : 4;
}
