// Starts a protocol and does not stop it:
//
//   exits DLL exit MILLISECONDS     returns from main while threads add and delete interfaces
//   exits DLL unload MILLISECONDS   unloads the DLL while no thread is inside
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <protocol_dll.hpp>
#include <thread>

namespace {

MPR_ROUTING_CHARACTERISTICS dll{};

void add(ULONG index) {
    wchar_t name[] = L"x";
    dll.pfnAddInterface(name, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0);
}

void churn(ULONG index) {
    for (;;) {
        add(index);
        dll.pfnDeleteInterface(index);
    }
}

} // namespace

int main(int count, char** arguments) {
    if (count != 4)
        return 2;
    static auto* const file = new protocol_dll{arguments[1]}; // stays loaded at exit
    MPR_SERVICE_CHARACTERISTICS service{};
    dll.dwVersion = 0x500;
    dll.dwProtocolId = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    dll.fSupportedFunctionality = RF_ROUTING;
    static const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    if (file->register_protocol()(&dll, &service) != NO_ERROR ||
        dll.pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0) != NO_ERROR)
        return 2;
    dll.pfnStartComplete();
    add(1);
    if (std::strcmp(arguments[2], "unload") == 0) {
        delete file;
        CloseHandle(event);
        return 0;
    }
    for (const ULONG index : {2u, 3u})
        std::thread{churn, index}.detach();
    std::this_thread::sleep_for(std::chrono::milliseconds{20 + std::atoi(arguments[3])});
    CloseHandle(event);
    std::puts("main returns");
    std::fflush(stdout);
    return 0;
}
