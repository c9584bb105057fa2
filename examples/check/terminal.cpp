#include "terminal.hpp"

#include <cstdlib>
#include <string_view>

#ifdef _WIN32
#include <cstdio>
#include <io.h>
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace {

bool is_set(const char* variable) {
    const char* const value = std::getenv(variable); // NOLINT(concurrency-mt-unsafe)
    return value && *value;
}

#ifdef _WIN32
/// Makes the console interpret the sequences for colours. Old consoles cannot.
bool shows_colours() {
    constexpr DWORD interprets_sequences = 0x0004; // ENABLE_VIRTUAL_TERMINAL_PROCESSING
    const HANDLE console = GetStdHandle(STD_OUTPUT_HANDLE);
    DWORD mode = 0;
    return GetConsoleMode(console, &mode) && SetConsoleMode(console, mode | interprets_sequences);
}
#else
bool shows_colours() {
    const char* const type = std::getenv("TERM"); // NOLINT(concurrency-mt-unsafe)
    return type && *type && std::string_view{type} != "dumb";
}
#endif

const char* code(colour wanted) {
    switch (wanted) {
    case colour::bold:
        return "1";
    case colour::red:
        return "1;31";
    case colour::green:
        return "1;32";
    case colour::yellow:
        return "33";
    case colour::grey:
        return "2";
    }
    return "";
}

} // namespace

#ifdef _WIN32
bool output_is_terminal() {
    return _isatty(_fileno(stdout)) != 0;
}
bool error_is_terminal() {
    return _isatty(_fileno(stderr)) != 0;
}
#else
bool output_is_terminal() {
    return isatty(STDOUT_FILENO) != 0;
}
bool error_is_terminal() {
    return isatty(STDERR_FILENO) != 0;
}
#endif

bool output_has_colours() {
    return output_is_terminal() && !is_set("NO_COLOR") && shows_colours();
}

std::string painter::operator()(colour wanted, const std::string& text) const {
    return on ? std::string{"\x1b["} + code(wanted) + "m" + text + "\x1b[0m" : text;
}
