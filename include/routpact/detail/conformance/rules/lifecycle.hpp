#pragma once
// Rules about StartProtocol and StartComplete.

#include <memory>
#include <routpact/detail/conformance/rule_family.hpp>
#include <routpact/detail/conformance/watched_memory.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about the start.
namespace lifecycle_rules {

using std::chrono::milliseconds;

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
    const DWORD still = change_present(s);
    return still == NO_ERROR ? verdict::kept()
                             : wrong_code("the running protocol unaffected", still);
}

inline verdict restarts(scenario_context& s) {
    if (!s.running() || !s.stop())
        return s.blocked();
    const DWORD answer = s.start();
    if (answer != NO_ERROR)
        return wrong_code("success of a start after a stop", answer);
    const DWORD added = patiently(s, [&s] { return s.add(s.present()); });
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
    HANDLE const first = s.renew_event(); // so a signal of the new event is one of the next start
    if (!s.running())
        return s.blocked();
    if (s.pointers().pfnUpdateRoutes &&
        s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present())) == NO_ERROR &&
        s.signalled_within(s.under_test.timeout))
        return verdict::kept();
    if (s.fetch().answer != NO_ERROR) { // then the stop may have an event
        if (s.stop_protocol() == ERROR_PROTOCOL_STOP_PENDING &&
            s.signalled_within(s.under_test.timeout))
            return verdict::kept();
        if (s.fetch().answer != NO_ERROR)
            return verdict::not_applicable("it has no event after the second start");
    }
    if (s.signalled_within(quiet_period)) // of an event at the end of the timeout
        return verdict::kept();
    return verdict::broken("a signal of the notification event of the latest start",
                           WaitForSingleObject(first, 0) == WAIT_OBJECT_0
                               ? "a signal of that of the first start"
                               : "no signal");
}

// A block that a protocol refuses is hard to guess, so those tried are of the most unlikely sizes.
inline verdict starts_after_refusal(scenario_context& s) {
    for (int life = 0; life < 2; ++life) // else it may be the restart that it refuses
        if (!s.started() || !s.stop())
            return s.blocked();
    for (const ULONG size : {ULONG{1}, ULONG{3}, ULONG{7}, ULONG{13}}) {
        call_arguments bad = s.arguments(0);
        bad.input_size = size;
        const DWORD refused = s.start(bad);
        if (refused == NO_ERROR) {
            if (!s.stop())
                return s.blocked();
            continue;
        }
        const DWORD answer = patiently(s, [&s] { return s.start(); });
        return answer == NO_ERROR
                   ? verdict::kept()
                   : wrong_code("success of a start after one that was refused", answer,
                                "after " + code_text(refused) + " for a block of size " +
                                    text_of(size));
    }
    return verdict::not_applicable("it refuses none of the info blocks that were tried");
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
    {"RP-START-08", start, "starts after a start that it has refused", "pstart_protocol",
     severity::advice, starts_after_refusal},
});

} // namespace lifecycle_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
