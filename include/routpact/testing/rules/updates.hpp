#pragma once
// Rules of the autostatic update: pfnUpdateRoutes and UPDATE_COMPLETE.

#include <routpact/testing/rules/events.hpp>

namespace routpact::testing {

/// What is tried of autostatic updates.
namespace update_rules {

using event_rules::begin_update;
using event_rules::no_update;

/// Counts the UPDATE_COMPLETE events that come for `index` within the time given.
inline unsigned completions(scenario_context& s, ULONG index, std::chrono::milliseconds limit,
                            unsigned enough, fetched_event* first = nullptr) {
    unsigned count = 0;
    const auto until = std::chrono::steady_clock::now() + limit;
    while (count < enough && std::chrono::steady_clock::now() < until) {
        const fetched_event e = s.fetch();
        if (e.answer != NO_ERROR) {
            s.signalled_within(std::chrono::milliseconds{5});
        } else if (e.what == UPDATE_COMPLETE &&
                   (index == 0 || e.message.UpdateCompleteMessage.InterfaceIndex == index)) {
            if (first && count == 0)
                *first = e;
            ++count;
        }
    }
    return count;
}

inline verdict ends(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    if (completions(s, 0, event_rules::short_wait(s), 1) > 0)
        return verdict::kept();
    // an update may take its time, but none outlives the protocol
    s.stop_protocol();
    const unsigned late = completions(s, 0, event_rules::short_wait(s), 1);
    s.has_stopped();
    return late > 0 ? verdict::kept()
                    : verdict::broken("UPDATE_COMPLETE, with the stop at the latest", "none");
}

inline verdict says_how(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    fetched_event e;
    if (completions(s, 0, event_rules::short_wait(s), 1, &e) == 0)
        return no_update();
    const UPDATE_COMPLETE_MESSAGE& m = e.message.UpdateCompleteMessage;
    if (m.UpdateStatus != NO_ERROR && m.UpdateStatus != ERROR_CAN_NOT_COMPLETE)
        return another_answer("UpdateStatus NO_ERROR or " + code_text(ERROR_CAN_NOT_COMPLETE),
                              m.UpdateStatus);
    return m.UpdateType == RF_DEMAND_UPDATE_ROUTES || m.UpdateType == DEMAND_UPDATE_SERVICES
               ? verdict::kept()
               : verdict::broken("UpdateType " + text_of(RF_DEMAND_UPDATE_ROUTES),
                                 text_of(m.UpdateType));
}

inline verdict says_which(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    fetched_event e;
    if (completions(s, 0, event_rules::short_wait(s), 1, &e) == 0)
        return no_update();
    const ULONG index = e.message.UpdateCompleteMessage.InterfaceIndex;
    return index == s.present()
               ? verdict::kept()
               : verdict::broken("interface " + text_of(s.present()), text_of(index));
}

inline verdict once(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    if (completions(s, 0, event_rules::short_wait(s), 1) == 0)
        return no_update();
    return completions(s, 0, std::chrono::milliseconds{20}, 1) == 0
               ? verdict::kept()
               : verdict::broken("UPDATE_COMPLETE once", "twice for one update");
}

inline verdict none_if_refused(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>() || !s.has<&table::pfnUpdateRoutes>())
        return s.blocked();
    s.status(s.present(), RIS_INTERFACE_DISABLED);
    const bool began = s.call<&table::pfnUpdateRoutes>(s.arguments(s.absent())) == NO_ERROR ||
                       s.call<&table::pfnUpdateRoutes>(s.arguments(s.present())) == NO_ERROR;
    if (began)
        return verdict::not_applicable("it does not refuse");
    return completions(s, 0, std::chrono::milliseconds{20}, 1) == 0
               ? verdict::kept()
               : verdict::broken("no UPDATE_COMPLETE for an update that was refused", "one");
}

inline verdict ends_with_interface(scenario_context& s) {
    if (!begin_update(s) || !s.has<&table::pfnDeleteInterface>())
        return s.blocked();
    if (completions(s, s.present(), event_rules::short_wait(s), 1) == 0)
        return no_update(); // not even one that could
    if (!s.passes("UpdateRoutes", s.call<&table::pfnUpdateRoutes>(s.arguments(s.present()))))
        return s.blocked();
    if (s.remove(s.present()) != NO_ERROR)
        return verdict::not_applicable("the interface cannot be deleted meanwhile");
    return completions(s, s.present(), s.under_test.patience, 1) > 0
               ? verdict::kept()
               : verdict::broken("UPDATE_COMPLETE for an interface that is deleted meanwhile",
                                 "none");
}

inline constexpr const char* updating = slot<&table::pfnUpdateRoutes>::contract.name;
inline constexpr const char* page = slot<&table::pfnUpdateRoutes>::contract.page;

inline constexpr auto rules = std::to_array<rule>({
    {"RP-UPDATE-01", updating, "tells the end of each update", page, severity::contract, ends},
    {"RP-UPDATE-02", updating, "tells it with a documented type and status",
     "update_complete_message", severity::contract, says_how},
    {"RP-UPDATE-03", updating, "tells which interface was updated", "update_complete_message",
     severity::contract, says_which},
    {"RP-UPDATE-04", updating, "tells it once", page, severity::advice, once},
    {"RP-UPDATE-05", updating, "tells no end of an update that it refused", page, severity::advice,
     none_if_refused},
    {"RP-UPDATE-06", updating, "ends an update whose interface is deleted", page, severity::advice,
     ends_with_interface},
});

} // namespace update_rules

} // namespace routpact::testing
