#pragma once
// A rule, tried on the DLL in this process.

#include "options.hpp"
#include "outcome.hpp"

/// Tries a rule in this process; a crash is a crash, and what is thrown is not caught.
outcome try_here(const options& wanted, const routpact::testing::rule& rule);

/// In a child process: tries the rule that the options name, or looks whether the DLL can be used
/// at all, and sends records. It ends the process.
[[noreturn]] void try_as_child(const options& wanted);

/// What `options::child` is if no rule is tried.
inline constexpr const char* load_only = "LOAD";
