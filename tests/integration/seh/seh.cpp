// seh unhandled | left | unwound: structured exceptions of Windows, which are not C++ exceptions.
//
//   unhandled  an access violation in a handler passes the library and reaches the process's filter
//   left       the host abandons the callback after an access violation, and continues to make
//   calls
//              from the same thread
//   unwound    a handler leaves its callback by longjmp, which unwinds on 64-bit Windows
//
// The library counts an abandoned callback as running for ever: the interface cannot be deleted,
// and a stop does not end. But no call hangs.
//
// Exit code: 0 if all of this holds.

#include "../../common/require.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <routpact/protocol.hpp>

namespace {

enum class way { unhandled, left, unwound } tried;

std::jmp_buf back;
void* jump[5];          // for a jump without unwinding
unsigned seen = 0;      // access violations
unsigned swallowed = 0; // by a catch clause of the library

struct crashing {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

    explicit crashing(routpact::router_manager&) {}
    void connect_client(interface_type&, const IP_LOCAL_BINDING&) {
        if (tried == way::unwound)
            std::longjmp(back, 1);
        volatile int* volatile nowhere = nullptr;
        *nowhere = 1;
    }
    void disconnect_client(interface_type&, const IP_LOCAL_BINDING&) {}
    static void observe(const routpact::report& what) {
        swallowed += what.kind == routpact::violation::exception_thrown;
    }
};

[[noreturn]] void leave() {
    __builtin_longjmp(jump, 1);
}
LONG CALLBACK see(EXCEPTION_POINTERS* what) {
    if (what->ExceptionRecord->ExceptionCode != DWORD{EXCEPTION_ACCESS_VIOLATION})
        return EXCEPTION_CONTINUE_SEARCH;
    ++seen;
    if (tried != way::left)
        return EXCEPTION_CONTINUE_SEARCH;
    CONTEXT& at = *what->ContextRecord; // execution continues here, with the stack as after a call
#if defined(_WIN64)
    at.Rip = reinterpret_cast<DWORD64>(&leave);
    at.Rsp = (at.Rsp & ~DWORD64{15}) - 8;
#else
    at.Eip = reinterpret_cast<DWORD>(&leave);
    at.Esp = (at.Esp & ~DWORD{15}) - 4;
#endif
    return EXCEPTION_CONTINUE_EXECUTION;
}
LONG WINAPI filter(EXCEPTION_POINTERS*) {
    const bool passed = seen == 1 && swallowed == 0;
    std::puts(passed ? "the exception reached the filter"
                     : "check failed: the exception is seen once and no catch clause handles it");
    std::fflush(stdout);
    TerminateProcess(GetCurrentProcess(), passed ? 0 : 1);
    return EXCEPTION_CONTINUE_SEARCH;
}

[[gnu::noinline]] void call_and_leave(const MPR_ROUTING_CHARACTERISTICS& dll) {
    IP_LOCAL_BINDING client{1, 2};
    if (tried == way::unwound) {
        if (setjmp(back) == 0)
            dll.pfnConnectClient(7, &client);
    } else {
        if (__builtin_setjmp(jump) == 0)
            dll.pfnConnectClient(7, &client);
    }
}

} // namespace

int main(int count, char** arguments) {
    const char* const asked = count == 2 ? arguments[1] : "";
    tried = std::strcmp(asked, "unhandled") == 0 ? way::unhandled
            : std::strcmp(asked, "left") == 0    ? way::left
                                                 : way::unwound;
    AddVectoredExceptionHandler(1, see);
    SetUnhandledExceptionFilter(filter);

    MPR_ROUTING_CHARACTERISTICS dll{};
    MPR_SERVICE_CHARACTERISTICS service{};
    dll.dwVersion = MS_ROUTER_VERSION;
    dll.dwProtocolId = crashing::protocol_id;
    dll.fSupportedFunctionality = RF_ROUTING;
    wchar_t name[] = L"line";
    const HANDLE notification = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    require(routpact::register_protocols<crashing>(&dll, &service) == NO_ERROR &&
                dll.pfnStartProtocol(notification, nullptr, nullptr, 0, 0, 0) == NO_ERROR &&
                dll.pfnAddInterface(name, 7, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == NO_ERROR &&
                dll.pfnAddInterface(name, 8, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) == NO_ERROR &&
                dll.pfnStartComplete() == NO_ERROR,
            "the protocol starts");

    call_and_leave(dll);
    require(tried != way::unhandled, "the access violation reaches the process's filter");
    require(seen == (tried == way::left ? 1u : 0u),
            "the vectored handler sees each access violation once");
    require(swallowed == 0, "the library does not handle it as a C++ exception");

    IP_LOCAL_BINDING client{1, 2};
    require(dll.pfnDisconnectClient(7, &client) == NO_ERROR, "later callbacks succeed");
    require(dll.pfnDeleteInterface(7) == ERROR_CAN_NOT_COMPLETE,
            "the interface of the abandoned callback stays in use");
    require(dll.pfnDeleteInterface(8) == NO_ERROR, "another interface can be deleted");
    ROUTING_PROTOCOL_EVENTS type{};
    for (int i = 0; i < 2; ++i) {
        require(dll.pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING, "a stop stays pending");
        require(dll.pfnGetEventMessage(&type, nullptr) == ERROR_NO_MORE_ITEMS,
                "the stop does not end");
    }
    require(dll.pfnDisconnectClient(7, &client) == ERROR_INVALID_PARAMETER,
            "callbacks are refused");
    std::puts("nothing hung");
    return 0;
}
