#pragma once
// Rules about StopProtocol.

#include <routpact/detail/conformance/rule_family.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about the stop.
namespace stop_rules {

using std::chrono::milliseconds;

/// Records the events after StopProtocol.
struct stop_events {
    DWORD answer = NO_ERROR;       ///< The code of StopProtocol.
    unsigned stopped = 0;          ///< The number of ROUTER_STOPPED events.
    bool signalled = false;        ///< Whether ROUTER_STOPPED has a signal of its own.
    bool last = true;              ///< Whether ROUTER_STOPPED was the last event.
    DWORD wrong_answer = NO_ERROR; ///< A code of GetEventMessage other than NO_ERROR and 259.
};

/// Begins an update, stops the protocol and records the events.
inline stop_events watch_stop(scenario_context& s) {
    if (s.pointers().pfnUpdateRoutes) // so that the stop may have to wait
        s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present()));
    stop_events seen;
    seen.answer = s.stop_protocol();
    const bool pending = seen.answer == ERROR_PROTOCOL_STOP_PENDING;
    // Returns whether there were events.
    const auto fetch_all = [&] {
        fetched_event event = s.fetch();
        const bool any = event.answer == NO_ERROR;
        for (; event.answer == NO_ERROR; event = s.fetch()) {
            seen.stopped += event.number == ROUTER_STOPPED ? 1 : 0;
            seen.last = seen.stopped == 0 || event.number == ROUTER_STOPPED;
            if (seen.stopped > 8)
                return any;
        }
        if (event.answer != ERROR_NO_MORE_ITEMS)
            seen.wrong_answer = event.answer;
        return any;
    };
    if (pending) {
        time_limit time{s.under_test.timeout};
        bool signal = true; // without one, the whole timeout has passed
        while (seen.stopped == 0 && signal && !time.is_over()) {
            signal = s.signalled_within(s.under_test.timeout);
            seen.signalled = seen.signalled || signal;
            if (fetch_all() && seen.stopped == 0)
                seen.signalled = false; // the signal was that of the other events
        }
    }
    std::this_thread::sleep_for(quiet_period); // for superfluous events
    fetch_all();
    return seen;
}

inline verdict announces_stop(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    if (seen.answer != ERROR_PROTOCOL_STOP_PENDING)
        return verdict::not_applicable("the stop ends immediately");
    if (seen.stopped == 0)
        return verdict::broken("ROUTER_STOPPED after a pending stop",
                               "none within " + std::to_string(s.under_test.timeout.count()) +
                                   " ms");
    return seen.signalled ? verdict::kept()
                          : verdict::broken("the notification event signalled", "no signal");
}

inline verdict announces_stop_once(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    const unsigned wanted = seen.answer == ERROR_PROTOCOL_STOP_PENDING ? 1 : 0;
    return seen.stopped <= wanted
               ? verdict::kept()
               : verdict::broken(std::string{wanted ? "ROUTER_STOPPED once after a pending stop"
                                                    : "no ROUTER_STOPPED after an immediate stop"},
                                 std::to_string(seen.stopped) + " of them");
}

inline verdict events_after_stop(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    return seen.wrong_answer == NO_ERROR
               ? verdict::kept()
               : wrong_code(text_of(documented_codes::event), seen.wrong_answer,
                            "from GetEventMessage during or after the stop");
}

inline verdict stopped_is_last(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    if (seen.stopped == 0)
        return verdict::not_applicable("the stop ends immediately, or without ROUTER_STOPPED");
    return seen.last ? verdict::kept()
                     : verdict::broken("ROUTER_STOPPED as the last event", "an event after it");
}

inline verdict quiet_after_stop(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    s.drain();
    s.signalled_within(milliseconds{0});
    const bool pending = s.stop_protocol() == ERROR_PROTOCOL_STOP_PENDING;
    if (!s.stop())
        return s.blocked();
    if (pending)
        s.signalled_within(milliseconds{0}); // the signal of events that were fetched
    return !s.signalled_within(quiet_period)
               ? verdict::kept()
               : verdict::broken("no signal after the stop, because the event may be closed",
                                 "a signal");
}

inline verdict early_stop(scenario_context& s) {
    if (!s.with_interface())
        return s.blocked();
    const DWORD answer = s.stop_protocol();
    return documented_codes::stop.contains(answer)
               ? verdict::kept()
               : wrong_code(text_of(documented_codes::stop), answer, "before StartComplete");
}

inline verdict announces_early_stop(scenario_context& s) {
    if (!s.with_interface() || !s.has<&slot_table::pfnGetEventMessage>())
        return s.blocked();
    if (s.stop_protocol() != ERROR_PROTOCOL_STOP_PENDING)
        return verdict::not_applicable("the stop ends immediately");
    return s.stop() ? verdict::kept()
                    : verdict::broken("ROUTER_STOPPED after a pending stop",
                                      "none within " + s.text_of_time(s.under_test.timeout));
}

ROUTPACT_HIDDEN inline constexpr const char* stop =
    slot<&slot_table::pfnStopProtocol>::contract.name;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-STOP-01", stop, "announces the end of a pending stop, with a signal", "pstop_protocol",
     severity::contract, announces_stop},
    {"RP-STOP-02", stop, "announces the end once, and only of a pending stop", "pstop_protocol",
     severity::contract, announces_stop_once},
    {"RP-STOP-03", stop, "allows GetEventMessage during and after the stop", "pget_event_message",
     severity::contract, events_after_stop},
    {"RP-STOP-04", stop, "announces the end with the last event", "pstop_protocol",
     severity::advice, stopped_is_last},
    {"RP-STOP-05", stop, "does not signal the notification event after the stop", "pstop_protocol",
     severity::advice, quiet_after_stop},
    {"RP-STOP-06", stop, "works before StartComplete", "pstop_protocol", severity::advice,
     early_stop},
    {"RP-STOP-07", stop, "announces the end of a pending stop before StartComplete",
     "pstop_protocol", severity::contract, announces_early_stop},
});

} // namespace stop_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
