#pragma once
// What a debugger receives: text, and the break of a program that it runs.

#include <routpact/abi.hpp>

#ifndef _WIN32
#include <csignal>
#include <cstdio>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

#ifdef _WIN32

/// Writes text to the debugger of the process, or to a viewer of such text.
ROUTPACT_HIDDEN inline void write_to_debugger(const char* text) noexcept {
    OutputDebugStringA(text);
}
/// Tells whether a debugger runs this process.
ROUTPACT_HIDDEN inline bool is_debugged() noexcept {
    return IsDebuggerPresent() != FALSE;
}
/// Stops the process in its debugger. Without a debugger, this would end the process.
ROUTPACT_HIDDEN inline void break_into_debugger() noexcept {
    DebugBreak();
}

#else

/// Writes text to the standard error stream, where a debugger shows it.
ROUTPACT_HIDDEN inline void write_to_debugger(const char* text) noexcept {
    std::fputs(text, stderr); // one call: texts of several threads do not mix
}
/// Tells whether a debugger runs this process. False on systems other than Linux.
ROUTPACT_HIDDEN inline bool is_debugged() noexcept {
    std::FILE* const status = std::fopen("/proc/self/status", "re");
    if (!status)
        return false;
    char line[256];
    char first_digit = '0'; // of the id of the process that traces this one; 0: none
    while (std::fgets(line, sizeof line, status))
        if (std::sscanf(line, "TracerPid: %c", &first_digit) == 1)
            break;
    std::fclose(status);
    return first_digit != '0';
}
/// Stops the process in its debugger. Without a debugger, this would end the process.
ROUTPACT_HIDDEN inline void break_into_debugger() noexcept {
    std::raise(SIGTRAP);
}

#endif

} // namespace routpact::inline ROUTPACT_ABI::detail
