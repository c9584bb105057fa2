// A DLL of hostile protocols, which crash, hang, throw or end the process. Each does it in
// StartProtocol, unless its name states another place.

#include <cstdio>
#include <cstdlib>
#include <routpact/abi.hpp>
#include <stdexcept>
#include <string>
#include <thread>

namespace {

void (*volatile no_function)() = nullptr;
int* volatile no_number = reinterpret_cast<int*>(16);

template <class... A>
DWORD WINAPI yes(A...) {
    return NO_ERROR;
}
using start = DWORD WINAPI(HANDLE, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG);

/// Implements StartProtocol by a call of `Act`.
template <void (*Act)()>
DWORD WINAPI start_by(HANDLE, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG) {
    Act();
    return NO_ERROR;
}

void write_to_nowhere() {
    *no_number = 1;
}
void call_null() {
    no_function();
}
// Has an end, so that the compiler cannot assume an endless recursion.
int recurse(volatile int* previous) { // NOLINT(misc-no-recursion)
    volatile int here[256];
    here[0] = *previous + 1;
    return here[0] == 0 ? 0 : recurse(here) + here[0];
}
void overflow_the_stack() {
    volatile int first = 0;
    recurse(&first);
}
void hang() {
    while (true)
        std::this_thread::sleep_for(std::chrono::hours{1});
}
void throw_error() {
    throw std::runtime_error{"the modem is off"};
}
void throw_number() {
    throw 7;
}
void abort_with_words() {
    std::fputs("invariant broken <&\"> \x01\xff", stderr);
    std::abort();
}
void exit_with_seven() {
    std::exit(7); // NOLINT(concurrency-mt-unsafe)
}
void terminate() noexcept {
    throw_error();
}
void crash_in_a_thread() {
    std::thread{write_to_nowhere}.join();
}
void print_much() {
    const std::string line(1000, '#');
    for (int i = 0; i < 3000; ++i)
        std::puts(line.c_str());
    write_to_nowhere();
}
void print() {
    std::puts("hostile: started");
}
void nothing() {}

DWORD WINAPI crash_in_stop() {
    write_to_nowhere();
    return NO_ERROR;
}

/// Returns NO_ERROR a number of times: in the session before a random sequence, not in it.
template <int Times, DWORD Later, class... A>
DWORD WINAPI yes_at_first(A...) {
    static int calls = 0;
    return ++calls <= Times ? DWORD{NO_ERROR} : Later;
}
DWORD WINAPI hang_in_delete(ULONG) {
    hang();
    return NO_ERROR;
}

start* const starts[] = {
    start_by<nothing>,
    start_by<write_to_nowhere>,
    start_by<call_null>,
    start_by<overflow_the_stack>,
    start_by<hang>,
    start_by<throw_error>,
    start_by<throw_number>,
    start_by<abort_with_words>,
    start_by<exit_with_seven>,
    start_by<terminate>,
    start_by<crash_in_a_thread>,
    start_by<print_much>,
    start_by<print>,
};
constexpr DWORD crashes_in_stop = 0x20, crashes_in_registration = 0x21,
                fails_in_registration = 0x22, hangs_in_registration = 0x23, hangs_in_delete = 0x24;

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    const DWORD number = routing->dwProtocolId - PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 0);
    if (number == crashes_in_registration)
        write_to_nowhere();
    if (number == hangs_in_registration)
        hang();
    if (number == fails_in_registration)
        return ERROR_CAN_NOT_COMPLETE;
    if (number >= std::size(starts) && number != crashes_in_stop && number != hangs_in_delete)
        return ERROR_NOT_SUPPORTED;
    routing->pfnStartProtocol = number < std::size(starts) ? starts[number] : starts[0];
    routing->pfnStartComplete = yes;
    routing->pfnStopProtocol = yes;
    if (number == crashes_in_stop)
        routing->pfnStopProtocol = crash_in_stop;
    routing->pfnAddInterface = yes;
    if (number == hangs_in_delete) {
        routing->pfnAddInterface = yes_at_first<1, ERROR_CAN_NOT_COMPLETE>;
        routing->pfnInterfaceStatus = yes_at_first<2, ERROR_INVALID_PARAMETER>;
        routing->pfnDeleteInterface = hang_in_delete;
    }
    return NO_ERROR;
}
