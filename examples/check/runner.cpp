#include "runner.hpp"

#include "child_outcome.hpp"
#include "child_process.hpp"
#include "progress.hpp"
#include "trial.hpp"

#include <atomic>
#include <future>
#include <thread>

using routpact::testing::rule;

namespace {

/// What no rule can be tried without.
constexpr rule usable{load_only,
                      "register_protocol",
                      "The DLL can be loaded, and its RegisterProtocol called.",
                      "pregister_protocol",
                      routpact::testing::severity::contract,
                      nullptr};

outcome try_in_child(const rule& which, const options& wanted, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--seed", std::to_string(wanted.seed), "--child", which.id});
    return outcome_of(which, run_child(std::move(arguments), wanted.timeout), wanted.timeout);
}

std::vector<outcome> try_all_here(const std::vector<const rule*>& rules, const options& wanted) {
    std::vector<outcome> outcomes;
    outcomes.reserve(rules.size());
    for (const rule* each : rules)
        outcomes.push_back(try_here(wanted, *each));
    return outcomes;
}

} // namespace

std::vector<outcome> try_rules(const std::vector<const rule*>& rules, const options& wanted,
                               const std::vector<std::string>& arguments) {
    if (wanted.in_process)
        return try_all_here(rules, wanted);
    const outcome first = try_in_child(usable, wanted, arguments);
    if (first.is_finding()) // every rule would find it again
        return {first};

    std::vector<outcome> outcomes(rules.size());
    std::atomic<std::size_t> next = 0;
    progress shown{rules.size()};
    const auto work = [&] {
        for (std::size_t i = next++; i < rules.size(); i = next++) {
            outcomes[i] = try_in_child(*rules[i], wanted, arguments);
            shown.advance(outcomes[i].is_finding());
        }
    };
    // Children spend much of their time waiting for the system to start them.
    const unsigned jobs = wanted.jobs != 0 ? wanted.jobs : std::thread::hardware_concurrency() + 1;
    std::vector<std::future<void>> workers;
    for (unsigned i = 0; i < jobs && i < rules.size(); ++i)
        workers.push_back(std::async(std::launch::async, work));
    for (std::future<void>& worker : workers)
        worker.get(); // or throws what the worker threw
    return outcomes;
}
