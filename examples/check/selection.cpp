#include "selection.hpp"

#include "failure.hpp"
#include "rules.hpp"
#include "text.hpp"

#include <algorithm>
#include <cstring>
#include <routpact/contract.hpp>
#include <utility>

using namespace routpact::testing;

namespace {

bool fits_any(const std::vector<std::string>& patterns, const rule& rule) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return matches(pattern, rule.id); });
}

/// The callback of a rule: its place in MPR_ROUTING_CHARACTERISTICS, after RegisterProtocol, and
/// its contract.
struct slot {
    unsigned place = 0;
    const routpact::callback* contract = &routpact::register_protocol;
};

slot slot_of(const rule& rule) {
    slot found;
    unsigned place = 0;
    routpact::for_each(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>,
                       [&](const routpact::callback& row) {
                           ++place;
                           if (std::strcmp(row.name, rule.callback) == 0)
                               found = {place, &row};
                       });
    return found;
}

/// A pattern that fits nothing is a mistake that would make a check pass.
void fit_something(const char* option, const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns)
        if (std::none_of(known_rules().begin(), known_rules().end(),
                         [&](const rule& each) { return matches(pattern, each.id); }))
            throw cannot_run{std::string{option} + ": no rule has an id like \"" + pattern +
                             "\" (--list-rules prints them)"};
}

} // namespace

std::vector<const rule*> selected_rules(const options& wanted) {
    fit_something("--only", wanted.only);
    fit_something("--skip", wanted.skip);
    std::vector<const rule*> selected;
    for (const rule& each : known_rules())
        if ((wanted.only.empty() || fits_any(wanted.only, each)) && !fits_any(wanted.skip, each))
            selected.push_back(&each);
    if (selected.empty())
        throw cannot_run{"no rule is selected: --skip leaves none"};
    std::sort(selected.begin(), selected.end(), [](const rule* a, const rule* b) {
        return std::pair{slot_of(*a).place, a} < std::pair{slot_of(*b).place, b};
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

std::string address_of_page(const rule& rule) {
    const std::string page = rule.page;
    bool of_callback = page == routpact::register_protocol.page;
    routpact::for_each(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>,
                       [&](const routpact::callback& row) { of_callback |= page == row.page; });
    return "https://learn.microsoft.com/windows/win32/api/routprot/" +
           std::string{of_callback ? "nc-routprot-" : "ns-routprot-"} + page;
}
