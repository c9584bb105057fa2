#pragma once
// Rules about autostatic updates: pfnUpdateRoutes and UPDATE_COMPLETE.

#include <routpact/detail/conformance/rules/events.hpp>
#include <set>

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
    s.await(
        [&](const fetched_event& e) {
            if (e.number == UPDATE_COMPLETE &&
                (index == 0 || e.message.UpdateCompleteMessage.InterfaceIndex == index)) {
                if (first && count == 0)
                    *first = e;
                ++count;
            }
            return count == enough;
        },
        limit);
    return count;
}

/// Makes the support functions slow from now on, so that an update is likely to be under way when
/// the scenario acts.
inline void slow_down(scenario_context& s) {
    s.support_answers().on_call = [](const char*) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    };
}

/// Judges what an UPDATE_COMPLETE event says about the update. `when` describes the update.
inline verdict judge(const UPDATE_COMPLETE_MESSAGE& m, const std::string& when = {}) {
    if (m.UpdateStatus != NO_ERROR && m.UpdateStatus != ERROR_CAN_NOT_COMPLETE)
        return wrong_code("UpdateStatus NO_ERROR or " + code_text(ERROR_CAN_NOT_COMPLETE),
                          m.UpdateStatus, when);
    if (m.UpdateType != RF_DEMAND_UPDATE_ROUTES && m.UpdateType != DEMAND_UPDATE_SERVICES)
        return verdict::broken("UpdateType " + text_of(RF_DEMAND_UPDATE_ROUTES),
                               text_of(m.UpdateType) + (when.empty() ? "" : " " + when));
    return verdict::kept();
}

/// Stops the protocol and passes the ends of updates to `take`, until the stop has ended and the
/// queue is empty.
template <class Take>
void end_with_stop(scenario_context& s, Take take) {
    s.stop_protocol();
    for (int i = 0; i < 1000; ++i) {
        const fetched_event e =
            s.is_stopping() ? s.await([](const fetched_event&) { return true; }) : s.fetch();
        if (e.answer != NO_ERROR)
            return;
        if (e.number == UPDATE_COMPLETE)
            take(e.message.UpdateCompleteMessage);
    }
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
    verdict v = judge(e.message.UpdateCompleteMessage);
    // Updates that end early have a type or a status of their own in many protocols.
    slow_down(s);
    for (int i = 0; v.outcome == verdict::kind::kept && i < 5 && update(s, s.present()); ++i) {
        s.remove(s.present());
        if (completions(s, 0, event_rules::short_wait(s), 1, &e) != 0)
            v = judge(e.message.UpdateCompleteMessage, "for an update whose interface was deleted");
        if (s.add(s.present()) != NO_ERROR || !s.enable(s.present()))
            break;
    }
    if (v.outcome == verdict::kind::kept && update(s, s.present())) {
        end_with_stop(s, [&](const UPDATE_COMPLETE_MESSAGE& m) {
            v = judge(m, "for an update during the stop");
        });
    }
    return v;
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

/// Returns the index of the interface at `position`, from 0, of many.
inline ULONG one_of_many(const scenario_context& s, unsigned position) {
    return s.present() + 2000 + position;
}

// The router manager may be busy while many updates end. So many of them that each may take its
// time, even if the protocol does one after the other.
inline verdict many_end(scenario_context& s) {
    using std::chrono::milliseconds;
    constexpr unsigned most = 100;
    const milliseconds each = (std::max)(milliseconds{1}, s.under_test.update_time);
    if (each > milliseconds{50})
        return verdict::not_applicable("its updates are too slow for many of them");
    if (!begin_update(s))
        return s.blocked();
    if (completions(s, s.present(), event_rules::short_wait(s), 1) == 0)
        return no_update(s);
    const auto many = (std::min)(most, static_cast<unsigned>(milliseconds{2000} / each));
    for (unsigned i = 0; i < many; ++i)
        if (s.add(one_of_many(s, i)) == NO_ERROR)
            s.enable(one_of_many(s, i));
    std::set<ULONG> updating;
    for (unsigned i = 0; i < many; ++i)
        if (update(s, one_of_many(s, i)))
            updating.insert(one_of_many(s, i));
    if (updating.size() < 2)
        return verdict::not_applicable("it accepts one update at a time");
    std::this_thread::sleep_for(many * each); // so that their events wait in the queue
    const auto one_ends = [&](const fetched_event& e) {
        return e.number == UPDATE_COMPLETE &&
               updating.erase(e.message.UpdateCompleteMessage.InterfaceIndex) != 0;
    };
    const auto all = updating.size();
    while (!updating.empty() && s.await(one_ends, event_rules::short_wait(s)).answer == NO_ERROR) {
    }
    if (!updating.empty()) // an update may take longer, but must end with the stop
        end_with_stop(s,
                      [&](const UPDATE_COMPLETE_MESSAGE& m) { updating.erase(m.InterfaceIndex); });
    return updating.empty()
               ? verdict::kept()
               : verdict::broken("UPDATE_COMPLETE for each of " + std::to_string(all) +
                                     " interfaces that are updated before the events are fetched",
                                 "for " + std::to_string(all - updating.size()) + " of them");
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
    {"RP-UPDATE-09", updating, "announces the end of each of many updates", page,
     severity::contract, many_end},
});

} // namespace update_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
