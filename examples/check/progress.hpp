#pragma once
// How far a check is, on a terminal.

#include <cstdio>
#include <mutex>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

/// A line on standard error that changes, if that is a terminal; else nothing.
class progress {
public:
    explicit progress(std::size_t all) : all_{all} {}
    ~progress() {
        if (is_terminal_)
            std::fprintf(stderr, "\r%*s\r", 60, "");
    }
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;

    /// One more is done.
    void advance(bool found_something) {
        const std::lock_guard locked{mutex_};
        ++done_;
        findings_ += found_something ? 1 : 0;
        if (is_terminal_)
            std::fprintf(stderr, "\r%zu of %zu rules, %zu with findings", done_, all_, findings_);
    }

private:
#ifdef _WIN32
    const bool is_terminal_ = _isatty(_fileno(stderr)) != 0;
#else
    const bool is_terminal_ = isatty(STDERR_FILENO) != 0;
#endif
    const std::size_t all_;
    std::mutex mutex_;
    std::size_t done_ = 0;
    std::size_t findings_ = 0;
};
