#pragma once
// The contract as rules that any protocol can be tried on: whether it keeps them is found out by
// playing the router manager to it.

#include <array>
#include <routpact/testing/rules/registration.hpp>
#include <span>

namespace routpact::testing {

/// Several lists of rules as one.
template <std::size_t... N>
consteval auto joined(const rule (&... lists)[N]) {
    std::array<rule, (N + ...)> all{};
    std::size_t at = 0;
    const auto append = [&](const auto& list) {
        for (const rule& each : list)
            all[at++] = each;
    };
    (append(lists), ...);
    return all;
}

/// All rules there are, in the order of reports.
inline constexpr auto all_rules = joined(registration::rules);

/// All rules there are, in the order of reports.
constexpr std::span<const rule> rules() {
    return all_rules;
}

/// Tries a rule once, and records the calls in `log`.
///
/// In this process: a protocol that crashes takes the process with it, one that hangs does not
/// return. What was found is told to `found`, if given, before the protocol is stopped and
/// unloaded, which may fail as well; and returned afterwards.
inline verdict run(const rule& which, subject& on, transcript& log,
                   const std::function<void(const verdict&)>& found = {}) {
    scenario_context context{on, log};
    verdict v = which.scenario(context);
    if (found)
        found(v);
    return v;
}

} // namespace routpact::testing
