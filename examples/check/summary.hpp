#pragma once
// The results of checks, for the reports.

#include "baseline.hpp"
#include "options.hpp"
#include "outcome.hpp"

#include <vector>

/// Holds the outcomes of all rules for one DLL.
struct summary {
    options wanted;
    std::vector<outcome> outcomes; ///< By callback.
    double seconds = 0;
    std::string obstacle{};   ///< Why most rules cannot be tried, with the remedy; may be empty.
    std::string impossible{}; ///< Why the check was not possible; "" if it was.

    unsigned count(outcome::kind what) const;
    /// Counts the findings whose rules have this severity.
    unsigned findings(routpact::conformance::severity level) const;
    /// Counts the findings that the baseline accepts.
    unsigned accepted() const;
    /// Whether the DLL conforms. Accepted findings are findings.
    bool conforms() const;
    /// Whether there is a conclusion. Without a finding that counts there is none if fewer than
    /// half of the rules could be tried.
    bool has_result() const;
    /// Whether a finding counts for the exit code.
    bool has_finding() const;
    int exit_code() const;
    /// Returns the conclusion: "The DLL conforms.", for example.
    std::string conclusion() const;
    /// Returns the reason for exit code 2.
    std::string reason_for_no_result() const;
    /// Returns the numbers of findings and of other outcomes, as text.
    std::string numbers() const;
};

/// Holds the results of a run, which checks one or more DLLs.
struct results {
    options wanted;
    std::vector<summary> checks;
    std::vector<baseline_entry> stale{}; ///< Entries of the baseline that match nothing any more.

    /// Returns the highest exit code of the checks; stale entries count as 1.
    int exit_code() const;
    /// Returns the texts about the stale entries.
    std::vector<std::string> stale_texts() const;
};

/// The version of the JSON report, of the JSON list of rules, and of report.schema.json.
inline constexpr const char* schema_version = "1";

/// Makes the report in the format of the options. `colours` applies to the format text.
std::string report(const results& all, bool colours = false);

std::string text_report(const results& all, bool colours = false);
std::string json_report(const results& all);
std::string junit_report(const results& all);
std::string html_report(const results& all);

/// Returns the arguments that repeat a rule in a check, as for a shell.
std::string arguments_to_repeat(const summary& check, const std::string& rule);

/// Formats a list of rules.
std::string rule_list(const std::vector<const routpact::conformance::rule*>& rules);
std::string json_rule_list(const std::vector<const routpact::conformance::rule*>& rules);
