// load DLL: registers protocol 0x0fff0007 of the DLL.

#include <cstdio>
#include <dlfcn.h>
#include <routpact/abi.hpp>

int main(int, char** arguments) {
    void* const dll = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    const auto entry_point =
        dll ? reinterpret_cast<PREGISTER_PROTOCOL>(dlsym(dll, "RegisterProtocol")) : nullptr;
    if (!entry_point) {
        std::fputs(dlerror(), stderr);
        return 2;
    }
    MPR_ROUTING_CHARACTERISTICS routing{};
    MPR_SERVICE_CHARACTERISTICS service{};
    routing.dwVersion = MS_ROUTER_VERSION;
    routing.dwProtocolId = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    routing.fSupportedFunctionality = RF_ROUTING;
    return entry_point(&routing, &service) == NO_ERROR ? 0 : 1;
}
