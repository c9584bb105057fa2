#include "summary.hpp"

#include "selection.hpp"
#include "text.hpp"

#include <algorithm>

using routpact::testing::severity;

unsigned summary::count(outcome::kind what) const {
    return static_cast<unsigned>(std::count_if(outcomes.begin(), outcomes.end(),
                                               [&](const outcome& o) { return o.what == what; }));
}

unsigned summary::findings(severity level) const {
    return static_cast<unsigned>(
        std::count_if(outcomes.begin(), outcomes.end(),
                      [&](const outcome& o) { return o.is_finding() && o.of->level == level; }));
}

bool summary::conforms() const {
    return std::none_of(outcomes.begin(), outcomes.end(),
                        [&](const outcome& o) { return o.counts(wanted.strict); });
}

bool summary::is_empty() const {
    return count(outcome::kind::not_applicable) == outcomes.size();
}

std::string summary::conclusion() const {
    if (is_empty())
        return "Nothing was found out: none of these rules applies to this protocol.";
    if (!conforms())
        return "The DLL does not conform.";
    return findings(severity::advice) ? "The DLL conforms, but see the advice."
                                      : "The DLL conforms.";
}

std::string report(const summary& all) {
    switch (all.wanted.format) {
    case report_format::json:
        return json_report(all);
    case report_format::junit:
        return junit_report(all);
    case report_format::text:
        break;
    }
    return text_report(all);
}

std::string rule_list(const std::vector<const routpact::testing::rule*>& rules) {
    std::string list;
    std::string callback;
    for (const routpact::testing::rule* each : rules) {
        if (callback != field_of(*each))
            list += (list.empty() ? "" : "\n") + (callback = field_of(*each)) + "\n";
        list += padded(std::string{"  "} + each->id, 18) + padded(name(each->level), 10) +
                each->statement + " [" + each->page + "]\n";
    }
    return list;
}
