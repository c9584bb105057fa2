#include "baseline.hpp"

#include "failure.hpp"
#include "rules.hpp"
#include "text.hpp"
#include "text_file.hpp"
#include "trial.hpp"

#include <algorithm>
#include <sstream>
#include <tuple>
#include <utility>

namespace {

const std::vector<std::string> header{
    "# Findings that routpact-check accepts: rule, outcome, and what is observed (* is any text).",
    "# If a finding is gone, the check fails until its line is removed.",
};

bool is_known_rule(const std::string& id) {
    const auto rules = known_rules();
    return std::any_of(rules.begin(), rules.end(), [&](const auto& rule) { return id == rule.id; });
}

baseline_entry entry_of(const outcome& finding) {
    std::string observed = masked(printable(finding.observed));
    std::replace(observed.begin(), observed.end(), '#', '?'); // it would start a comment
    return {0,
            finding.of->id,
            name(finding.what),
            observed,
            {"# " + std::string{finding.of->statement}}};
}

bool is_before(const baseline_entry& a, const baseline_entry& b) {
    return std::tie(a.rule, a.outcome_name, a.observed, a.line) <
           std::tie(b.rule, b.outcome_name, b.observed, b.line);
}

/// Whether no finding matches an entry, although its rule was tried or does not exist.
bool is_stale(const baseline_entry& entry, const std::vector<outcome*>& outcomes) {
    bool tried = !is_known_rule(entry.rule);
    for (const outcome* each : outcomes) {
        if (entry.matches_finding(*each))
            return false;
        tried |= each->of->id == entry.rule && each->what != outcome::kind::not_applicable;
    }
    return tried;
}

} // namespace

bool baseline_entry::matches_finding(const outcome& finding) const {
    // If the DLL cannot be loaded, no rule is tried: that is never accepted.
    return finding.is_finding() && finding.of->id != std::string{load_only} &&
           rule == finding.of->id && outcome_name == name(finding.what) &&
           matches(observed, printable(finding.observed));
}

std::string baseline_entry::text() const {
    return rule + "  " + outcome_name + "  " + observed;
}

std::vector<baseline_entry> read_baseline(const std::string& option, const std::string& name) {
    std::vector<baseline_entry> entries;
    std::vector<std::string> comments;
    for (const text_line& line : read_lines(option, name)) {
        const bool of_header =
            std::find(header.begin(), header.end(), line.comment) != header.end();
        if (!line.comment.empty() && !of_header)
            comments.push_back(line.comment);
        if (line.text.empty())
            continue;
        baseline_entry entry{line.number, "", "", "", {}};
        std::istringstream words{line.text};
        words >> entry.rule >> entry.outcome_name >> std::ws;
        std::getline(words, entry.observed);
        if (entry.observed.empty())
            throw cannot_run{name + ":" + std::to_string(line.number) +
                             ": not an accepted finding: write a rule, an outcome and what is "
                             "observed, such as RP-ITF-03 broken *"};
        entry.comments = std::exchange(comments, {});
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<baseline_entry> accept(const std::vector<baseline_entry>& entries,
                                   const std::vector<outcome*>& outcomes) {
    for (outcome* each : outcomes)
        each->accepted =
            std::any_of(entries.begin(), entries.end(),
                        [&](const baseline_entry& entry) { return entry.matches_finding(*each); });
    std::vector<baseline_entry> stale;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(stale),
                 [&](const baseline_entry& entry) { return is_stale(entry, outcomes); });
    return stale;
}

std::string baseline_text(std::vector<baseline_entry> entries,
                          const std::vector<outcome*>& outcomes, bool strict) {
    std::erase_if(entries, [&](const baseline_entry& entry) { return is_stale(entry, outcomes); });
    for (const outcome* each : outcomes) {
        const bool listed =
            std::any_of(entries.begin(), entries.end(),
                        [&](const baseline_entry& entry) { return entry.matches_finding(*each); });
        if (!listed && each->counts(strict) && each->of->id != std::string{load_only})
            entries.push_back(entry_of(*each));
    }
    std::sort(entries.begin(), entries.end(), is_before);
    std::string text;
    for (const std::string& line : header)
        text += line + "\n";
    for (const baseline_entry& entry : entries) {
        text += "\n";
        for (const std::string& comment : entry.comments)
            text += comment + "\n";
        text += entry.text() + "\n";
    }
    return text;
}

std::string stale_text(const baseline_entry& entry, const std::string& name) {
    return name + ":" + std::to_string(entry.line) + ": " + entry.text() + ": " +
           (is_known_rule(entry.rule) ? "the DLL no longer has this finding"
                                      : "there is no rule " + entry.rule) +
           ". Remove the line, or write the list again with --write-baseline " + name + ".";
}
