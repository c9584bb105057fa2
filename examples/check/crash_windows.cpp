#include "crash.hpp"

#include "records.hpp"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <utility>
#include <windows.h>

namespace {

// The codes of C++ exceptions, by the compiler of the code that throws
constexpr DWORD thrown_by_microsoft = 0xE06D7363;
constexpr DWORD thrown_by_gcc = 0x20474343;

std::atomic_flag crashing;
bool reports = false;
PVOID watch = nullptr; // the vectored handler, while the DLL is loaded
char held[8192];       // the lines of the last exception while the DLL is loaded
std::size_t held_size = 0;

/// Sends a line, or holds it while the loader may still handle the exception.
void emit(const char* line, std::size_t size) {
    if (!watch)
        return send_line(line, size);
    if (size > sizeof held - held_size)
        return;
    std::memcpy(held + held_size, line, size);
    held_size += size;
}

unsigned long long number(const void* address) {
    return reinterpret_cast<std::uintptr_t>(address);
}

/// Returns the module that contains an address, or null.
HMODULE module_of(const void* address) {
    HMODULE module = nullptr;
    if (address) // null would give the program itself
        GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                               GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                           static_cast<LPCSTR>(address), &module);
    return module;
}

/// A module that may be unloaded meanwhile.
struct known_module {
    char name[MAX_PATH] = "";
    unsigned long long begin = 0;
    unsigned long long end = 0;
};
known_module remembered;

/// Returns a path without its folders.
const char* file_name(const char* path) {
    const char* const slash = std::strrchr(path, '\\');
    return slash ? slash + 1 : path;
}

/// Formats the place of an address: "sessions.dll+0x1234".
void describe(const void* address, char* text, std::size_t size) {
    const HMODULE module = module_of(address);
    char path[MAX_PATH] = "";
    if (!module || GetModuleFileNameA(module, path, sizeof path) == 0) {
        const unsigned long long place = number(address);
        if (place >= remembered.begin && place < remembered.end)
            std::snprintf(text, size, "the unloaded %s+0x%llx", remembered.name,
                          place - remembered.begin);
        else
            std::snprintf(text, size, "0x%llx, in no module", place);
        return;
    }
    std::snprintf(text, size, "%s+0x%llx", file_name(path), number(address) - number(module));
}

void send_frame(const void* address) {
    char place[MAX_PATH + 40];
    char line[MAX_PATH + 60];
    describe(address, place, sizeof place);
    const int length = std::snprintf(line, sizeof line, "frame\t%s\n", place);
    emit(line, static_cast<std::size_t>(length));
}

/// Sends the stack from the context to the first function of this program.
void send_stack(CONTEXT context) {
#if defined(_M_X64) || defined(__x86_64__)
    bool sent = false;
    DWORD64 last = 0;
    for (int most = 64; most > 0; --most) {
        auto* const address = reinterpret_cast<void*>(context.Rip);
        const bool ours = address && module_of(address) == GetModuleHandleA(nullptr);
        if (ours && sent)
            return;
        if (!ours && (!sent || last != context.Rip)) // equal addresses are a recursion
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
        } else { // a leaf function, or an invalid address
            context.Rip = *reinterpret_cast<DWORD64*>(context.Rsp);
            context.Rsp += sizeof(DWORD64);
        }
        if (context.Rip == 0)
            return;
    }
#elif defined(_M_ARM64) || defined(__aarch64__)
    send_frame(reinterpret_cast<void*>(context.Pc));
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
    case thrown_by_microsoft:
    case thrown_by_gcc:
        return "uncaught C++ exception";
    default:
        return "exception";
    }
}

/// Sends a record, "crash" or "threw", and the stack.
void send_records(const char* word, const char* what, const CONTEXT& context) {
    char line[600];
    const int length = std::snprintf(line, sizeof line, "%s\t%s\n", word, what);
    emit(line, static_cast<std::size_t>(length));
    send_stack(context);
}

/// Sends the crash of the first thread. Suspends other threads that crash.
void send_crash(const char* what, const CONTEXT& context) {
    while (crashing.test_and_set())
        Sleep(INFINITE);
    watch = nullptr; // no loader handles this
    send_records("crash", what, context);
    TerminateProcess(GetCurrentProcess(), 1);
}

/// Passes a description of an exception and its context to `send`.
void describe_exception(const EXCEPTION_POINTERS* pointers,
                        void (*send)(const char* what, const CONTEXT& context)) {
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
    send(what, *pointers->ContextRecord);
}

LONG WINAPI on_exception(EXCEPTION_POINTERS* pointers) {
    describe_exception(pointers, send_crash);
    return EXCEPTION_EXECUTE_HANDLER;
}

/// Holds the description of an exception while the DLL is loaded. The DLL may handle it, and only
/// the last one before the load fails is the reason.
LONG WINAPI on_exception_in_load(EXCEPTION_POINTERS* pointers) {
    held_size = 0;
    const DWORD code = pointers->ExceptionRecord->ExceptionCode;
    describe_exception(
        pointers,
        code == thrown_by_microsoft || code == thrown_by_gcc
            ? [](const char* what, const CONTEXT& at) { send_records("threw", what, at); }
            : [](const char* what, const CONTEXT& at) { send_records("crash", what, at); });
    return EXCEPTION_CONTINUE_SEARCH;
}

void on_abort(int) {
    std::fflush(stderr); // it may contain the reason
    CONTEXT context;
    RtlCaptureContext(&context);
    send_crash("abort() was called", context);
}

} // namespace

void report_crashes() {
    reports = true;
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); // no dialog boxes
    SetUnhandledExceptionFilter(on_exception);
    std::signal(SIGABRT, on_abort);
    prepare_this_thread();
}

void remember_module(const void* inside) {
    const HMODULE module = module_of(inside);
    char path[MAX_PATH] = "";
    if (!module || GetModuleFileNameA(module, path, sizeof path) == 0)
        return;
    std::snprintf(remembered.name, sizeof remembered.name, "%s", file_name(path));
    const auto* const start = reinterpret_cast<const unsigned char*>(module);
    const auto* const head = reinterpret_cast<const IMAGE_DOS_HEADER*>(start);
    const auto* const image = reinterpret_cast<const IMAGE_NT_HEADERS*>(start + head->e_lfanew);
    remembered.begin = number(start);
    remembered.end = remembered.begin + image->OptionalHeader.SizeOfImage;
}

void prepare_this_thread() {
    ULONG size = 64 * 1024;
    SetThreadStackGuarantee(&size);
}

load_watch::load_watch() {
    if (!reports)
        return;
    send_record({"loading"});
    held_size = 0;
    watch = AddVectoredExceptionHandler(1, on_exception_in_load);
}

load_watch::~load_watch() {
    if (!reports)
        return;
    RemoveVectoredExceptionHandler(std::exchange(watch, nullptr));
    if (std::uncaught_exceptions() == 0)
        send_record({"loaded"});
}

void load_watch::failed() const {
    if (held_size == 0)
        return;
    send_line(held, held_size);
    TerminateProcess(GetCurrentProcess(), 1);
}
