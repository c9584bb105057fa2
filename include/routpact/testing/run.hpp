#pragma once
// A trial of one rule.

#include <functional>
#include <routpact/testing/rule.hpp>
#include <routpact/testing/scenario.hpp>

namespace routpact::testing {

/// Tries a rule once, and records the calls in `log`.
///
/// It does so in this process: a protocol that crashes takes the process with it, one that hangs
/// does not return. What was found is told to `found`, if given, before the protocol is stopped and
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
