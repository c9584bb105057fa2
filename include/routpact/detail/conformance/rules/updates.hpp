#pragma once
// Rules about autostatic updates: pfnUpdateRoutes and UPDATE_COMPLETE.

#include <routpact/detail/conformance/rules/events.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about autostatic updates.
namespace update_rules {

using event_rules::begin_update;
using event_rules::no_update;

/// Counts the UPDATE_COMPLETE events for `index`, or for any interface if it is 0, until there are
/// `enough` or `limit` is over. Copies the first one to `first`.
inline unsigned completions(scenario_context& s, ULONG index, std::chrono::milliseconds limit,
                            unsigned enough, fetched_event* first = nullptr) {
    unsigned count = 0;
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (count < enough && std::chrono::steady_clock::now() < deadline) {
        const fetched_event e = s.fetch();
        if (e.answer != NO_ERROR) {
            s.signalled_within(std::chrono::milliseconds{5});
        } else if (e.number == UPDATE_COMPLETE &&
                   (index == 0 || e.message.UpdateCompleteMessage.InterfaceIndex == index)) {
            if (first && count == 0)
                *first = e;
            ++count;
        }
    }
    return count;
}

/// Makes the support functions slow from now on, so that an update is likely to be under way when
/// the scenario acts.
inline void slow_down(scenario_context& s) {
    s.support_answers().on_call = [](const char*) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    };
}

inline verdict broken_status(DWORD status, const std::string& when) {
    return wrong_code("UpdateStatus NO_ERROR or " + code_text(ERROR_CAN_NOT_COMPLETE), status,
                      when);
}
constexpr bool is_status(DWORD status) {
    return status == NO_ERROR || status == ERROR_CAN_NOT_COMPLETE;
}

/// Starts the protocol with a second, older interface besides present(). Empties the queue.
inline bool two_interfaces(scenario_context& s) {
    if (!s.started() || !s.succeeds("AddInterface", s.add(s.other())) || !s.running() ||
        !s.enable(s.other()) || !s.has<&slot_table::pfnGetEventMessage>() ||
        !s.has<&slot_table::pfnUpdateRoutes>())
        return false;
    s.drain();
    return true;
}

inline bool update(scenario_context& s, ULONG index) {
    return s.succeeds("UpdateRoutes", s.call<&slot_table::pfnUpdateRoutes>(s.arguments(index)));
}

inline verdict ends(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    if (completions(s, 0, s.under_test.timeout, 1) > 0)
        return verdict::kept();
    // An update may take longer, but must end with the stop.
    s.stop_protocol();
    return completions(s, 0, s.under_test.timeout, 1) > 0
               ? verdict::kept()
               : verdict::broken("UPDATE_COMPLETE, at the latest during the stop", "none");
}

inline verdict reports_status(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    fetched_event e;
    if (completions(s, 0, event_rules::short_wait(s), 1, &e) == 0)
        return no_update(s);
    const UPDATE_COMPLETE_MESSAGE& m = e.message.UpdateCompleteMessage;
    if (!is_status(m.UpdateStatus))
        return broken_status(m.UpdateStatus, "");
    if (m.UpdateType != RF_DEMAND_UPDATE_ROUTES && m.UpdateType != DEMAND_UPDATE_SERVICES)
        return verdict::broken("UpdateType " + text_of(RF_DEMAND_UPDATE_ROUTES),
                               text_of(m.UpdateType));
    // An update whose interface is deleted has a status of its own in many protocols.
    slow_down(s);
    for (int i = 0; i < 5 && update(s, s.present()); ++i) {
        s.remove(s.present());
        if (completions(s, 0, event_rules::short_wait(s), 1, &e) != 0 &&
            !is_status(e.message.UpdateCompleteMessage.UpdateStatus))
            return broken_status(e.message.UpdateCompleteMessage.UpdateStatus,
                                 "for an update whose interface was deleted");
        if (s.add(s.present()) != NO_ERROR || !s.enable(s.present()))
            break;
    }
    return verdict::kept();
}

// Another event may come first: the end of the update before, announced twice.
inline verdict reports_index(scenario_context& s) {
    if (!two_interfaces(s))
        return s.blocked();
    for (const ULONG index : {s.present(), s.other()}) {
        if (!update(s, index))
            return s.blocked();
        std::string reported;
        const fetched_event right = s.await(
            [&](const fetched_event& e) {
                if (e.number != UPDATE_COMPLETE)
                    return false;
                reported = text_of(e.message.UpdateCompleteMessage.InterfaceIndex);
                return e.message.UpdateCompleteMessage.InterfaceIndex == index;
            },
            event_rules::short_wait(s));
        if (right.answer != NO_ERROR)
            return reported.empty() ? no_update(s)
                                    : verdict::broken("interface " + text_of(index), reported);
    }
    return verdict::kept();
}

inline verdict ends_once(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    if (completions(s, 0, event_rules::short_wait(s), 1) == 0)
        return no_update(s);
    return completions(s, 0, std::chrono::milliseconds{20}, 1) == 0
               ? verdict::kept()
               : verdict::broken("UPDATE_COMPLETE once", "twice for one update");
}

inline verdict none_if_refused(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>() ||
        !s.has<&slot_table::pfnUpdateRoutes>())
        return s.blocked();
    s.status(s.present(), RIS_INTERFACE_DISABLED);
    const bool began = s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.absent())) == NO_ERROR ||
                       s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present())) == NO_ERROR;
    if (began)
        return verdict::not_applicable("it does not refuse the update");
    return completions(s, 0, std::chrono::milliseconds{20}, 1) == 0
               ? verdict::kept()
               : verdict::broken("no UPDATE_COMPLETE for a refused update", "one");
}

inline verdict ends_with_interface(scenario_context& s) {
    if (!begin_update(s) || !s.has<&slot_table::pfnDeleteInterface>())
        return s.blocked();
    if (completions(s, s.present(), event_rules::short_wait(s), 1) == 0)
        return no_update(s);
    if (!update(s, s.present()))
        return s.blocked();
    if (s.remove(s.present()) != NO_ERROR)
        return verdict::not_applicable("the interface cannot be deleted during an update");
    return completions(s, s.present(), s.under_test.timeout, 1) > 0
               ? verdict::kept()
               : verdict::broken(
                     "UPDATE_COMPLETE for an interface that is deleted during the update", "none");
}

inline verdict each_ends(scenario_context& s) {
    if (!two_interfaces(s))
        return s.blocked();
    if (!update(s, s.other()) || completions(s, s.other(), event_rules::short_wait(s), 1) == 0)
        return no_update(s);
    slow_down(s);
    if (!update(s, s.present()) || !update(s, s.other()))
        return verdict::not_applicable("it accepts one update at a time");
    bool present_ended = false;
    bool other_ended = false;
    s.await([&](const fetched_event& e) {
        if (e.number == UPDATE_COMPLETE) {
            const ULONG index = e.message.UpdateCompleteMessage.InterfaceIndex;
            present_ended = present_ended || index == s.present();
            other_ended = other_ended || index == s.other();
        }
        return present_ended && other_ended;
    });
    if (present_ended && other_ended)
        return verdict::kept();
    return verdict::broken("UPDATE_COMPLETE for each of two interfaces",
                           present_ended || other_ended ? "for one of them only" : "none");
}

inline verdict ends_although_disabled(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    if (completions(s, s.present(), event_rules::short_wait(s), 1) == 0)
        return no_update(s);
    slow_down(s);
    if (!update(s, s.present()))
        return s.blocked();
    s.status(s.present(), RIS_INTERFACE_DISABLED);
    return completions(s, s.present(), s.under_test.timeout, 1) > 0
               ? verdict::kept()
               : verdict::broken(
                     "UPDATE_COMPLETE for an interface that is disabled during the update",
                     "none within " + s.text_of_time(s.under_test.timeout));
}

ROUTPACT_HIDDEN inline constexpr const char* updating =
    slot<&slot_table::pfnUpdateRoutes>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* page =
    slot<&slot_table::pfnUpdateRoutes>::contract.page;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-UPDATE-01", updating, "announces the end of each update", page, severity::contract, ends},
    {"RP-UPDATE-02", updating, "reports a documented type and status", "update_complete_message",
     severity::contract, reports_status},
    {"RP-UPDATE-03", updating, "reports the interface that was updated", "update_complete_message",
     severity::contract, reports_index},
    {"RP-UPDATE-04", updating, "announces the end once", page, severity::advice, ends_once},
    {"RP-UPDATE-05", updating, "announces no end of a refused update", page, severity::advice,
     none_if_refused},
    {"RP-UPDATE-06", updating, "ends an update whose interface is deleted", page, severity::advice,
     ends_with_interface},
    {"RP-UPDATE-07", updating, "announces the end of each of two updates", page, severity::contract,
     each_ends},
    {"RP-UPDATE-08", updating, "announces the end of an update whose interface is disabled", page,
     severity::contract, ends_although_disabled},
});

} // namespace update_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
