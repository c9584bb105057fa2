#include "summary.hpp"

#include "selection.hpp"
#include "text.hpp"

#include <algorithm>

using routpact::conformance::severity;

unsigned summary::count(outcome::kind what) const {
    return static_cast<unsigned>(std::count_if(outcomes.begin(), outcomes.end(),
                                               [&](const outcome& o) { return o.what == what; }));
}

unsigned summary::findings(severity level) const {
    return static_cast<unsigned>(
        std::count_if(outcomes.begin(), outcomes.end(),
                      [&](const outcome& o) { return o.is_finding() && o.of->level == level; }));
}

unsigned summary::accepted() const {
    return static_cast<unsigned>(std::count_if(outcomes.begin(), outcomes.end(),
                                               [](const outcome& o) { return o.accepted; }));
}

bool summary::conforms() const {
    return has_result() && std::none_of(outcomes.begin(), outcomes.end(), [&](outcome o) {
               o.accepted = false;
               return o.counts(wanted.strict);
           });
}

bool summary::has_result() const {
    if (has_finding())
        return true;
    const unsigned untried = count(outcome::kind::not_applicable);
    return !outcomes.empty() && (obstacle.empty() || untried == 0) &&
           std::size_t{2} * untried <= outcomes.size();
}

bool summary::has_finding() const {
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [&](const outcome& o) { return o.counts(wanted.strict); });
}

int summary::exit_code() const {
    return has_finding() ? 1 : has_result() ? 0 : 2;
}

std::string summary::conclusion() const {
    if (!has_result())
        return "No result: " + reason_for_no_result() + ".";
    if (exit_code() != 0)
        return "The DLL does not conform.";
    if (!conforms())
        return "The DLL does not conform, but all that counts is accepted.";
    return findings(severity::advice) ? "The DLL conforms, but see the advice."
                                      : "The DLL conforms.";
}

std::string summary::reason_for_no_result() const {
    if (!impossible.empty())
        return impossible;
    if (!obstacle.empty())
        return obstacle;
    return count(outcome::kind::not_applicable) == outcomes.size()
               ? "none of these rules applies to this protocol"
               : "fewer than half of the rules could be tried; the report gives the "
                 "reasons under \"Not applicable\"";
}

std::string summary::numbers() const {
    const auto share = [&](outcome::kind what) {
        const std::size_t number = count(what);
        const std::size_t all = std::max<std::size_t>(outcomes.size(), 1);
        return std::to_string(number) + " " + name(what) + " (" +
               std::to_string(100 * number / all) + " %)";
    };
    return counted(findings(severity::contract), "finding") + " of severity contract, " +
           std::to_string(findings(severity::advice)) + " of severity advice" +
           (accepted() ? ", " + std::to_string(accepted()) + " of them accepted" : "") + "; " +
           share(outcome::kind::kept) + ", " + share(outcome::kind::not_applicable) + ".";
}

int results::exit_code() const {
    int highest = stale.empty() ? 0 : 1;
    for (const summary& each : checks)
        highest = (std::max)(highest, each.exit_code());
    return highest;
}

std::vector<std::string> results::stale_texts() const {
    const std::string file =
        wanted.baseline ? *wanted.baseline : wanted.write_baseline.value_or("");
    std::vector<std::string> texts;
    texts.reserve(stale.size());
    for (const baseline_entry& each : stale)
        texts.push_back(stale_text(each, file));
    return texts;
}

std::string report(const results& all, bool colours) {
    switch (all.wanted.format) {
    case report_format::json:
        return json_report(all);
    case report_format::junit:
        return junit_report(all);
    case report_format::html:
        return html_report(all);
    case report_format::text:
        break;
    }
    return text_report(all, colours);
}

std::string arguments_to_repeat(const summary& check, const std::string& rule) {
    std::vector<std::string> words{check.wanted.dll};
    words.insert(words.end(), check.wanted.of_trial.begin(), check.wanted.of_trial.end());
    words.insert(words.end(), {"--seed=" + std::to_string(check.wanted.seed), "--only=" + rule});
    std::string text;
    for (const std::string& word : words) {
        const bool plain =
            !word.empty() && word.find_first_of(" \t\"'$`\\&|<>;*?()#") == std::string::npos;
        text += (text.empty() ? "" : " ") + (plain ? word : "\"" + word + "\"");
    }
    return text;
}

std::string rule_list(const std::vector<const routpact::conformance::rule*>& rules) {
    std::string list;
    std::string callback;
    for (const routpact::conformance::rule* each : rules) {
        if (callback != field_of(*each))
            list += (list.empty() ? "" : "\n") + (callback = field_of(*each)) + "\n";
        list += padded(std::string{"  "} + each->id, 18) + padded(name(each->level), 10) +
                each->statement + " [" + each->page + "]\n";
    }
    return list;
}
