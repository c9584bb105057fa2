#include "crash.hpp"

#include "records.hpp"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <utility>
#include <windows.h>

namespace {

std::atomic_flag crashing;

unsigned long long number(const void* address) {
    return reinterpret_cast<std::uintptr_t>(address);
}

/// The module that an address is in; null if it is in none.
HMODULE module_of(const void* address) {
    HMODULE module = nullptr;
    if (address) // null would be the program itself
        GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                               GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                           static_cast<LPCSTR>(address), &module);
    return module;
}

/// Where an address is: "sessions.dll+0x1234".
void describe(const void* address, char* text, std::size_t size) {
    const HMODULE module = module_of(address);
    char path[MAX_PATH] = "";
    if (!module || GetModuleFileNameA(module, path, sizeof path) == 0) {
        std::snprintf(text, size, "0x%llx, in no module", number(address));
        return;
    }
    const char* const slash = std::strrchr(path, '\\');
    std::snprintf(text, size, "%s+0x%llx", slash ? slash + 1 : path,
                  number(address) - number(module));
}

void send_frame(const void* address) {
    char place[MAX_PATH + 40];
    char line[MAX_PATH + 60];
    describe(address, place, sizeof place);
    const int length = std::snprintf(line, sizeof line, "frame\t%s\n", place);
    send_line(line, static_cast<std::size_t>(length));
}

/// Sends the stack from a context on, out to this program.
void send_stack(CONTEXT context) {
#ifdef __x86_64__
    bool sent = false;
    DWORD64 last = 0;
    for (int most = 64; most > 0; --most) {
        auto* const address = reinterpret_cast<void*>(context.Rip);
        const bool ours = address && module_of(address) == GetModuleHandleA(nullptr);
        if (ours && sent)
            return;
        if (!ours && (!sent || last != context.Rip)) // else it is recursion
            send_frame(address);
        sent = sent || !ours;
        last = context.Rip;
        DWORD64 base = 0;
        if (const PRUNTIME_FUNCTION function =
                RtlLookupFunctionEntry(context.Rip, &base, nullptr)) {
            void* data = nullptr;
            DWORD64 frame = 0;
            RtlVirtualUnwind(UNW_FLAG_NHANDLER, base, context.Rip, function, &context, &data,
                             &frame, nullptr);
        } else { // of a function that calls none, or what is no function
            context.Rip = *reinterpret_cast<DWORD64*>(context.Rsp);
            context.Rsp += sizeof(DWORD64);
        }
        if (context.Rip == 0)
            return;
    }
#else
    send_frame(reinterpret_cast<void*>(context.Eip));
#endif
}

const char* meaning(DWORD code) {
    switch (code) {
    case EXCEPTION_ACCESS_VIOLATION:
        return "access violation";
    case EXCEPTION_STACK_OVERFLOW:
        return "stack overflow";
    case EXCEPTION_ILLEGAL_INSTRUCTION:
        return "illegal instruction";
    case EXCEPTION_INT_DIVIDE_BY_ZERO:
        return "division by zero";
    case EXCEPTION_BREAKPOINT:
        return "breakpoint";
    case 0xC0000374: // STATUS_HEAP_CORRUPTION
        return "heap corruption";
    case 0xE06D7363: // what Microsoft's compiler throws
    case 0x20474343: // what g++ throws
        return "C++ exception that nobody catches";
    default:
        return "exception";
    }
}

/// Sends what happened, but only for the first of several threads that crash.
void send_crash(const char* what, const CONTEXT& context) {
    while (crashing.test_and_set())
        Sleep(INFINITE);
    char line[600];
    const int length = std::snprintf(line, sizeof line, "crash\t%s\n", what);
    send_line(line, static_cast<std::size_t>(length));
    send_stack(context);
    TerminateProcess(GetCurrentProcess(), 1);
}

LONG WINAPI on_exception(EXCEPTION_POINTERS* pointers) {
    const EXCEPTION_RECORD& record = *pointers->ExceptionRecord;
    char place[MAX_PATH + 40];
    char access[64] = "";
    char what[500];
    describe(record.ExceptionAddress, place, sizeof place);
    if (record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION) {
        const ULONG_PTR kind = record.ExceptionInformation[0];
        std::snprintf(access, sizeof access, ", %s address 0x%llx",
                      kind == 0   ? "reading"
                      : kind == 1 ? "writing"
                                  : "executing",
                      static_cast<unsigned long long>(record.ExceptionInformation[1]));
    }
    std::snprintf(what, sizeof what, "%s (0x%08lx) at %s%s", meaning(record.ExceptionCode),
                  record.ExceptionCode, place, access);
    send_crash(what, *pointers->ContextRecord);
    return EXCEPTION_EXECUTE_HANDLER;
}

void on_abort(int) {
    std::fflush(stderr); // where there may be a reason
    CONTEXT context;
    RtlCaptureContext(&context);
    send_crash("abort() was called", context);
}

} // namespace

void report_crashes() {
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); // nobody is there to click
    SetUnhandledExceptionFilter(on_exception);
    std::signal(SIGABRT, on_abort);
    prepare_this_thread();
}

void prepare_this_thread() {
    ULONG size = 64 * 1024;
    SetThreadStackGuarantee(&size);
}
