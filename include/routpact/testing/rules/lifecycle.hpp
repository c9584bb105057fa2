#pragma once
// Rules of StartProtocol, StartComplete and StopProtocol.

#include <memory>
#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// What is tried of the protocol's life.
namespace lifecycle_rules {

using std::chrono::milliseconds;
inline constexpr milliseconds a_while{20}; ///< For what must not happen.

inline verdict starts(scenario_context& s) {
    if (!s.startable())
        return s.blocked();
    const DWORD answer = s.start();
    if (answer == NO_ERROR)
        return verdict::kept();
    if (!s.under_test.global_info && (answer == ERROR_INVALID_PARAMETER))
        return verdict::not_applicable("it refuses to start without a global info");
    return another_answer("NO_ERROR", answer);
}

inline verdict ready_for_interfaces(scenario_context& s) {
    if (!s.started() || !s.has<&table::pfnAddInterface>())
        return s.blocked();
    const DWORD answer = s.add(s.present());
    if (answer == NO_ERROR)
        return verdict::kept();
    std::this_thread::sleep_for(a_while * 5);
    return s.add(s.present()) == NO_ERROR
               ? another_answer("an interface to be taken at once", answer, "at first")
               : verdict::not_applicable("it does not take this interface at all");
}

inline verdict quiet_before_complete(scenario_context& s) {
    // shared, as the protocol may call for as long as it is loaded
    const auto active = std::make_shared<std::atomic<const char*>>(nullptr);
    s.answers().on_call = [active](const char* called) {
        const std::string name = called; // these act; the others only ask
        if (name == "DemandDialRequest" || name == "ValidateRoute")
            *active = called;
    };
    if (!s.with_interface() || !s.enable(s.present()))
        return s.blocked();
    std::this_thread::sleep_for(a_while);
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
        return another_answer(code_text(ERROR_CAN_NOT_COMPLETE), answer, "to a second start");
    const DWORD still = s.status(s.present(), RIS_INTERFACE_ENABLED);
    return still == NO_ERROR ? verdict::kept() : another_answer("the first start to go on", still);
}

/// The events that come with a stop, from its answer on.
struct stop_events {
    DWORD answer = NO_ERROR;
    unsigned stopped = 0;        ///< How often ROUTER_STOPPED came.
    bool signalled = false;      ///< Whether a first one was signalled.
    bool last = true;            ///< Whether nothing came behind it.
    DWORD odd_answer = NO_ERROR; ///< Of GetEventMessage, other than NO_ERROR and 259.
};

/// Stops a protocol that has something to do, and watches.
inline stop_events watch_stop(scenario_context& s) {
    if (s.pointers().pfnUpdateRoutes) // something to wait for, with luck
        s.call<&table::pfnUpdateRoutes>(s.arguments(s.present()));
    stop_events seen;
    seen.answer = s.stop_protocol();
    const bool pending = seen.answer == ERROR_PROTOCOL_STOP_PENDING;
    const auto fetch_all = [&] {
        fetched_event got = s.fetch();
        for (; got.answer == NO_ERROR; got = s.fetch()) {
            seen.stopped += got.what == ROUTER_STOPPED ? 1 : 0;
            seen.last = seen.stopped == 0 || got.what == ROUTER_STOPPED;
            if (seen.stopped > 8)
                return;
        }
        if (got.answer != ERROR_NO_MORE_ITEMS)
            seen.odd_answer = got.answer;
    };
    if (pending) {
        const auto until = std::chrono::steady_clock::now() + s.under_test.patience;
        while (seen.stopped == 0 && std::chrono::steady_clock::now() < until) {
            seen.signalled = s.signalled_within(s.under_test.patience) || seen.signalled;
            fetch_all();
        }
    }
    std::this_thread::sleep_for(a_while); // for one too many
    fetch_all();
    s.has_stopped();
    return seen;
}

inline verdict stop_is_told(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    if (seen.answer != ERROR_PROTOCOL_STOP_PENDING)
        return verdict::not_applicable("the stop ends at once");
    if (seen.stopped == 0)
        return verdict::broken("ROUTER_STOPPED after a stop that was pending",
                               "none within " + std::to_string(s.under_test.patience.count()) +
                                   " ms");
    return seen.signalled ? verdict::kept()
                          : verdict::broken("the notification event signalled", "no signal");
}

inline verdict stop_is_told_once(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    const unsigned wanted = seen.answer == ERROR_PROTOCOL_STOP_PENDING ? 1 : 0;
    return seen.stopped <= wanted
               ? verdict::kept()
               : verdict::broken("ROUTER_STOPPED " +
                                     std::string{wanted ? "once after a pending stop"
                                                        : "never after a stop that has ended"},
                                 std::to_string(seen.stopped) + " of them");
}

inline verdict events_after_stop(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    return seen.odd_answer == NO_ERROR
               ? verdict::kept()
               : another_answer(text_of(documented_codes::event), seen.odd_answer,
                                "from GetEventMessage while it stops, or afterwards");
}

inline verdict stopped_is_last(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnGetEventMessage>())
        return s.blocked();
    const stop_events seen = watch_stop(s);
    if (seen.stopped == 0)
        return verdict::not_applicable("the stop ends at once, or is not told");
    return seen.last ? verdict::kept()
                     : verdict::broken("ROUTER_STOPPED as the last event", "an event after it");
}

inline verdict quiet_after_stop(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    s.drain();
    s.signalled_within(milliseconds{0});
    const bool pending = s.stop_protocol() == ERROR_PROTOCOL_STOP_PENDING;
    if (!pending)
        s.has_stopped();
    else if (!s.stop())
        return s.blocked();
    else
        s.signalled_within(milliseconds{0}); // what was fetched
    return !s.signalled_within(a_while)
               ? verdict::kept()
               : verdict::broken("no signal after the stop: the event may be closed", "a signal");
}

inline verdict restarts(scenario_context& s) {
    if (!s.running() || !s.stop())
        return s.blocked();
    const DWORD answer = s.start();
    if (answer != NO_ERROR)
        return another_answer("a start after a stop", answer);
    const DWORD added = s.add(s.present());
    if (added != NO_ERROR)
        return another_answer("the interfaces of the last time to be gone", added,
                              "to one that is added again");
    const fetched_event event = s.fetch();
    if (event.answer == NO_ERROR)
        return verdict::broken("no events of the last time", text_of_event(event.what));
    const DWORD completed = s.pointers().pfnStartComplete ? s.start_complete() : NO_ERROR;
    if (completed != NO_ERROR || !s.enable(s.present()))
        return another_answer("the same as after the first start", completed);
    return s.stop() ? verdict::kept() : verdict::broken("a second stop as well", "it does not end");
}

inline verdict early_stop(scenario_context& s) {
    if (!s.with_interface())
        return s.blocked();
    const DWORD answer = s.stop_protocol();
    if (answer == NO_ERROR)
        s.has_stopped();
    if (answer != NO_ERROR && answer != ERROR_PROTOCOL_STOP_PENDING)
        return another_answer(text_of(documented_codes::stop), answer, "before StartComplete");
    return s.stop() ? verdict::kept()
                    : verdict::broken("a stop before StartComplete to end", "ROUTER_STOPPED never");
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
    s.end();
    return !memory.was_touched()
               ? verdict::kept()
               : verdict::broken("nothing behind the " + std::to_string(sizeof functions) +
                                     " bytes of SUPPORT_FUNCTIONS that MPR50 has",
                                 "access behind them");
}

inline constexpr const char* start = slot<&table::pfnStartProtocol>::contract.name;
inline constexpr const char* stop = slot<&table::pfnStopProtocol>::contract.name;

inline constexpr auto rules = std::to_array<rule>({
    {"RP-START-01", start, "starts", "pstart_protocol", severity::contract, starts},
    {"RP-START-02", start, "is ready for interfaces when it returns", "pstart_protocol",
     severity::contract, ready_for_interfaces},
    {"RP-START-03", start, "is not active before StartComplete", "pstart_complete",
     severity::contract, quiet_before_complete},
    {"RP-START-04", start, "refuses to start twice", "pstart_protocol", severity::advice,
     second_start},
    {"RP-START-05", start, "keeps within the support functions of an MPR50 router manager",
     "support_functions_50", severity::contract, small_functions},
    {"RP-START-06", start, "starts again after a stop, as new", "pstart_protocol", severity::advice,
     restarts},
    {"RP-STOP-01", stop, "tells the end of a pending stop, with a signal", "pstop_protocol",
     severity::contract, stop_is_told},
    {"RP-STOP-02", stop, "tells it once, and only of a pending stop", "pstop_protocol",
     severity::contract, stop_is_told_once},
    {"RP-STOP-03", stop, "lets events be fetched while it stops and afterwards",
     "pget_event_message", severity::contract, events_after_stop},
    {"RP-STOP-04", stop, "tells it last", "pstop_protocol", severity::advice, stopped_is_last},
    {"RP-STOP-05", stop, "signals nothing afterwards", "pstop_protocol", severity::advice,
     quiet_after_stop},
    {"RP-STOP-06", stop, "works before StartComplete too", "pstop_protocol", severity::advice,
     early_stop},
});

} // namespace lifecycle_rules

} // namespace routpact::testing
