// Checks whether two units of one program share the library's state. Returns 0 if each unit has its
// own state, 3 if they share it.

#include <cstdio>
#include <routpact/abi.hpp>

extern "C" DWORD first_unit(PMPR_ROUTING_CHARACTERISTICS, PMPR_SERVICE_CHARACTERISTICS);
extern "C" DWORD second_unit(PMPR_ROUTING_CHARACTERISTICS, PMPR_SERVICE_CHARACTERISTICS);

namespace {
MPR_ROUTING_CHARACTERISTICS registered(decltype(first_unit)* by) {
    MPR_ROUTING_CHARACTERISTICS dll{};
    MPR_SERVICE_CHARACTERISTICS service{};
    dll.dwVersion = MS_ROUTER_VERSION;
    dll.dwProtocolId = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    dll.fSupportedFunctionality = RF_ROUTING;
    if (by(&dll, &service) != NO_ERROR)
        std::puts("RegisterProtocol failed");
    return dll;
}
} // namespace

int main() {
    const MPR_ROUTING_CHARACTERISTICS first = registered(first_unit);
    const MPR_ROUTING_CHARACTERISTICS second = registered(second_unit);
    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    wchar_t name[] = L"line";
    if (first.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0) != NO_ERROR ||
        first.pfnAddInterface(name, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) != NO_ERROR ||
        first.pfnStartComplete() != NO_ERROR || first.pfnConnectClient(7, nullptr) != NO_ERROR) {
        std::puts("the first unit does not work");
        return 1;
    }
    const bool shared = second.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0) != NO_ERROR;
    if (!shared && (second.pfnStartComplete() != NO_ERROR ||
                    second.pfnConnectClient(7, nullptr) != ERROR_INVALID_PARAMETER)) {
        std::puts("the second unit does not work");
        return 1;
    }
    first.pfnStopProtocol();
    if (!shared)
        second.pfnStopProtocol();
    CloseHandle(event);
    return shared ? 3 : 0;
}
