#pragma once
// Findings with the same cause, as one.

#include "outcome.hpp"

#include <vector>

/// Holds the findings with one cause: one family of rules with the same observation for several
/// callbacks, or one crash, hang or exception that several rules have met.
struct cause {
    std::vector<const outcome*> findings; ///< In the order of the outcomes.

    /// Returns the finding that stands for all: one that counts, if there is one, and one of
    /// severity contract, if there is one.
    const outcome& first() const { return *findings.front(); }
};

/// Groups the findings among outcomes, which must outlive the result. Those that count for the exit
/// code come first, and accepted ones last.
std::vector<cause> causes_of(const std::vector<outcome>& outcomes, bool strict);

/// Describes a cause in one line: "refuses a null pointer: NO_ERROR (0) (3 callbacks)".
std::string title(const cause& of);
