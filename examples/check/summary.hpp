#pragma once
// The whole of a check, as the reports tell it.

#include "options.hpp"
#include "outcome.hpp"

#include <vector>

/// What a check has found.
struct summary {
    const options& wanted;
    std::vector<outcome> outcomes; ///< By callback.
    double seconds = 0;

    unsigned count(outcome::kind what) const;
    /// The findings whose rules have this severity.
    unsigned findings(routpact::testing::severity level) const;
    /// Whether the DLL does what it must.
    bool conforms() const;
    /// Whether no rule could be tried.
    bool is_empty() const;
    int exit_code() const { return is_empty() ? 2 : conforms() ? 0 : 1; }
    /// "The DLL conforms." and the like.
    std::string conclusion() const;
};

/// The report in the format that the options ask for.
std::string report(const summary& all);

std::string text_report(const summary& all);
std::string json_report(const summary& all);
std::string junit_report(const summary& all);

/// The rules, for people.
std::string rule_list(const std::vector<const routpact::testing::rule*>& rules);
