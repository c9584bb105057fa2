#pragma once
// The progress of a check on a terminal.

#include "terminal.hpp"
#include "text.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <mutex>

/// Formats the progress, with an estimate of the time left once a twentieth is done.
inline std::string progress_text(std::size_t done, std::size_t all, std::size_t findings,
                                 double seconds) {
    std::string text = std::to_string(done) + " of " + counted(all, "rule") + ", " +
                       std::to_string(findings) + " with findings";
    const double left =
        done ? seconds / static_cast<double>(done) * static_cast<double>(all - done) : 0;
    if (done * 20 >= all && left >= 1)
        text += ", about " + std::to_string(std::lround(left)) + " s left";
    return text;
}

/// Shows the number of rules checked on standard error, if that is a terminal.
class progress {
    using clock = std::chrono::steady_clock;

public:
    explicit progress(std::size_t all) : all_{all} {}
    ~progress() {
        if (is_terminal_)
            std::fprintf(stderr, "\r%*s\r", width, "");
    }
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;

    /// Counts one more rule.
    void advance(bool found_something) {
        const std::lock_guard locked{mutex_};
        ++done_;
        findings_ += found_something ? 1 : 0;
        const double seconds = std::chrono::duration<double>(clock::now() - begin_).count();
        if (is_terminal_)
            std::fprintf(stderr, "\r%-*s", width,
                         progress_text(done_, all_, findings_, seconds).c_str());
    }

private:
    static constexpr int width = 72;

    const bool is_terminal_ = error_is_terminal();
    const std::size_t all_;
    const clock::time_point begin_ = clock::now();
    std::mutex mutex_;
    std::size_t done_ = 0;
    std::size_t findings_ = 0;
};
