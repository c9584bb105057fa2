#pragma once
// The rule about calls of GetEventMessage from several threads.

#include <routpact/detail/conformance/rules/concurrency.hpp>
#include <routpact/detail/conformance/rules/updates.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The rule about concurrent calls of GetEventMessage.
namespace fetching_rules {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Begins updates of some interfaces. Returns how many have begun.
inline unsigned begin_updates(scenario_context& s, const std::vector<ULONG>& indexes) {
    unsigned begun = 0;
    for (const ULONG index : indexes) {
        s.progress();
        call_arguments a = s.arguments(index);
        if (s.calls().call_unrecorded<&slot_table::pfnUpdateRoutes>(a) == NO_ERROR)
            ++begun;
    }
    return begun;
}

// Three threads fetch the events of many updates at the same time, once these are in the queue.
// Until shortly before, they sleep.
inline verdict each_event_once(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnGetEventMessage>() ||
        !s.has<&slot_table::pfnUpdateRoutes>())
        return s.blocked();
    std::vector<ULONG> indexes{s.present()};
    for (ULONG index = 5000; index < 5007 && s.add(index) == NO_ERROR && s.enable(index); ++index)
        indexes.push_back(index);
    s.drain();
    unsigned begun = begin_updates(s, indexes);
    if (begun == 0 || update_rules::completions(s, 0, s.under_test.timeout, begun) != begun ||
        update_rules::completions(s, 0, milliseconds{20}, 1) != 0 ||
        s.fetch().answer != ERROR_NO_MORE_ITEMS)
        return verdict::not_applicable("not even one thread gets each event once");
    std::atomic<unsigned> ended = begun;
    const auto fetch = [&s, &ended](call_arguments& a) {
        const DWORD answer = s.calls().call_unrecorded<&slot_table::pfnGetEventMessage>(a);
        if (answer == NO_ERROR && event_number(a.event) == UPDATE_COMPLETE)
            ++ended;
        return documented_codes::event.contains(answer)
                   ? verdict::kept()
                   : wrong_code(text_of(documented_codes::event), answer,
                                "while other threads call");
    };
    std::atomic<bool> open = false;
    std::atomic<steady_clock::time_point> opens_at = steady_clock::now();
    const auto fetch_if_open = [&open, &opens_at, fetch](call_arguments& a) {
        if (open)
            return fetch(a);
        std::this_thread::sleep_until(opens_at.load() - std::chrono::microseconds{500});
        return verdict::kept();
    };
    calling_thread first{s, s.present(), fetch_if_open};
    calling_thread second{s, s.present(), fetch_if_open};
    // Lasts at least 500 ms and 100 rounds, but at most 2 s.
    const auto from = steady_clock::now();
    const auto passed = [from] { return steady_clock::now() - from; };
    for (int round = 0;
         passed() < milliseconds{500} || (round < 100 && passed() < milliseconds{2000}); ++round) {
        if (ended != begun || first.ended() || second.ended())
            break;
        begun += begin_updates(s, indexes);
        opens_at = steady_clock::now() + s.under_test.update_time;
        std::this_thread::sleep_until(opens_at.load());
        open = true;
        time_limit time{s.under_test.timeout};
        call_arguments a = s.arguments(s.present());
        while (ended < begun && !time.is_over() && !first.ended() && !second.ended()) {
            s.progress();
            fetch(a);
        }
        open = false;
    }
    for (const verdict& found : {first.end(), second.end()})
        if (found.outcome == verdict::kind::broken)
            return found;
    return ended == begun ? verdict::kept()
                          : verdict::broken("each event for one of the threads",
                                            text_of(ended.load()) + " events of " + text_of(begun) +
                                                " updates");
}

ROUTPACT_HIDDEN inline constexpr const callback& fetching =
    slot<&slot_table::pfnGetEventMessage>::contract;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-THREAD-13", fetching.name, concurrent_calls::statement, fetching.page,
     concurrent_calls::level(fetching), each_event_once},
});

} // namespace fetching_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
