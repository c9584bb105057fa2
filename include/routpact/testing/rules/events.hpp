#pragma once
// Rules of GetEventMessage and the notification event.

#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// What is tried of events.
namespace event_rules {

using std::chrono::milliseconds;

/// How long an update is waited for whose end no page dates.
inline milliseconds short_wait(const scenario_context& s) {
    return (std::min)(s.under_test.patience, milliseconds{1000});
}

/// Nothing is queued and nothing is signalled; then an update is begun, for its event.
inline bool begin_update(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>() || !s.has<&table::pfnUpdateRoutes>())
        return false;
    s.drain();
    s.signalled_within(milliseconds{0});
    return s.passes("UpdateRoutes", s.call<&table::pfnUpdateRoutes>(s.arguments(s.present())));
}
inline verdict no_update() {
    return verdict::not_applicable("no update ends, so no event comes");
}

inline verdict empty_queue(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>())
        return s.blocked();
    DWORD answer = NO_ERROR;
    for (int i = 0; i < 100 && answer == NO_ERROR; ++i)
        answer = s.fetch().answer;
    if (answer != ERROR_NO_MORE_ITEMS)
        return another_answer(code_text(ERROR_NO_MORE_ITEMS) + " in the end", answer);
    const DWORD again = s.fetch().answer;
    return again == ERROR_NO_MORE_ITEMS || again == NO_ERROR
               ? verdict::kept()
               : another_answer(code_text(ERROR_NO_MORE_ITEMS), again, "from an empty queue");
}

inline DWORD fetch_without_message(scenario_context& s, DWORD& what) {
    call_arguments a = s.arguments(0);
    a.without_message = true;
    const DWORD answer = s.call<&table::pfnGetEventMessage>(a);
    what = event_number(a.event);
    return answer;
}

inline verdict null_result(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>())
        return s.blocked();
    DWORD what = 0;
    const DWORD answer = fetch_without_message(s, what);
    return documented_codes::event.contains(answer)
               ? verdict::kept()
               : another_answer(text_of(documented_codes::event), answer, "with a null Result");
}

inline verdict null_result_with_event(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    if (!s.signalled_within(short_wait(s)))
        return no_update();
    DWORD what = 0xee;
    DWORD answer = fetch_without_message(s, what);
    for (int i = 0; answer == ERROR_NO_MORE_ITEMS && i < 20; ++i) {
        std::this_thread::sleep_for(milliseconds{1});
        answer = fetch_without_message(s, what);
    }
    if (answer != NO_ERROR)
        return another_answer("an event without its message", answer, "with a null Result");
    return what == UPDATE_COMPLETE
               ? verdict::kept()
               : verdict::broken(text_of_event(UPDATE_COMPLETE), text_of_event(what));
}

inline verdict null_result_consumes(scenario_context& s) {
    const verdict fetched = null_result_with_event(s);
    if (fetched.what != verdict::kind::kept)
        return fetched.what == verdict::kind::broken ? no_update() : fetched;
    const fetched_event next = s.fetch();
    return next.answer == NO_ERROR && next.what == UPDATE_COMPLETE
               ? verdict::broken("the event gone once it was fetched", "the same event again")
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
        if (e.what > UPDATE_COMPLETE)
            return verdict::broken("an event that has a name", text_of_event(e.what));
    }
    return verdict::kept();
}

inline verdict events_are_signalled(scenario_context& s) {
    if (!begin_update(s))
        return s.blocked();
    const auto until = std::chrono::steady_clock::now() + short_wait(s);
    fetched_event e;
    while (e.answer != NO_ERROR && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(milliseconds{1});
        e = s.fetch();
    }
    if (e.answer != NO_ERROR)
        return no_update();
    return s.signalled_within(short_wait(s))
               ? verdict::kept()
               : verdict::broken("the notification event signalled for it", "no signal");
}

inline verdict signalled_after_queueing(scenario_context& s) {
    for (int i = 0; i < 3; ++i) {
        if (i == 0 ? !begin_update(s)
                   : s.call<&table::pfnUpdateRoutes>(s.arguments(s.present())) != NO_ERROR)
            return i == 0 ? s.blocked() : verdict::kept();
        if (!s.signalled_within(short_wait(s)))
            return no_update();
        const DWORD answer = s.fetch().answer;
        if (answer != NO_ERROR)
            return another_answer("an event in the queue once it is signalled", answer);
    }
    return verdict::kept();
}

inline verdict first_in_first_out(scenario_context& s) {
    if (!begin_update(s) || !s.passes("AddInterface", s.add(s.other())) || !s.enable(s.other()))
        return s.blocked();
    if (!s.signalled_within(short_wait(s)))
        return no_update();
    std::this_thread::sleep_for(milliseconds{1});
    if (s.call<&table::pfnUpdateRoutes>(s.arguments(s.other())) != NO_ERROR ||
        !s.signalled_within(short_wait(s)))
        return verdict::not_applicable("a second update does not end while one waits");
    std::this_thread::sleep_for(milliseconds{1});
    const fetched_event first = s.fetch();
    if (first.answer != NO_ERROR || first.what != UPDATE_COMPLETE)
        return no_update();
    return first.message.UpdateCompleteMessage.InterfaceIndex != s.other()
               ? verdict::kept()
               : verdict::broken("the event that was queued first", "the one queued after it");
}

inline constexpr const char* fetching = slot<&table::pfnGetEventMessage>::contract.name;
inline constexpr const char* page = slot<&table::pfnGetEventMessage>::contract.page;

inline constexpr auto rules = std::to_array<rule>({
    {"RP-EVENT-01", fetching, "says that the queue is empty, whenever it is", page,
     severity::contract, empty_queue},
    {"RP-EVENT-02", fetching, "takes a null Result", page, severity::contract, null_result},
    {"RP-EVENT-03", fetching, "gives an event without its message too", page, severity::contract,
     null_result_with_event},
    {"RP-EVENT-04", fetching, "gives no event twice", page, severity::advice, null_result_consumes},
    {"RP-EVENT-05", fetching, "gives no events but the four that there are", page,
     severity::contract, known_events},
    {"RP-EVENT-06", fetching, "signals the notification event for what it queues",
     "pstart_protocol", severity::contract, events_are_signalled},
    {"RP-EVENT-07", fetching, "queues first and signals then", page, severity::advice,
     signalled_after_queueing},
    {"RP-EVENT-08", fetching, "gives events in the order they were queued in", page,
     severity::advice, first_in_first_out},
});

} // namespace event_rules

} // namespace routpact::testing
