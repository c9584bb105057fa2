#pragma once
// The error of a check that is not possible.

#include <stdexcept>

/// Reports wrong usage, or a DLL or file that cannot be used. Exit code 2.
struct cannot_run : std::runtime_error {
    using std::runtime_error::runtime_error;
};
