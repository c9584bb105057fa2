#pragma once
// Rules about unloading the DLL. No page states when the router manager may unload it. Careful
// protocols run no code after the end of the stop.

#include <routpact/detail/conformance/rule_family.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about unloading.
namespace unloading_rules {

inline bool unloadable(const scenario_context& s) {
    return s.under_test.dll.is_loaded().has_value();
}
inline std::string with_holder(std::string text, const scenario_context& s) {
    const std::string holder = s.under_test.dll.holder();
    return holder.empty() ? text : std::move(text) + ": " + holder;
}
inline verdict not_unloadable(const scenario_context& s) {
    return verdict::not_applicable(with_holder("the module cannot be unloaded", s));
}

// A system thread that is leaving the module may keep it loaded for a moment.
inline bool is_gone_soon(scenario_context& s) {
    for (int tries = 0; tries < 200 && s.under_test.dll.is_loaded().value_or(false); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    return !s.under_test.dll.is_loaded().value_or(false);
}

inline verdict after_stop(scenario_context& s) {
    if (!unloadable(s))
        return not_unloadable(s);
    for (int round = 0; round < 3; ++round) {
        if (!s.running())
            return s.blocked();
        if (s.has<&slot_table::pfnUpdateRoutes>())
            s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present()));
        if (!s.end())
            return s.blocked();
        // Code that still runs crashes here. Without a crash, the rule is kept.
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return verdict::kept();
}

inline verdict leaves_nothing(scenario_context& s) {
    if (!unloadable(s))
        return not_unloadable(s);
    if (!s.running() || !s.end())
        return s.blocked();
    return is_gone_soon(s) ? verdict::kept()
                           : verdict::broken("the module gone after unloading",
                                             with_holder("it is still loaded", s));
}

inline verdict after_registration(scenario_context& s) {
    if (!unloadable(s))
        return not_unloadable(s);
    if (!s.registered() || !s.end())
        return s.blocked();
    return is_gone_soon(s)
               ? verdict::kept()
               : verdict::broken("nothing that keeps the module loaded before StartProtocol",
                                 with_holder("it is still loaded", s));
}

ROUTPACT_HIDDEN inline constexpr const char* stop =
    slot<&slot_table::pfnStopProtocol>::contract.name;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-UNLOAD-01", stop, "runs no code after the stop", "pstop_protocol", severity::advice,
     after_stop},
    {"RP-UNLOAD-02", stop, "can be unloaded after the stop", "pstop_protocol", severity::advice,
     leaves_nothing},
    {"RP-UNLOAD-03", registration_contract.name, "can be unloaded without a start",
     "pregister_protocol", severity::advice, after_registration},
});

} // namespace unloading_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
