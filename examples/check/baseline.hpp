#pragma once
// The list of accepted findings.
//
// A line for each finding, without anything that depends on the DLL or its build: the id of the
// rule, the outcome, and a pattern for what is observed. A # starts a comment.

#include "outcome.hpp"

#include <string>
#include <vector>

/// Holds one accepted finding.
struct baseline_entry {
    unsigned line = 0;                   ///< In the file; 0: a new entry.
    std::string rule{};                  ///< The id.
    std::string outcome_name{};          ///< Such as "broken".
    std::string observed{};              ///< A pattern for the observation, see matches().
    std::vector<std::string> comments{}; ///< The comments above it, and beside it.

    bool matches_finding(const outcome& finding) const;
    /// Returns the entry as a line of the file.
    std::string text() const;
};

/// Reads a list. `option` is the option that names it. Throws cannot_run.
std::vector<baseline_entry> read_baseline(const std::string& option, const std::string& name);

/// Marks the findings that an entry matches as accepted. Returns the stale entries: no finding
/// matches them, although their rules were tried, or their rules do not exist.
std::vector<baseline_entry> accept(const std::vector<baseline_entry>& entries,
                                   const std::vector<outcome*>& outcomes);

/// Returns the text of a file that accepts the outcomes which count for the exit code. Keeps the
/// entries that are not stale, with their comments.
std::string baseline_text(std::vector<baseline_entry> entries,
                          const std::vector<outcome*>& outcomes, bool strict);

/// Returns the text about a stale entry of the file `name`: which it is, why, and what to do.
std::string stale_text(const baseline_entry& entry, const std::string& name);
