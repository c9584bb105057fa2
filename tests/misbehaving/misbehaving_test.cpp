// Each rule catches the protocol that was made to break it, no other one does, and protocols that
// keep the contract are not accused. Environment: ROUTPACT_MISBEHAVING and ROUTPACT_CONFORMING
// name the DLLs, ROUTPACT_SEEDS says how many seeds are tried.

#include "loaded_module.hpp"
#include "protocols.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <map>
#include <routpact/testing/run.hpp>
#include <set>
#include <sstream>

namespace {

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

// What a rule cannot help catching as well.
const std::map<std::string, std::set<std::string>> related{
    // who refuses interfaces for a while has not got the first one
    {"RP-START-02", {"RP-ITF-01", "RP-ITF-06"}},
    // who does not tell its stop after an update does not while one races either
    {"RP-STOP-01", {"RP-RACE-14"}},
    // who counts addresses asks for too little
    {"RP-MCAST-04", {"RP-WHOLE-17"}},
};

// These end the process, or have it keep the DLL.
bool wants_a_process(const std::string& rule) {
    return rule.rfind("RP-UNLOAD-", 0) == 0;
}

/// A misbehaving protocol, with info blocks that it takes.
class misbehaving_protocol {
public:
    explicit misbehaving_protocol(std::size_t rule) {
        subject_.protocol_id = misbehaving::protocol_id(rule);
        subject_.global_info =
            info_bytes{std::vector<unsigned char>(misbehaving::global_info_size)};
        subject_.interface_info =
            info_bytes{std::vector<unsigned char>(misbehaving::interface_info_size)};
        subject_.patience = std::chrono::milliseconds{200};
    }
    verdict tried(const rule& which, unsigned seed) {
        subject_.seed = seed;
        transcript log;
        return run(which, subject_, log);
    }

private:
    loaded_module dll_{setting("ROUTPACT_MISBEHAVING")};
    subject subject_{dll_, 0};
};

std::string text(const verdict& v) {
    const char* const kinds[] = {"kept", "broken", "not applicable"};
    return std::string{kinds[static_cast<int>(v.what)]} + "; expected: " + v.expected +
           "; observed: " + v.observed;
}

// What a rule sees of it: of several times, where a stop has to come into a call, which is up to
// chance.
verdict caught(const rule& which, std::size_t number, unsigned seed) {
    for (int times = std::string{which.id}.rfind("RP-RACE-", 0) == 0 ? 5 : 1;;) {
        verdict v = misbehaving_protocol{number}.tried(which, seed);
        if (v.what == kind::broken || --times == 0)
            return v;
    }
}

TEST_CASE("each rule catches the protocol that was made to break it", "[caught]") {
    for (std::size_t i = 0; i < known_rules().size(); ++i) {
        const rule& each = known_rules()[i];
        if (wants_a_process(each.id))
            continue;
        for (unsigned seed = 1; seed <= seeds(); ++seed) {
            const verdict v = caught(each, i, seed);
            INFO(each.id << ", seed " << seed << ": " << text(v));
            CHECK(v.what == kind::broken);
        }
    }
}

// Rules of threads take their time; those of another callback see nothing of what is wrong with
// this one, unless it is one of the few that all scenarios call.
bool is_worth_a_try(const rule& other, const rule& broken) {
    const std::string id = other.id;
    if (id.rfind("RP-THREAD-", 0) != 0 && id.rfind("RP-RACE-", 0) != 0)
        return true;
    static const std::set<std::string> everywhere{"start_protocol", "stop_protocol",
                                                  "get_event_message"};
    return std::string{other.callback} == broken.callback || everywhere.contains(broken.callback);
}

TEST_CASE("no rule accuses a protocol that breaks another", "[alone]") {
    // ROUTPACT_SHARD: "1/3" is every third protocol from the first on
    const std::string shard = setting("ROUTPACT_SHARD");
    const std::size_t first = shard.empty() ? 0 : std::stoul(shard) - 1;
    const std::size_t step = shard.empty() ? 1 : std::stoul(shard.substr(shard.find('/') + 1));
    for (std::size_t i = first; i < known_rules().size(); i += step) {
        const std::string broken = known_rules()[i].id;
        if (wants_a_process(broken))
            continue;
        const auto also = related.find(broken);
        for (const rule& other : known_rules()) {
            if (other.id == broken || !is_worth_a_try(other, known_rules()[i]) ||
                (also != related.end() && also->second.contains(other.id)))
                continue;
            const verdict v = misbehaving_protocol{i}.tried(other, 1);
            INFO("made to break " << broken << ", accused by " << other.id << ": " << text(v));
            CHECK(v.what != kind::broken);
        }
    }
}

TEST_CASE("a protocol that holds its DLL is caught", "[holds]") {
    const std::string wanted = setting("ROUTPACT_RULE");
    for (std::size_t i = 0; i < known_rules().size(); ++i)
        if (known_rules()[i].id == wanted) {
            const verdict v = misbehaving_protocol{i}.tried(known_rules()[i], 1);
            INFO(wanted << ": " << text(v));
            CHECK(v.what == kind::broken);
            return;
        }
    FAIL("no rule " << wanted);
}

// Run by itself: the process ends there.
TEST_CASE("a protocol whose code runs on crashes when it is unloaded", "[.][crash]") {
    for (std::size_t i = 0; i < known_rules().size(); ++i)
        if (known_rules()[i].id == std::string{"RP-UNLOAD-01"}) {
            std::puts("unloading");
            std::fflush(stdout);
            misbehaving_protocol{i}.tried(known_rules()[i], 1);
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
                CHECK(v.what != kind::broken);
                kept += v.what == kind::kept ? 1 : 0;
            }
        INFO(entry << " kept " << kept);
        CHECK(kept > 150 * seeds()); // else the rules did not apply at all
    }
    CHECK(protocols > 0);
}

} // namespace
