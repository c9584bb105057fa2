#pragma once
// The rule that plays random sequences of calls against a model of the contract.

#include <routpact/detail/conformance/random/random_play.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The rule about any sequence of calls.
namespace random_rules {

using std::chrono::steady_clock;

/// Leaves out as many steps as possible such that the sequence is still answered wrongly in the
/// same way. Tries halves first, then smaller parts, until `deadline`.
inline std::vector<action> shortest(random_play& player, std::vector<action> steps,
                                    const breach& wanted, steady_clock::time_point deadline,
                                    const std::function<void()>& announce) {
    const auto fails = [&](const std::vector<action>& candidate) {
        announce();
        const contract_model::judgement found = player.play(candidate);
        return found && found->callback == wanted.callback &&
               found->expected.substr(0, 12) == wanted.expected.substr(0, 12);
    };
    for (std::size_t part = steps.size() / 2; part > 0;) {
        bool shorter = false;
        for (std::size_t from = 0; from < steps.size();) {
            if (steady_clock::now() > deadline || player.is_stuck())
                return steps;
            std::vector<action> candidate = steps;
            const auto begin = candidate.begin() + static_cast<std::ptrdiff_t>(from);
            const auto left = static_cast<std::size_t>(candidate.end() - begin);
            candidate.erase(begin, begin + static_cast<std::ptrdiff_t>((std::min)(part, left)));
            if (!candidate.empty() && fails(candidate)) {
                steps = std::move(candidate);
                shorter = true;
            } else {
                from += part;
            }
        }
        if (!shorter || part > 1)
            part /= 2;
    }
    return steps;
}

/// Writes a test case for the author's test program.
inline std::string test_case(const std::vector<std::string>& lines, const breach& found,
                             std::uint64_t seed) {
    std::string text = "TEST_CASE(\"routpact-check --seed " + std::to_string(seed) +
                       " --only RP-RANDOM-01\") {\n"
                       "    routpact::testing::router_manager<my_protocol> router;\n";
    for (const std::string& line : lines)
        text += "    " + line + ";\n";
    return text + "    // expected of the last line: " + found.expected +
           "\n    // observed: " + found.observed + "\n}\n";
}

inline verdict verdict_of(const breach& found) {
    verdict result = verdict::broken(found.expected, found.observed);
    result.callback = found.callback;
    return result;
}

/// Plays the chosen steps of one sequence, with a record.
inline verdict play_chosen(random_play& player, random_sequence& sequences, bool slow,
                           const conformance::sequence_choice& chosen, std::uint64_t seed) {
    std::vector<action> all;
    for (unsigned number = 0; number < chosen.number; ++number)
        all = sequences.next(slow);
    std::vector<action> steps;
    for (const std::size_t position : chosen.steps)
        if (position < all.size())
            steps.push_back(all[position]);
    const contract_model::judgement found = player.play(steps);
    if (!found)
        return verdict::kept();
    verdict result = verdict_of(*found);
    result.test_case = test_case(player.lines(), *found, seed);
    return result;
}

inline verdict any_sequence(scenario_context& s) {
    if (!s.startable() || !s.has<&slot_table::pfnAddInterface>() || !s.running() || !s.stop())
        return s.blocked();
    s.drain();
    random_play player{s};
    random_sequence sequences{s.under_test.seed};
    const bool slow = s.under_test.update_time > std::chrono::milliseconds{20};
    if (const auto& chosen = s.under_test.chosen_sequence)
        return play_chosen(player, sequences, slow, *chosen, s.under_test.seed);
    s.record(false);
    const auto deadline = steady_clock::now() + s.under_test.random_time;
    unsigned number = 0;
    do {
        std::vector<action> steps = sequences.next(slow);
        ++number;
        const auto announce = [&] {
            if (s.under_test.on_sequence)
                s.under_test.on_sequence(number, steps.size());
        };
        announce();
        const contract_model::judgement found = player.play(steps);
        if (!found)
            continue;
        steps.resize((std::min)(steps.size(), player.played()));
        if (found->is_late && !player.is_stuck() && !player.play(steps))
            continue; // it was slow once
        const auto limit = steady_clock::now() + std::chrono::seconds{5};
        const std::vector<action> few = shortest(player, steps, *found, limit, announce);
        s.record(few.size() < 100); // the transcript shows a short sequence only
        contract_model::judgement again = player.is_stuck() ? found : player.play(few);
        verdict result = verdict_of(again.value_or(*found));
        if (!again)
            result.observed += ", once: the same sequence was answered correctly later";
        result.test_case = test_case(player.lines(), again.value_or(*found), s.under_test.seed);
        return result;
    } while (steady_clock::now() < deadline && !player.is_stuck());
    s.record(true);
    return verdict::kept();
}

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-RANDOM-01", registration_contract.name, "keeps the contract in any sequence of calls",
     "routing-protocol-interface-reference", severity::contract, any_sequence},
});

} // namespace random_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
