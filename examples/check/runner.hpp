#pragma once
// The trials of all rules, in child processes that run in parallel.

#include "options.hpp"
#include "outcome.hpp"

#include <string>
#include <vector>

/// Holds what the trials have shown.
struct trials {
    std::vector<outcome> outcomes; ///< In the order of the rules.
    std::string obstacle; ///< Why most rules cannot be tried, with the remedy; empty if they can.
};

/// Tries rules on the DLL `wanted.dll`. Throws cannot_run if the DLL cannot be used.
trials try_rules(const std::vector<const routpact::conformance::rule*>& rules,
                 const options& wanted);
