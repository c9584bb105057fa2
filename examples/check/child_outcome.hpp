#pragma once
// The outcome of a rule that a child process has tried.

#include "child_process.hpp"
#include "outcome.hpp"

#include <span>
#include <vector>

/// Makes the outcome from the records of a child process, which are incomplete if it has crashed.
/// Throws cannot_run if the DLL cannot be used.
outcome outcome_of(const routpact::conformance::rule& rule, const child_end& child,
                   unsigned timeout);

/// Makes the outcomes from the records of a child process that has tried these rules one after the
/// other. Returns those of the first rules, up to one that was not kept or not ended.
std::vector<outcome> kept_outcomes(std::span<const routpact::conformance::rule* const> rules,
                                   const child_end& child);
