#pragma once
// Reports a call that breaks the contract, with the trace of the calls before.

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

/// Whether every call is printed.
inline bool tracing = false;

/// Ends the program; the fuzzer keeps the input.
#ifdef __GNUC__
[[noreturn, gnu::format(printf, 1, 2)]]
#endif
inline void violated(const char* format, ...) {
    std::fflush(stdout);
    std::fputs("contract violated: ", stderr);
    va_list arguments;
    va_start(arguments, format);
    std::vfprintf(stderr, format, arguments);
    va_end(arguments);
    std::fputc('\n', stderr);
    std::abort();
}

/// Prints a line of the trace, if there is one.
#ifdef __GNUC__
[[gnu::format(printf, 1, 2)]]
#endif
inline void trace(const char* format, ...) {
    if (!tracing)
        return;
    va_list arguments;
    va_start(arguments, format);
    std::vprintf(format, arguments);
    va_end(arguments);
    std::fflush(stdout);
}
