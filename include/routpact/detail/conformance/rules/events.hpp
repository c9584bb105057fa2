#pragma once
// Rules about GetEventMessage and the notification event.

#include <routpact/detail/conformance/rule_family.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about events.
namespace event_rules {

using std::chrono::milliseconds;

/// Returns how long scenarios wait for the end of an update that is only their means: several times
/// as long as an update of this protocol is known to take. RP-UPDATE-01 waits for the whole
/// timeout.
inline milliseconds short_wait(const scenario_context& s) {
    return (std::min)(s.under_test.timeout,
                      (std::max)(milliseconds{1000}, 4 * s.under_test.update_time));
}

/// Empties the queue, resets the notification event, and begins an update of a running protocol.
inline bool begin_next_update(scenario_context& s) {
    s.drain();
    s.signalled_within(milliseconds{0});
    return s.succeeds("UpdateRoutes",
                      s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present())));
}
/// Runs the protocol and begins an update, which ends with an event.
inline bool begin_update(scenario_context& s) {
    return s.running() && s.has<&slot_table::pfnGetEventMessage>() &&
           s.has<&slot_table::pfnUpdateRoutes>() && begin_next_update(s);
}
inline verdict no_update(const scenario_context& s) {
    return verdict::not_applicable("no update has ended within " +
                                   scenario_context::text_of_time(short_wait(s)) +
                                   ", so there is no event");
}

inline verdict empty_queue(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>())
        return s.blocked();
    DWORD answer = NO_ERROR;
    for (int i = 0; i < 100 && answer == NO_ERROR; ++i)
        answer = s.fetch().answer;
    if (answer != ERROR_NO_MORE_ITEMS)
        return wrong_code(code_text(ERROR_NO_MORE_ITEMS) + " after the last event", answer);
    const DWORD again = s.fetch().answer;
    return again == ERROR_NO_MORE_ITEMS || again == NO_ERROR
               ? verdict::kept()
               : wrong_code(code_text(ERROR_NO_MORE_ITEMS), again, "from an empty queue");
}

inline DWORD fetch_without_message(scenario_context& s, DWORD& number) {
    call_arguments a = s.arguments(0);
    a.without_message = true;
    const DWORD answer = s.call<&slot_table::pfnGetEventMessage>(a);
    number = event_number(a.event);
    return answer;
}

inline verdict null_result(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>())
        return s.blocked();
    DWORD number = 0;
    const DWORD answer = fetch_without_message(s, number);
    return documented_codes::event.contains(answer)
               ? verdict::kept()
               : wrong_code(text_of(documented_codes::event), answer, "with a null Result");
}

inline verdict null_result_with_event(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    if (!s.signalled_within(short_wait(s)))
        return no_update(s);
    DWORD number = 0xee;
    DWORD answer = fetch_without_message(s, number);
    for (int i = 0; answer == ERROR_NO_MORE_ITEMS && i < 20; ++i) {
        std::this_thread::sleep_for(milliseconds{1});
        answer = fetch_without_message(s, number);
    }
    if (answer != NO_ERROR)
        return wrong_code("an event without its message", answer, "with a null Result");
    return number == UPDATE_COMPLETE
               ? verdict::kept()
               : verdict::broken(text_of_event(UPDATE_COMPLETE), text_of_event(number));
}

inline verdict null_result_consumes(scenario_context& s) {
    const verdict fetched = null_result_with_event(s);
    if (fetched.outcome != verdict::kind::kept)
        return fetched.outcome == verdict::kind::broken ? no_update(s) : fetched;
    const fetched_event next = s.fetch();
    return next.answer == NO_ERROR && next.number == UPDATE_COMPLETE
               ? verdict::broken("the event once", "the event twice")
               : verdict::kept();
}

inline verdict known_events(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    s.signalled_within(short_wait(s));
    for (int i = 0; i < 20; ++i) {
        const fetched_event e = s.fetch();
        if (e.answer != NO_ERROR)
            break;
        if (e.number > UPDATE_COMPLETE)
            return verdict::broken("one of the four documented events", text_of_event(e.number));
    }
    return verdict::kept();
}

inline verdict events_are_signalled(scenario_context& s) {
    for (int i = 0; i < 3; ++i) {
        if (i == 0 ? !begin_update(s) : !begin_next_update(s))
            return i == 0 ? s.blocked() : verdict::kept();
        time_limit time{short_wait(s)};
        fetched_event e;
        while (e.answer != NO_ERROR && !time.is_over()) {
            std::this_thread::sleep_for(milliseconds{1});
            e = s.fetch();
        }
        if (e.answer != NO_ERROR)
            return i == 0 ? no_update(s) : verdict::kept();
        if (!s.signalled_within(short_wait(s)))
            return verdict::broken("the notification event signalled",
                                   i == 0 ? "no signal" : "no signal for a later event");
    }
    return verdict::kept();
}

inline verdict signalled_after_queueing(scenario_context& s) {
    for (int i = 0; i < 3; ++i) {
        if (i == 0 ? !begin_update(s)
                   : s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present())) != NO_ERROR)
            return i == 0 ? s.blocked() : verdict::kept();
        if (!s.signalled_within(short_wait(s)))
            return no_update(s);
        const DWORD answer = s.fetch().answer;
        if (answer != NO_ERROR)
            return wrong_code("an event in the queue after the signal", answer);
    }
    return verdict::kept();
}

inline verdict first_in_first_out(scenario_context& s) {
    if (!begin_update(s) || !s.succeeds("AddInterface", s.add(s.other())) || !s.enable(s.other()))
        return s.blocked();
    if (!s.signalled_within(short_wait(s)))
        return no_update(s);
    std::this_thread::sleep_for(milliseconds{1});
    if (s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.other())) != NO_ERROR ||
        !s.signalled_within(short_wait(s)))
        return verdict::not_applicable("no second update ends while an event is queued");
    std::this_thread::sleep_for(milliseconds{1});
    const fetched_event first = s.fetch();
    if (first.answer != NO_ERROR || first.number != UPDATE_COMPLETE)
        return no_update(s);
    return first.message.UpdateCompleteMessage.InterfaceIndex != s.other()
               ? verdict::kept()
               : verdict::broken("the event that was queued first",
                                 "the event that was queued second");
}

ROUTPACT_HIDDEN inline constexpr const char* fetching =
    slot<&slot_table::pfnGetEventMessage>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* page =
    slot<&slot_table::pfnGetEventMessage>::contract.page;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-EVENT-01", fetching, "returns ERROR_NO_MORE_ITEMS if the queue is empty", page,
     severity::contract, empty_queue},
    {"RP-EVENT-02", fetching, "accepts a null Result", page, severity::contract, null_result},
    {"RP-EVENT-03", fetching, "returns an event if Result is null", page, severity::contract,
     null_result_with_event},
    {"RP-EVENT-04", fetching, "returns each event once", page, severity::advice,
     null_result_consumes},
    {"RP-EVENT-05", fetching, "returns documented events only", page, severity::contract,
     known_events},
    {"RP-EVENT-06", fetching, "signals the notification event for queued events", "pstart_protocol",
     severity::contract, events_are_signalled},
    {"RP-EVENT-07", fetching, "signals after queueing the event, not before", page,
     severity::advice, signalled_after_queueing},
    {"RP-EVENT-08", fetching, "returns events in the order in which they were queued", page,
     severity::advice, first_in_first_out},
});

} // namespace event_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
