#pragma once
// Rules about StartProtocol, StartComplete and StopProtocol.

#include <memory>
#include <routpact/detail/conformance/rule_family.hpp>
#include <routpact/detail/conformance/watched_memory.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about the start and the stop.
namespace lifecycle_rules {

using std::chrono::milliseconds;
ROUTPACT_HIDDEN inline constexpr milliseconds quiet_period{20}; ///< The wait for forbidden events.

inline verdict starts(scenario_context& s) {
    if (!s.startable())
        return s.blocked();
    const DWORD answer = s.start();
    if (answer == NO_ERROR)
        return verdict::kept();
    if (!s.under_test.global_info && (answer == ERROR_INVALID_PARAMETER))
        return verdict::not_applicable("it refuses to start without a global info");
    return wrong_code("NO_ERROR", answer);
}

inline verdict ready_for_interfaces(scenario_context& s) {
    if (!s.started() || !s.has<&slot_table::pfnAddInterface>())
        return s.blocked();
    const DWORD answer = s.add(s.present());
    if (answer == NO_ERROR)
        return verdict::kept();
    std::this_thread::sleep_for(quiet_period * 5);
    return s.add(s.present()) == NO_ERROR
               ? wrong_code("success immediately after StartProtocol", answer, "at first")
               : verdict::not_applicable("it does not add this interface at all");
}

inline verdict quiet_before_complete(scenario_context& s) {
    // Shared ownership, because the protocol may call until it is unloaded.
    const auto active = std::make_shared<std::atomic<const char*>>(nullptr);
    s.support_answers().on_call = [active](const char* called) {
        const std::string name = called; // the other functions only read
        if (name == "DemandDialRequest" || name == "ValidateRoute")
            *active = called;
    };
    if (!s.with_interface() || !s.enable(s.present()))
        return s.blocked();
    std::this_thread::sleep_for(quiet_period);
    const char* const function = *active;
    return !function ? verdict::kept()
                     : verdict::broken("no activity before StartComplete",
                                       std::string{"a call of "} + function);
}

inline verdict second_start(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    const DWORD answer = s.start();
    if (answer == NO_ERROR || !documented_codes::change.contains(answer))
        return wrong_code(code_text(ERROR_CAN_NOT_COMPLETE), answer, "for a second start");
    const DWORD still = s.status(s.present(), RIS_INTERFACE_ENABLED);
    return still == NO_ERROR ? verdict::kept()
                             : wrong_code("the running protocol unaffected", still);
}

/// Records the events after StopProtocol.
struct stop_events {
    DWORD answer = NO_ERROR;       ///< The code of StopProtocol.
    unsigned stopped = 0;          ///< The number of ROUTER_STOPPED events.
    bool signalled = false;        ///< Whether the notification event was signalled.
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
    const auto fetch_all = [&] {
        fetched_event event = s.fetch();
        for (; event.answer == NO_ERROR; event = s.fetch()) {
            seen.stopped += event.number == ROUTER_STOPPED ? 1 : 0;
            seen.last = seen.stopped == 0 || event.number == ROUTER_STOPPED;
            if (seen.stopped > 8)
                return;
        }
        if (event.answer != ERROR_NO_MORE_ITEMS)
            seen.wrong_answer = event.answer;
    };
    if (pending) {
        const auto deadline = std::chrono::steady_clock::now() + s.under_test.timeout;
        while (seen.stopped == 0 && std::chrono::steady_clock::now() < deadline) {
            seen.signalled = s.signalled_within(s.under_test.timeout) || seen.signalled;
            fetch_all();
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

inline verdict restarts(scenario_context& s) {
    if (!s.running() || !s.stop())
        return s.blocked();
    const DWORD answer = s.start();
    if (answer != NO_ERROR)
        return wrong_code("success of a start after a stop", answer);
    const DWORD added = s.add(s.present());
    if (added != NO_ERROR)
        return wrong_code("no interfaces from before the stop", added,
                          "for an interface that is added again");
    // A start may ask for its defaults to be saved, but ends no update and no stop.
    for (fetched_event e = s.fetch(); e.answer == NO_ERROR; e = s.fetch())
        if (e.number == ROUTER_STOPPED || e.number == UPDATE_COMPLETE)
            return verdict::broken("no events from before the stop", text_of_event(e.number));
    const DWORD completed = s.pointers().pfnStartComplete ? s.start_complete() : NO_ERROR;
    if (completed != NO_ERROR || !s.enable(s.present()))
        return wrong_code("the same results as after the first start", completed);
    return s.stop() ? verdict::kept() : verdict::broken("the end of the second stop", "none");
}

inline verdict signals_latest_event(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>() || !s.stop())
        return s.blocked();
    s.drain();
    HANDLE const first = s.renew_event();
    if (!s.running())
        return s.blocked();
    if (s.pointers().pfnUpdateRoutes)
        s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present()));
    const auto any = [](const fetched_event&) { return true; };
    bool signalled = s.signalled_within(quiet_period);
    if (s.fetch().answer != NO_ERROR) { // then the stop may have an event
        if (s.stop_protocol() != ERROR_PROTOCOL_STOP_PENDING)
            return verdict::not_applicable("it has no event after the second start");
        signalled = s.signalled_within(quiet_period);
        if (s.await(any).answer != NO_ERROR)
            return verdict::not_applicable("it has no event after the second start");
    }
    if (signalled || s.signalled_within(milliseconds{1000}))
        return verdict::kept();
    return verdict::broken("a signal of the notification event of the latest start",
                           WaitForSingleObject(first, 0) == WAIT_OBJECT_0
                               ? "a signal of that of the first start"
                               : "no signal");
}

inline verdict early_stop(scenario_context& s) {
    if (!s.with_interface())
        return s.blocked();
    const DWORD answer = s.stop_protocol();
    if (answer != NO_ERROR && answer != ERROR_PROTOCOL_STOP_PENDING)
        return wrong_code(text_of(documented_codes::stop), answer, "before StartComplete");
    return s.stop()
               ? verdict::kept()
               : verdict::broken("the end of a stop before StartComplete", "no ROUTER_STOPPED");
}

inline verdict small_functions(scenario_context& s) {
    if (!s.startable())
        return s.blocked();
    SUPPORT_FUNCTIONS_50 functions{};
    std::memcpy(static_cast<void*>(&functions), &s.functions(), sizeof functions);
    functions.dwVersion = 0x500;
    watched_memory memory;
    call_arguments a = s.arguments(0, s.under_test.global_info);
    a.support = static_cast<PSUPPORT_FUNCTIONS>(memory.tail_of(&functions, sizeof functions));
    s.start(a);
    s.stop();
    return !memory.was_touched()
               ? verdict::kept()
               : verdict::broken("no access after the " + std::to_string(sizeof functions) +
                                     " bytes of SUPPORT_FUNCTIONS in MPR50",
                                 "an access after its end");
}

ROUTPACT_HIDDEN inline constexpr const char* start =
    slot<&slot_table::pfnStartProtocol>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* stop =
    slot<&slot_table::pfnStopProtocol>::contract.name;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-START-01", start, "starts", "pstart_protocol", severity::contract, starts},
    {"RP-START-02", start, "is ready for interfaces when it returns", "pstart_protocol",
     severity::contract, ready_for_interfaces},
    {"RP-START-03", start, "is inactive until StartComplete", "pstart_complete", severity::contract,
     quiet_before_complete},
    {"RP-START-04", start, "refuses a second start", "pstart_protocol", severity::advice,
     second_start},
    {"RP-START-05", start, "accesses nothing after the MPR50 support functions",
     "support_functions_50", severity::contract, small_functions},
    {"RP-START-06", start, "starts again after a stop, without its old interfaces and events",
     "pstart_protocol", severity::advice, restarts},
    {"RP-START-07", start, "signals the notification event of the latest start", "pstart_protocol",
     severity::contract, signals_latest_event},
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
});

} // namespace lifecycle_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
