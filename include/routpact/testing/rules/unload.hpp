#pragma once
// Rules of unloading the DLL. No page dates it: careful protocols are done when they say so.

#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// What is tried of unloading.
namespace unload_rules {

inline bool unloadable(const scenario_context& s) {
    return s.under_test.dll.is_loaded().has_value();
}
inline verdict in_process() {
    return verdict::not_applicable("it is no module that can be unloaded");
}

// A thread of the system that still leaves the module may hold it for a moment.
inline bool is_gone_soon(scenario_context& s) {
    for (int tries = 0; tries < 200 && s.under_test.dll.is_loaded().value_or(false); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    return !s.under_test.dll.is_loaded().value_or(false);
}

inline verdict after_stop(scenario_context& s) {
    if (!unloadable(s))
        return in_process();
    for (int round = 0; round < 3; ++round) {
        if (!s.running())
            return s.blocked();
        if (s.has<&table::pfnUpdateRoutes>())
            s.call<&table::pfnUpdateRoutes>(s.arguments(s.present()));
        if (!s.end())
            return s.blocked();
        // code that still runs crashes here; that there was none is told by living on
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return verdict::kept();
}

inline verdict leaves_nothing(scenario_context& s) {
    if (!unloadable(s))
        return in_process();
    if (!s.running() || !s.end())
        return s.blocked();
    return is_gone_soon(s)
               ? verdict::kept()
               : verdict::broken("the module gone once it is unloaded", "it is loaded still");
}

inline verdict after_registration(scenario_context& s) {
    if (!unloadable(s))
        return in_process();
    if (!s.registered() || !s.end())
        return s.blocked();
    return is_gone_soon(s) ? verdict::kept()
                           : verdict::broken("no work, and no hold, before StartProtocol",
                                             "it is loaded still");
}

inline constexpr const char* stop = slot<&table::pfnStopProtocol>::contract.name;

inline constexpr auto rules = std::to_array<rule>({
    {"RP-UNLOAD-01", stop, "runs none of its code once it has stopped", "pstop_protocol",
     severity::advice, after_stop},
    {"RP-UNLOAD-02", stop, "can be unloaded once it has stopped", "pstop_protocol",
     severity::advice, leaves_nothing},
    {"RP-UNLOAD-03", register_protocol.name, "can be unloaded without having been started",
     "pregister_protocol", severity::advice, after_registration},
});

} // namespace unload_rules

} // namespace routpact::testing
