#pragma once
// The trial of a rule in this process.

#include "options.hpp"
#include "outcome.hpp"

/// Tries a rule in this process. Catches neither crashes nor exceptions.
outcome try_here(const options& wanted, const routpact::conformance::rule& rule);

/// In a child process: tries the rules in `options::child`, or does what load_only or
/// first_session_only says. Sends records and ends the process.
[[noreturn]] void try_as_child(const options& wanted);

/// The values of `options::child` for a trial without a rule: to register the protocol, and to run
/// an ordinary session with it.
inline constexpr const char* load_only = "LOAD";
inline constexpr const char* first_session_only = "SESSION";

/// Returns the longest time of a trial, in seconds, if `patience` is how long the protocol may take
/// for one thing. A trial in which nothing happens ends much earlier.
constexpr unsigned longest_trial(unsigned patience) {
    return 60 + 20 * patience;
}
