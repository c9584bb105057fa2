#pragma once
// Checks of a test that is a program of its own.

#include <cstdio>
#include <cstdlib>

/// Ends the process with exit code 1, and says what failed, unless `condition` holds. Runs no
/// destructors, because other threads may still run.
inline void require(bool condition, const char* what) {
    if (condition)
        return;
    std::fflush(stdout);
    std::fprintf(stderr, "check failed: %s\n", what);
    std::_Exit(1);
}
