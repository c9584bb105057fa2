#include "runner.hpp"

#include "child_outcome.hpp"
#include "child_process.hpp"
#include "progress.hpp"
#include "trial.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <numeric>
#include <routpact/testing/code_text.hpp>
#include <span>
#include <string_view>
#include <thread>

using routpact::conformance::rule;

namespace {

/// The condition of all rules.
constexpr rule usable{load_only,
                      "register_protocol",
                      "loads, and registers the protocol",
                      "pregister_protocol",
                      routpact::conformance::severity::contract,
                      nullptr};

/// The session before the rules.
constexpr rule session{first_session_only,
                       "start_protocol",
                       "runs an ordinary session",
                       "routing-protocol-interface-reference",
                       routpact::conformance::severity::contract,
                       nullptr};

/// Tries the rules of one DLL in child processes.
class trial_runner {
public:
    explicit trial_runner(const options& wanted)
        : arguments_{wanted.of_trial},
          limits_{wanted.timeout + 2, longest_trial(wanted.timeout) + wanted.random} {
        arguments_.push_back(wanted.dll);
        arguments_.insert(arguments_.end(), {"--seed", std::to_string(wanted.seed)});
    }

    outcome try_once(const rule& which, const std::vector<std::string>& more = {}) const {
        return outcome_of(which, run_task(which.id, more), limits_.quiet);
    }
    /// Tries a rule, and repeats a finding, since a DLL may be wrong only at times.
    outcome try_rule(const rule& which) const {
        outcome found = try_once(which);
        if (found.is_finding() && found.sequence != 0)
            return shortest_sequence(which, std::move(found));
        if (!found.is_finding() || found.what == outcome::kind::hung)
            return found;
        constexpr int tries = 3;
        int broken = 1;
        for (int i = 1; i < tries; ++i)
            broken += try_once(which).is_finding() ? 1 : 0;
        if (broken < tries)
            found.observed +=
                " (in " + std::to_string(broken) + " of " + std::to_string(tries) + " tries)";
        return found;
    }
    /// Tries rules in one process, one after the other. Returns the outcomes up to the first rule
    /// that was not kept, or after which the DLL could not be unloaded: each needs its own process.
    std::vector<outcome> try_together(std::span<const rule* const> rules) const {
        std::string ids;
        for (const rule* each : rules)
            ids += (ids.empty() ? "" : ",") + std::string{each->id};
        return kept_outcomes(rules, run_task(ids));
    }
    /// Leaves out steps of the random sequence that has ended the child, such that the rest still
    /// does. Tries halves first, then smaller parts, for about 20 s. Names the call of a hang.
    outcome shortest_sequence(const rule& which, outcome found) const {
        std::vector<std::size_t> steps(found.steps);
        std::iota(steps.begin(), steps.end(), std::size_t{0});
        const unsigned sequence = found.sequence;
        const outcome::kind what = found.what;
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        const auto fails = [&](const std::vector<std::size_t>& chosen) {
            std::string text = std::to_string(sequence) + ":";
            for (const std::size_t step : chosen)
                text += (text.back() == ':' ? "" : ",") + std::to_string(step);
            outcome again = try_once(which, {"--play", text});
            if (again.what != what)
                return false;
            found = std::move(again); // it has a transcript
            if (what != outcome::kind::broken)
                found.callback = open_calls(found);
            return true;
        };
        if (!fails(steps) || what == outcome::kind::hung) // each trial of a hang takes too long
            return found;
        for (std::size_t part = steps.size() / 2; part > 0; part /= 2)
            for (std::size_t from = 0;
                 from < steps.size() && std::chrono::steady_clock::now() < deadline;) {
                std::vector<std::size_t> fewer = steps;
                const auto begin = fewer.begin() + static_cast<std::ptrdiff_t>(from);
                fewer.erase(begin, begin + static_cast<std::ptrdiff_t>(
                                               (std::min)(part, steps.size() - from)));
                if (fails(fewer))
                    steps = std::move(fewer);
                else
                    from += part;
            }
        return found;
    }
    /// Runs an ordinary session. Later trials know how long the DLL takes.
    known_session get_to_know() {
        const outcome found = try_once(session);
        known_session seen = found.session.value_or(known_session{});
        if (seen.update_ms)
            arguments_.insert(arguments_.end(),
                              {"--update-ms", std::to_string((std::max)(1u, *seen.update_ms))});
        return seen;
    }

private:
    /// Runs a child process with this value of --child, and with `more` arguments.
    child_end run_task(const std::string& task, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments = arguments_;
        arguments.insert(arguments.end(), {"--child", task});
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_child(std::move(arguments), limits_);
    }

    std::vector<std::string> arguments_;
    time_limits limits_;
};

/// Returns why the rules cannot be tried, with the remedy; empty if they can.
std::string obstacle_of(const known_session& seen, const options& wanted) {
    using routpact::testing::code_text;
    if (seen.started != NO_ERROR)
        return "StartProtocol returns " + code_text(seen.started) +
               (wanted.global_info.bytes.empty()
                    ? " without an info block: give one with --global-info"
                    : " for the block of --global-info");
    if (seen.added != NO_ERROR)
        return "AddInterface returns " + code_text(seen.added) +
               (wanted.interface_info.bytes.empty()
                    ? " without an info block: give one with --interface-info, or another "
                      "--interface-type"
                    : " for the block of --interface-info: try another --interface-type");
    return {};
}

/// Returns how many times 500 ms a DLL keeps a rule waiting. Shorter waits do not count: on a busy
/// machine every DLL looks slow.
unsigned slowness_of(const known_session& seen) {
    const unsigned calls = 5 * seen.call_ms; // a rule makes several
    return (std::max)({calls, seen.stop_ms.value_or(0), seen.update_ms.value_or(0)}) / 500;
}

/// Returns how many child processes run at the same time. One more than processors, because
/// children wait for the system; and many times more for a DLL that keeps them waiting.
unsigned jobs_for(const known_session& seen, const options& wanted) {
    if (wanted.jobs != 0)
        return wanted.jobs;
    return (std::min)(32U, (std::thread::hardware_concurrency() + 1) * (1 + slowness_of(seen)));
}

/// Returns how many rules one child process tries. A process costs more than most rules (80 ms
/// under wine); but rules that wait should wait at the same time.
std::size_t rules_per_child(const known_session& seen) {
    return slowness_of(seen) == 0 ? 8 : 1;
}

/// Whether a rule needs a process of its own: what the DLL does after it was unloaded would be
/// taken for the fault of the next rule, which is then tried again alone, and kept.
bool needs_own_process(const rule* which) {
    return std::string_view{which->id}.starts_with("RP-UNLOAD");
}

/// Tries some rules in as few processes as possible. Calls `advance` with each outcome.
template <class Advance>
void try_part(const trial_runner& runner, std::span<const rule* const> rules,
              std::span<outcome> outcomes, Advance advance) {
    std::size_t done = 0;
    const auto add = [&](outcome found) {
        advance(found);
        outcomes[done++] = std::move(found);
    };
    while (done < rules.size()) {
        const auto left = rules.subspan(done);
        const auto together = left.first(
            static_cast<std::size_t>(std::ranges::find_if(left, needs_own_process) - left.begin()));
        if (together.size() > 1)
            for (outcome& found : runner.try_together(together))
                add(std::move(found));
        if (done < rules.size())
            add(runner.try_rule(*rules[done]));
    }
}

std::vector<outcome> try_all_here(const std::vector<const rule*>& rules, const options& wanted) {
    std::vector<outcome> outcomes;
    outcomes.reserve(rules.size());
    for (const rule* each : rules)
        outcomes.push_back(try_here(wanted, *each));
    return outcomes;
}

} // namespace

trials try_rules(const std::vector<const rule*>& rules, const options& wanted) {
    if (wanted.in_process)
        return {try_all_here(rules, wanted), {}};
    trial_runner runner{wanted};
    const outcome first = runner.try_once(usable);
    if (first.is_finding()) // every rule would fail in the same way
        return {{first}, {}};
    const known_session seen = runner.get_to_know();

    trials result{std::vector<outcome>(rules.size()), obstacle_of(seen, wanted)};
    std::atomic<std::size_t> next = 0;
    progress shown{rules.size()};
    const std::size_t most = rules_per_child(seen);
    const auto work = [&] {
        for (std::size_t i = next.fetch_add(most); i < rules.size(); i = next.fetch_add(most)) {
            const std::size_t count = (std::min)(most, rules.size() - i);
            try_part(runner, std::span{rules}.subspan(i, count),
                     std::span{result.outcomes}.subspan(i, count),
                     [&](const outcome& found) { shown.advance(found.is_finding()); });
        }
    };
    const unsigned jobs = jobs_for(seen, wanted);
    std::vector<std::future<void>> workers;
    for (unsigned i = 0; i < jobs && i < rules.size(); ++i)
        workers.push_back(std::async(std::launch::async, work));
    for (std::future<void>& worker : workers)
        worker.get(); // throws the exception of the worker, if any
    return result;
}
