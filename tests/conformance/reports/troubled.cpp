// A protocol DLL whose report has everything that a report can show: a crash while another thread
// calls the router manager, output in several lines, wrong codes, events, and texts that are
// markup.

#include <cstdio>
#include <cstdlib>
#include <routpact/abi.hpp>
#include <thread>

namespace {

SUPPORT_FUNCTIONS support;

template <class... A>
DWORD WINAPI yes(A...) {
    return NO_ERROR;
}

DWORD WINAPI start(HANDLE, PSUPPORT_FUNCTIONS functions, LPVOID, ULONG, ULONG, ULONG) {
    support = *functions;
    return NO_ERROR;
}

DWORD WINAPI add_interface(LPWSTR, ULONG index, NET_INTERFACE_TYPE, DWORD, WORD, WORD, PVOID, ULONG,
                           ULONG, ULONG) {
    support.ValidateRoute(7, nullptr, nullptr);
    std::thread{[index] { support.DemandDialRequest(7, index); }}.join();
    return NO_ERROR;
}

DWORD WINAPI get_event(ROUTING_PROTOCOL_EVENTS* event, PMESSAGE message) {
    *event = UPDATE_COMPLETE;
    *message = {};
    return NO_ERROR;
}

DWORD WINAPI delete_interface(DWORD) {
    std::fputs("<script>console.error('run')</script>\n<img src=\"http://127.0.0.1:9/\">\n",
               stderr);
    std::abort();
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    routing->pfnStartProtocol = start;
    routing->pfnStartComplete = yes;
    routing->pfnStopProtocol = yes;
    routing->pfnAddInterface = add_interface;
    routing->pfnDeleteInterface = delete_interface;
    routing->pfnInterfaceStatus = yes;
    routing->pfnGetEventMessage = get_event;
    return NO_ERROR;
}
