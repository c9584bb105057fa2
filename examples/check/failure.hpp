#pragma once
// Why a check cannot be made at all.

#include <stdexcept>

/// The check cannot be made: bad usage, or a DLL or file that cannot be used. Exit code 2.
struct cannot_run : std::runtime_error {
    using std::runtime_error::runtime_error;
};
