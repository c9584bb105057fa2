#pragma once
// This program, started once more for a piece of work that may crash or hang.

#include <string>
#include <vector>

/// What a child process left behind.
struct child_end {
    std::string records; ///< Its lines, see records.hpp.
    std::string printed; ///< The end of what it wrote to standard output and standard error.
    std::string died;    ///< How it ended, as in "exit code 3".
    bool timed_out = false;
    double seconds = 0;
};

/// Starts this program with these arguments and `--channel HANDLE`, and waits for its end, which
/// it brings about itself after so many seconds. Thread-safe. Throws cannot_run if that fails.
child_end run_child(std::vector<std::string> arguments, unsigned seconds);

/// The end of what a child has written, if there is much of it.
inline std::string tail(std::string text) {
    constexpr std::size_t most = 4096;
    return text.size() <= most ? std::move(text) : "[...]" + text.substr(text.size() - most);
}
