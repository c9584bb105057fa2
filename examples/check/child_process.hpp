#pragma once
// A child process of this program for a trial that may crash or hang.

#include <string>
#include <vector>

/// Holds the output of a child process that has ended.
struct child_end {
    std::string records; ///< Its lines, see records.hpp.
    std::string printed; ///< The end of what it wrote to standard output and standard error.
    std::string died;    ///< How it ended: "it ended with exit code 3".
    bool timed_out = false;
    double seconds = 0;
};

/// How long a child process may run, in seconds.
struct time_limits {
    unsigned quiet; ///< Without a record.
    unsigned total;
};

/// Starts this program with `arguments` and `--channel HANDLE`, waits for its end, and terminates
/// it when a limit is exceeded. Thread-safe. Throws cannot_run if the process cannot be started.
child_end run_child(std::vector<std::string> arguments, const time_limits& limits);

/// Returns the last 4096 bytes of a longer text, after "[...]".
inline std::string tail(std::string text) {
    constexpr std::size_t most = 4096;
    return text.size() <= most ? std::move(text) : "[...]" + text.substr(text.size() - most);
}
