#pragma once
// An option and its value, and what values mean.

#include "options.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Holds an option and its value. Each function parses the value, and throws cannot_run.
struct argument {
    std::string option, value;
    std::string place{}; ///< "FILE:LINE: " in a configuration file, else "".

    /// Parses a decimal number, or a hexadecimal number after 0x.
    std::uint64_t number(std::uint64_t least, std::uint64_t most) const;
    DWORD dword() const { return static_cast<DWORD>(number(0, 0xFFFFFFFF)); }
    unsigned small_number() const { return static_cast<unsigned>(number(1, 100000)); }

    /// Returns the bytes that the value gives: `hex:DIGITS`, or the name of a file. Among the
    /// digits, the word "index" stands for four bytes, the index of an interface; `offsets`
    /// receives where they are, and without it the word is an error.
    std::vector<unsigned char> bytes(std::vector<std::size_t>* offsets = nullptr) const;

    /// Parses "7:0,1,5": steps of a random sequence.
    routpact::conformance::sequence_choice sequence() const;

    report_format format() const;
};
