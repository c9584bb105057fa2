#pragma once
// A child process of this program for a trial that may crash or hang.

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
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

/// Measures the time that a child process had. While the machine is suspended, or lets no program
/// run, neither this program nor its children do, so that time does not count.
class time_for_child {
public:
    /// How long to wait at most between two calls of is_over().
    static constexpr std::chrono::milliseconds step{200};

    explicit time_for_child(const time_limits& limits) : limits_{limits} {}

    /// Returns whether a limit is exceeded. `has_record` tells whether the child has written a
    /// record since the last call. Of a longer time between two calls, five steps count.
    bool is_over(bool has_record) {
        const auto now = std::chrono::steady_clock::now();
        passed_ += (std::min)(now - last_, std::chrono::steady_clock::duration{5 * step});
        last_ = now;
        if (has_record)
            last_record_ = passed_;
        return passed_ > std::chrono::seconds{limits_.total} ||
               passed_ - last_record_ > std::chrono::seconds{limits_.quiet};
    }

private:
    time_limits limits_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::duration passed_{0};
    std::chrono::steady_clock::duration last_record_{0};
};

/// Starts this program with `arguments` and `--channel HANDLE`, waits for its end, and terminates
/// it when a limit is exceeded. Thread-safe. Throws cannot_run if the process cannot be started.
child_end run_child(std::vector<std::string> arguments, const time_limits& limits);

/// Returns the last 4096 bytes of a longer text, after "[...]".
inline std::string tail(std::string text) {
    constexpr std::size_t most = 4096;
    return text.size() <= most ? std::move(text) : "[...]" + text.substr(text.size() - most);
}
