#pragma once
// The rule about calls of GetEventMessage from several threads.

#include <routpact/detail/conformance/rules/concurrency.hpp>
#include <routpact/detail/conformance/rules/updates.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The rule about concurrent calls of GetEventMessage.
namespace fetching_rules {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Three threads fetch the events of updates, which are begun one after the other.
inline verdict each_event_once(scenario_context& s) {
    if (!event_rules::begin_update(s))
        return s.blocked();
    if (update_rules::completions(s, 0, event_rules::short_wait(s), 1) == 0)
        return event_rules::no_update(s);
    if (update_rules::completions(s, 0, milliseconds{20}, 1) != 0)
        return verdict::not_applicable("it announces the end of an update twice");
    unsigned begun = 0;
    std::atomic<unsigned> ended = 0;
    const auto fetch = [&s, &ended](call_arguments& a) {
        const DWORD answer = s.calls().call_unrecorded<&slot_table::pfnGetEventMessage>(a);
        if (answer == NO_ERROR && event_number(a.event) == UPDATE_COMPLETE)
            ++ended;
        return documented_codes::event.contains(answer)
                   ? verdict::kept()
                   : wrong_code(text_of(documented_codes::event), answer,
                                "while other threads call");
    };
    calling_thread first{s, s.present(), fetch};
    calling_thread second{s, s.present(), fetch};
    const auto end = steady_clock::now() + milliseconds{500};
    while (steady_clock::now() < end && !first.ended() && !second.ended()) {
        s.progress();
        call_arguments a = s.arguments(s.present());
        if (ended >= begun &&
            s.calls().call_unrecorded<&slot_table::pfnUpdateRoutes>(a) == NO_ERROR)
            ++begun;
        fetch(a);
    }
    const auto deadline = steady_clock::now() + s.under_test.timeout;
    while (ended < begun && steady_clock::now() < deadline && !first.ended() && !second.ended())
        std::this_thread::sleep_for(milliseconds{1});
    for (const verdict& found : {first.end(), second.end()})
        if (found.outcome == verdict::kind::broken)
            return found;
    return ended == begun
               ? verdict::kept()
               : verdict::broken("each event returned to one thread",
                                 text_of(ended.load()) + " ends of " + text_of(begun) + " updates");
}

ROUTPACT_HIDDEN inline constexpr const callback& fetching =
    slot<&slot_table::pfnGetEventMessage>::contract;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-THREAD-13", fetching.name, concurrent_calls::statement, fetching.page,
     concurrent_calls::level(fetching), each_event_once},
});

} // namespace fetching_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
