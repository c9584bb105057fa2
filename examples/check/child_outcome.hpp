#pragma once
// The outcome of a rule that a child process has tried.

#include "child_process.hpp"
#include "outcome.hpp"

/// Makes the outcome from the records of a child process, which are incomplete if it has crashed.
/// Throws cannot_run if the DLL cannot be used.
outcome outcome_of(const routpact::conformance::rule& rule, const child_end& child,
                   unsigned timeout);
