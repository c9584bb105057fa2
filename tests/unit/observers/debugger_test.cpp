// What a debugger receives. The test is the debugger.
#include <catch2/catch_test_macros.hpp>
#include <routpact/observers.hpp>
#include <string>

#ifdef _WIN32
#include <winternl.h>
#else
#include <cstdlib>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace {
constexpr routpact::report example(routpact::blame blamed) {
    return {"connect_client", routpact::violation::unknown_index, blamed, 0, 42, NO_ERROR,
            NO_ERROR};
}
const std::string text = "routpact: connect_client, interface 42: no interface has this index; "
                         "blame: caller\n";

#ifdef _WIN32

std::string written;
int breaks = 0;

// A debugger receives both as exceptions, and so do the handlers of the process itself.
LONG CALLBACK on_exception(EXCEPTION_POINTERS* raised) {
    const EXCEPTION_RECORD& record = *raised->ExceptionRecord;
    if (record.ExceptionCode == 0x40010006) { // DBG_PRINTEXCEPTION_C: a length and a text
        written += reinterpret_cast<const char*>(record.ExceptionInformation[1]);
        return EXCEPTION_CONTINUE_EXECUTION;
    }
    if (record.ExceptionCode != static_cast<DWORD>(EXCEPTION_BREAKPOINT))
        return EXCEPTION_CONTINUE_SEARCH;
    ++breaks;
#if defined(_M_IX86) || defined(__i386__)
    raised->ContextRecord->Eip = reinterpret_cast<DWORD_PTR>(record.ExceptionAddress) + 1;
#elif defined(_M_ARM64) || defined(__aarch64__)
    raised->ContextRecord->Pc = reinterpret_cast<DWORD_PTR>(record.ExceptionAddress) + 4;
#else
    raised->ContextRecord->Rip = reinterpret_cast<DWORD_PTR>(record.ExceptionAddress) + 1;
#endif
    return EXCEPTION_CONTINUE_EXECUTION;
}

std::string written_by(void (*act)()) {
    written.clear();
    void* const handler = AddVectoredExceptionHandler(1, on_exception);
    act();
    RemoveVectoredExceptionHandler(handler);
    return written;
}

// The flag of this process that IsDebuggerPresent returns.
BYTE& flag_of_debugger() {
    using function = decltype(&NtQueryInformationProcess);
    const auto query = reinterpret_cast<function>(reinterpret_cast<void (*)()>(
        GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationProcess")));
    PROCESS_BASIC_INFORMATION found{};
    query(GetCurrentProcess(), ProcessBasicInformation, &found, sizeof found, nullptr);
    return found.PebBaseAddress->BeingDebugged;
}

int breaks_of(routpact::blame blamed) {
    BYTE& being_debugged = flag_of_debugger();
    breaks = 0;
    void* const handler = AddVectoredExceptionHandler(1, on_exception);
    being_debugged = 1;
    routpact::break_on_protocol_error(example(blamed));
    being_debugged = 0;
    RemoveVectoredExceptionHandler(handler);
    return breaks;
}

#else

std::string written_by(void (*act)()) {
    std::FILE* const file = std::tmpfile();
    const int error = dup(STDERR_FILENO);
    std::fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    act();
    std::fflush(stderr);
    dup2(error, STDERR_FILENO);
    close(error);
    std::string all(200, '\0');
    std::rewind(file);
    all.resize(std::fread(all.data(), 1, all.size(), file));
    std::fclose(file);
    return all;
}

// A child process breaks; this process is its debugger.
int breaks_of(routpact::blame blamed) {
    const pid_t child = fork();
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0)
            _exit(1);
        routpact::break_on_protocol_error(example(blamed));
        _exit(0);
    }
    int breaks = 0;
    int status = 0;
    while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
        if (WSTOPSIG(status) == SIGTRAP)
            ++breaks;
        ptrace(PTRACE_CONT, child, nullptr, nullptr);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? breaks : -1;
}

#endif
} // namespace

TEST_CASE("a debugger receives the text of a report, as one line", "[observers]") {
    CHECK(written_by([] { routpact::debugger_output(example(routpact::blame::caller)); }) == text);
}

TEST_CASE("a debugged process breaks where a report blames the protocol", "[observers]") {
    CHECK(breaks_of(routpact::blame::protocol) == 1);
    CHECK(breaks_of(routpact::blame::caller) == 0);
}

TEST_CASE("a process without a debugger does not break", "[observers]") {
    if (!routpact::detail::is_debugged()) // as somebody may debug this test
        routpact::break_on_protocol_error(example(routpact::blame::protocol));
    CHECK(true); // a break would have ended the process
}
