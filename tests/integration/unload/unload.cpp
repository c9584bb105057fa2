// Loads and unloads a protocol DLL repeatedly, with work whose thread ends late. It unloads the DLL
// as soon as the router manager may: when StopProtocol has returned NO_ERROR, or ROUTER_STOPPED was
// fetched.
//
//   unload DLL [close]
//
// With "close", it also closes the notification event at that moment.
//
// Exit code: 0 if the DLL never hung, broke its contract or stayed loaded; otherwise 1, or a crash.

#include "../../common/require.hpp"
#include "late.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <protocol_dll.hpp>
#include <thread>

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

namespace {

constexpr unsigned rounds = 200;
constexpr DWORD patience = 30000; // milliseconds until a wait counts as a hang

// How the router manager learns of the end.
enum class way {
    notification,        // it waits for the notification, then fetches ROUTER_STOPPED
    polling,             // it fetches repeatedly
    stopped_immediately, // the work ends before StopProtocol, which returns NO_ERROR
};

std::atomic<unsigned> late_ends = 0;
VOID WINAPI count_late_end() {
    ++late_ends;
}

// Waits until condition() is true. Returns false after the timeout.
template <class Condition>
bool comes_true(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds{patience};
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

bool loaded(const char* path) {
#if defined(_WIN32)
    const char* name = path;
    for (const char* c = path; *c != '\0'; ++c)
        if (*c == '/' || *c == '\\')
            name = c + 1;
    return GetModuleHandleA(name) != nullptr;
#else
    void* const found = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
    if (found)
        dlclose(found);
    return found != nullptr;
#endif
}

// Fetches ROUTER_STOPPED, which is the only event.
void await_stop(const MPR_ROUTING_CHARACTERISTICS& dll, HANDLE notification, way end) {
    ROUTING_PROTOCOL_EVENTS type = UPDATE_COMPLETE;
    if (end == way::notification) {
        do { // the first notification may be left from the previous round
            require(WaitForSingleObject(notification, patience) == WAIT_OBJECT_0,
                    "the notification is signalled");
        } while (dll.pfnGetEventMessage(&type, nullptr) != NO_ERROR);
    } else {
        require(comes_true([&] { return dll.pfnGetEventMessage(&type, nullptr) == NO_ERROR; }),
                "an event can be fetched");
    }
    require(type == ROUTER_STOPPED, "the event is ROUTER_STOPPED");
}

void load_and_unload(const char* path, HANDLE notification, way end) {
    const protocol_dll file{path};
    require(static_cast<bool>(file), "the DLL can be loaded");
    const PREGISTER_PROTOCOL register_protocol = file.register_protocol();
    require(register_protocol, "the DLL exports RegisterProtocol");

    MPR_ROUTING_CHARACTERISTICS dll{};
    MPR_SERVICE_CHARACTERISTICS service{};
    dll.dwVersion = MS_ROUTER_VERSION;
    dll.dwProtocolId = late_id;
    dll.fSupportedFunctionality = RF_ROUTING;
    require(register_protocol(&dll, &service) == NO_ERROR, "the protocol registers");
    wchar_t name[] = L"line";
    late_end order{end != way::stopped_immediately, count_late_end};
    require(dll.pfnStartProtocol(notification, nullptr, nullptr, 0, 0, 0) == NO_ERROR &&
                dll.pfnAddInterface(name, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == NO_ERROR &&
                dll.pfnStartComplete() == NO_ERROR,
            "the protocol starts");
    require(dll.pfnConnectClient(7, &order) == NO_ERROR, "the protocol posts work");
    if (end == way::stopped_immediately)
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    const DWORD answer = dll.pfnStopProtocol();
    require(answer == NO_ERROR || answer == ERROR_PROTOCOL_STOP_PENDING, "the protocol stops");
    if (answer == ERROR_PROTOCOL_STOP_PENDING)
        await_stop(dll, notification, end);
}

HANDLE make_event() {
    return CreateEventW(nullptr, FALSE, FALSE, nullptr);
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2 || count > 3) {
        std::fputs("usage: unload DLL [close]\n", stderr);
        return 2;
    }
    const char* const path = arguments[1];
    const bool closes = count == 3 && std::strcmp(arguments[2], "close") == 0;
    HANDLE notification = make_event();
    for (unsigned round = 0; round < rounds; ++round) {
        load_and_unload(path, notification, static_cast<way>(round % 3));
#if !defined(_WIN32)
        require(!loaded(path), "the DLL is unloaded");
#endif
        HANDLE next = notification;
        if (closes) {
            CloseHandle(notification);
            next = make_event();
        }
        if (closes || round % 2 == 0) { // in other rounds, loads the DLL again immediately
            require(comes_true([&] { return !loaded(path); }), "the DLL is unloaded in the end");
            require(late_ends == round + 1, "the work ended late");
        }
        if (closes)
            require(WaitForSingleObject(next, 0) == WAIT_TIMEOUT,
                    "a closed event is not signalled, nor a new event with the same handle");
        notification = next;
    }
    require(comes_true([&] { return !loaded(path); }), "the DLL is unloaded in the end");
    require(late_ends == rounds, "all work ended late");
    CloseHandle(notification);
    std::printf("loaded and unloaded %u times\n", rounds);
    return 0;
}
