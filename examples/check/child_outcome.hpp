#pragma once
// What became of a rule that was tried by a child process.

#include "child_process.hpp"
#include "outcome.hpp"

/// Understands the records of a child; one that died has left less of them. Throws cannot_run if
/// the DLL cannot be used at all.
outcome outcome_of(const routpact::testing::rule& rule, const child_end& child, unsigned timeout);
