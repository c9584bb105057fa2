#include "selection.hpp"

#include "failure.hpp"
#include "rules.hpp"
#include "text.hpp"

#include <algorithm>
#include <cstring>
#include <routpact/contract.hpp>
#include <utility>

using routpact::conformance::rule;

namespace {

bool matches_any(const std::vector<std::string>& patterns, const rule& rule) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return matches(pattern, rule.id); });
}

/// Holds the callback of a rule: its position in MPR_ROUTING_CHARACTERISTICS, or 0 for
/// RegisterProtocol, and its contract.
struct slot {
    unsigned position = 0;
    const routpact::callback* contract = &routpact::registration_contract;
};

slot slot_of(const rule& rule) {
    slot found;
    unsigned position = 0;
    for_each(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>, [&](const routpact::callback& row) {
        ++position;
        if (std::strcmp(row.name, rule.callback) == 0)
            found = {position, &row};
    });
    return found;
}

/// Throws if a pattern matches no rule: such a mistake would make a check pass.
void require_match(const char* option, const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns)
        if (std::none_of(known_rules().begin(), known_rules().end(),
                         [&](const rule& each) { return matches(pattern, each.id); }))
            throw cannot_run{std::string{option} + ": no rule matches \"" + pattern +
                             "\": --list-rules prints the ids"};
}

} // namespace

std::vector<const rule*> selected_rules(const options& wanted) {
    require_match("--only", wanted.only);
    require_match("--skip", wanted.skip);
    std::vector<const rule*> selected;
    for (const rule& each : known_rules())
        if ((wanted.only.empty() || matches_any(wanted.only, each)) &&
            !matches_any(wanted.skip, each))
            selected.push_back(&each);
    if (selected.empty())
        throw cannot_run{"no rule is selected: --skip excludes all rules of --only"};
    std::sort(selected.begin(), selected.end(), [](const rule* a, const rule* b) {
        return std::pair{slot_of(*a).position, a} < std::pair{slot_of(*b).position, b};
    });
    return selected;
}

const rule& find_rule(const std::string& id) {
    for (const rule& each : known_rules())
        if (id == each.id)
            return each;
    throw cannot_run{"no such rule: " + id};
}

const char* field_of(const rule& rule) {
    return slot_of(rule).contract->field;
}

std::string field_of(const outcome& of) {
    return of.callback.empty() ? field_of(*of.of) : of.callback;
}

std::string address_of_page(const rule& rule) {
    const std::string page = rule.page;
    bool of_callback = page == routpact::registration_contract.page;
    for_each(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>,
             [&](const routpact::callback& row) { of_callback |= page == row.page; });
    return "https://learn.microsoft.com/windows/win32/api/routprot/" +
           std::string{of_callback ? "nc-routprot-" : "ns-routprot-"} + page;
}
