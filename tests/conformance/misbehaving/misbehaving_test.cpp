// Each rule detects the protocol that breaks it, other rules do not, and no rule accuses protocols
// that keep the contract. Environment: ROUTPACT_MISBEHAVING and ROUTPACT_CONFORMING are the paths
// of the DLLs, ROUTPACT_SEEDS is the number of seeds to try.

#include "loaded_module.hpp"
#include "protocols.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <routpact/conformance/run.hpp>
#include <routpact/detail/conformance/resource_use.hpp>
#include <set>
#include <sstream>
#include <system_error>
#include <thread>

namespace {

using namespace routpact::conformance;
using namespace routpact::testing;
using kind = verdict::kind;

std::string setting(const char* name) {
    const char* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
    return value ? value : "";
}
unsigned seeds() {
    const std::string given = setting("ROUTPACT_SEEDS");
    return given.empty() ? 2 : static_cast<unsigned>(std::stoul(given));
}

// ROUTPACT_SHARD=1/3 selects every third protocol, from the first.
struct share {
    std::size_t first = 0, step = 1;
};
share shard() {
    const std::string given = setting("ROUTPACT_SHARD");
    return given.empty()
               ? share{}
               : share{std::stoul(given) - 1, std::stoul(given.substr(given.find('/') + 1))};
}

// Other rules that necessarily detect the same deviation.
const std::map<std::string, std::set<std::string>> related{
    // A protocol that refuses interfaces for a while refuses the first one.
    {"RP-START-02", {"RP-ITF-01", "RP-ITF-06"}},
    // A stop without an announcement after an update has none during an update either.
    {"RP-STOP-01", {"RP-RACE-14"}},
    // A size in addresses is less than the size needed.
    {"RP-MCAST-04", {"RP-WHOLE-17"}},
    // A signal after the stop may come after the next start.
    {"RP-STOP-05", {"RP-START-07"}},
    // Of many updates, two are under way at the same time.
    {"RP-UPDATE-07", {"RP-UPDATE-09"}},
    // A null StatusInfo includes that of MEDIA_ABSENT.
    {"RP-KNOWN-10", {"RP-ITF-10"}},
};

// Whether the deviation ends the process, or keeps the DLL loaded.
bool wants_a_process(const std::string& rule) {
    return rule.rfind("RP-UNLOAD-", 0) == 0 || rule == "RP-MEMORY-05";
}

// On a busy machine a stop may take longer than the rules wait. The DLL's code must not go while
// its threads run.
class patient_module : public loaded_module {
public:
    using loaded_module::loaded_module;
    PREGISTER_PROTOCOL load() override {
        fewest_ = (std::min)(fewest_, threads());
        return loaded_module::load();
    }
    void unload() override {
        const auto end =
            std::chrono::steady_clock::now() + std::chrono::seconds{is_patient ? 10 : 0};
        while (threads() > fewest_ && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        loaded_module::unload();
    }

    bool is_patient = true;

private:
    // 0 where the system does not tell.
    static std::ptrdiff_t threads() {
        std::error_code failed;
        const std::filesystem::directory_iterator tasks{"/proc/self/task", failed};
        return failed ? 0 : std::distance(begin(tasks), end(tasks));
    }

    // Of this process without the DLL. A thread that was joined may still count for a moment, so it
    // is the fewest before any load, not the number before the last.
    static inline std::ptrdiff_t fewest_ = PTRDIFF_MAX;
};

/// Runs rules on a misbehaving protocol, with valid info blocks.
class misbehaving_protocol {
public:
    explicit misbehaving_protocol(DWORD id) {
        subject_.protocol_id = id;
        subject_.global_info =
            info_bytes{std::vector<unsigned char>(misbehaving::global_info_size)};
        subject_.interface_info =
            info_bytes{std::vector<unsigned char>(misbehaving::interface_info_size)};
        subject_.update_time = std::chrono::milliseconds{3}; // as routpact-check would measure it
    }
    bool exists() {
        bool registered = false;
        transcript log;
        try_registration(subject_, log,
                         [&](std::optional<DWORD> answer) { registered = answer == NO_ERROR; });
        return registered;
    }
    verdict tried(const rule& which, unsigned seed,
                  std::chrono::milliseconds timeout = std::chrono::milliseconds{200}) {
        subject_.seed = seed;
        subject_.timeout = timeout;
        dll_.is_patient = !wants_a_process(which.id);
        transcript log;
        return run(which, subject_, log);
    }

private:
    patient_module dll_{setting("ROUTPACT_MISBEHAVING")};
    subject subject_{dll_, 0};
};

std::string text(const verdict& v) {
    const char* const kinds[] = {"kept", "broken", "not applicable"};
    return std::string{kinds[static_cast<int>(v.outcome)]} + "; expected: " + v.expected +
           "; observed: " + v.observed;
}

// Tries a rule, up to five times, with other seeds: the moment of a stop during a call is random,
// and so are sequences of calls; and other programs may take the processors. The last try has more
// time.
verdict caught(const rule& which, DWORD id, unsigned seed) {
    for (unsigned time = 0; time != 4; ++time) {
        const verdict v = misbehaving_protocol{id}.tried(which, seed + 1000 * time);
        if (v.outcome == kind::broken)
            return v;
    }
    return misbehaving_protocol{id}.tried(which, seed, std::chrono::seconds{5});
}

// Whether this process can tell that the protocol breaks the rule. The first way to break a rule
// about memory leaks memory, which a sanitizer's allocator does not count; the second one leaks
// handles, which wine does not count.
bool is_measured(const rule& which, std::size_t way) {
    if (std::string{which.id}.rfind("RP-MEMORY-", 0) != 0)
        return true;
    const auto use = routpact::detail::resource_use::now();
    return (way == 0 ? use.bytes : use.handles) != 0;
}

TEST_CASE("each rule detects the protocol that breaks it", "[caught]") {
    for (std::size_t i = 0; i < known_rules().size(); ++i) {
        const rule& each = known_rules()[i];
        if (wants_a_process(each.id))
            continue;
        std::size_t way = 0;
        do {
            if (!is_measured(each, way))
                continue;
            for (unsigned seed = 1; seed <= seeds(); ++seed) {
                const verdict v = caught(each, misbehaving::protocol_id(i, way), seed);
                INFO(each.id << ", way " << way << ", seed " << seed << ": " << text(v));
                CHECK(v.outcome == kind::broken);
                // a random sequence says itself which callback it was
                CHECK(v.callback.empty() == (std::string{each.id} != "RP-RANDOM-01"));
            }
        } while (misbehaving_protocol{misbehaving::protocol_id(i, ++way)}.exists());
    }
}

TEST_CASE("no rule accuses an odd protocol", "[odd]") {
    const auto [first, step] = shard();
    std::size_t number = first;
    for (; misbehaving_protocol{misbehaving::odd_protocol_id(number)}.exists(); number += step)
        for (const rule& each : known_rules())
            for (unsigned seed = 1; seed <= seeds(); ++seed) {
                const auto tried = [&] {
                    return misbehaving_protocol{misbehaving::odd_protocol_id(number)}.tried(
                        each, seed, std::chrono::seconds{5});
                };
                verdict v = tried();
                if (v.outcome == kind::broken) // perhaps other programs took the processors
                    v = tried();
                INFO("odd protocol " << number << ", " << each.id << ", seed " << seed << ": "
                                     << text(v));
                CHECK(v.outcome != kind::broken);
            }
    CHECK(number >= step);
}

// Rules about threads are slow. Those about another callback cannot detect the deviation, unless
// all scenarios call the callback that deviates.
bool is_worth_a_try(const rule& other, const rule& broken) {
    const std::string id = other.id;
    if (id == "RP-RANDOM-01") // a random sequence may show any fault
        return false;
    if (id.rfind("RP-THREAD-", 0) != 0 && id.rfind("RP-RACE-", 0) != 0)
        return true;
    static const std::set<std::string> everywhere{"start_protocol", "stop_protocol",
                                                  "get_event_message"};
    return std::string{other.callback} == broken.callback || everywhere.contains(broken.callback);
}

TEST_CASE("no rule accuses a protocol that breaks another", "[alone]") {
    const auto [first, step] = shard();
    for (std::size_t i = first; i < known_rules().size(); i += step) {
        const std::string broken = known_rules()[i].id;
        if (wants_a_process(broken))
            continue;
        const auto also = related.find(broken);
        for (const rule& other : known_rules()) {
            if (other.id == broken || !is_worth_a_try(other, known_rules()[i]) ||
                (also != related.end() && also->second.contains(other.id)))
                continue;
            verdict v = misbehaving_protocol{misbehaving::protocol_id(i)}.tried(other, 1);
            if (v.outcome == kind::broken) // perhaps other programs took the processors for so long
                v = misbehaving_protocol{misbehaving::protocol_id(i)}.tried(
                    other, 1, std::chrono::seconds{5});
            INFO("breaks " << broken << ", accused by " << other.id << ": " << text(v));
            CHECK(v.outcome != kind::broken);
        }
    }
}

TEST_CASE("a protocol that keeps its DLL loaded is detected", "[holds]") {
    const std::string wanted = setting("ROUTPACT_RULE");
    for (std::size_t i = 0; i < known_rules().size(); ++i)
        if (known_rules()[i].id == wanted) {
            const verdict v =
                misbehaving_protocol{misbehaving::protocol_id(i)}.tried(known_rules()[i], 1);
            INFO(wanted << ": " << text(v));
            CHECK(v.outcome == kind::broken);
            return;
        }
    FAIL("no rule " << wanted);
}

// Runs in its own process, because the process crashes.
TEST_CASE("a protocol that uses what is gone crashes", "[.][crash]") {
    const std::string wanted = setting("ROUTPACT_RULE");
    for (std::size_t i = 0; i < known_rules().size(); ++i)
        if (known_rules()[i].id == wanted) {
            std::puts("trying");
            std::fflush(stdout);
            misbehaving_protocol{misbehaving::protocol_id(i)}.tried(known_rules()[i], 1);
            std::this_thread::sleep_for(std::chrono::seconds{1}); // its thread may be slow
            std::puts("alive");
        }
}

TEST_CASE("protocols that keep the contract are not accused", "[conforming]") {
    std::istringstream list{setting("ROUTPACT_CONFORMING")}; // path|id path|id ...
    unsigned protocols = 0;
    for (std::string entry; list >> entry; ++protocols) {
        const std::size_t bar = entry.find('|');
        loaded_module dll{entry.substr(0, bar)};
        subject on{dll, static_cast<DWORD>(std::stoul(entry.substr(bar + 1), nullptr, 0))};
        unsigned kept = 0;
        for (on.seed = 1; on.seed <= seeds(); ++on.seed)
            for (const rule& each : known_rules()) {
                transcript log;
                const verdict v = run(each, on, log);
                INFO(entry << ", " << each.id << ", seed " << on.seed << ": " << text(v));
                CHECK(v.outcome != kind::broken);
                kept += v.outcome == kind::kept ? 1 : 0;
            }
        INFO(entry << " kept " << kept);
        CHECK(kept > 150 * seeds()); // else most rules did not apply
    }
    CHECK(protocols > 0);
}

} // namespace
