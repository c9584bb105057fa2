// The rules as data, and their trial on a class in this process.

#include "in_process.hpp"
#include "rules.hpp"
#include "sessions_module.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <optional>
#include <routpact/conformance/run.hpp>
#include <set>

namespace conformance_tests {
namespace {

using namespace routpact::conformance;
using namespace routpact::testing;
using kind = verdict::kind;

bool is_known(const std::string& callback) {
    bool known = callback == routpact::registration_contract.name;
    for_each(routpact::callbacks<MPR_ROUTING_CHARACTERISTICS>,
             [&](const routpact::callback& row) { known = known || callback == row.name; });
    return known;
}

} // namespace

TEST_CASE("rules have stable ids and complete texts", "[testing][rules]") {
    std::set<std::string> ids;
    for (const rule& each : known_rules()) {
        const std::string id = each.id;
        INFO(id);
        CHECK(ids.insert(id).second);
        REQUIRE(id.size() > 6);
        CHECK(id.substr(0, 3) == "RP-");
        CHECK(id[id.size() - 3] == '-');
        CHECK(std::isdigit(static_cast<unsigned char>(id[id.size() - 2])));
        CHECK(std::isdigit(static_cast<unsigned char>(id[id.size() - 1])));
        CHECK(is_known(each.callback));
        CHECK(std::string{each.statement}.find('\n') == std::string::npos);
        CHECK_FALSE(std::string{each.page}.empty());
        CHECK(each.scenario);
    }
    // The number of a slot is its position in the structure, so these ids never change.
    for (const char* const id : {"RP-INDEX-09", "RP-INDEX-15", "RP-CODE-01", "RP-SHORT-17",
                                 "RP-STATE-26", "RP-PTR-06", "RP-REG-02", "RP-STOP-01"})
        CHECK(ids.contains(id));
}

TEST_CASE("a class in this process keeps the rules", "[testing][rules]") {
    in_process dll{sessions_entry_point};
    subject on{dll, sessions_id};
    unsigned kept = 0;
    for (const rule& each : known_rules()) {
        transcript log;
        const verdict v = run(each, on, log);
        INFO(each.id << ": expected " << v.expected << ", observed " << v.observed);
        CHECK(v.outcome != kind::broken);
        kept += v.outcome == kind::kept ? 1 : 0;
        if (std::string{each.id}.rfind("RP-UNLOAD", 0) == 0)
            CHECK(v.outcome == kind::not_applicable);
    }
    CHECK(kept > 200);
}

TEST_CASE("run passes the verdict before it stops the protocol", "[testing][rules]") {
    in_process dll{sessions_entry_point};
    subject on{dll, sessions_id};
    for (const rule& each : known_rules()) {
        if (std::string{each.id} != "RP-INDEX-09")
            continue;
        transcript log;
        std::string last;
        run(each, on, log, [&](const verdict& v) {
            CHECK(v.outcome == kind::kept);
            last = log.calls().back().callback;
        });
        CHECK(last == "delete_interface");
        CHECK(log.calls().back().callback == "stop_protocol");
    }
}

TEST_CASE("no rule applies to a module that cannot be loaded", "[testing][rules]") {
    class : public routpact::conformance::protocol_module {
        PREGISTER_PROTOCOL load() override { return nullptr; }
        void unload() override {}
        std::optional<bool> is_loaded() const override { return false; }
        std::string reason() const override { return "no such file"; }
    } missing;
    subject on{missing, 1};
    for (const rule& each : known_rules()) {
        transcript log;
        const verdict v = run(each, on, log);
        INFO(each.id);
        CHECK(v.outcome == kind::not_applicable);
        CHECK(v.observed.find("no such file") != std::string::npos);
        CHECK(log.calls().empty());
    }
}

TEST_CASE("a registration is tried before the rules", "[testing][rules]") {
    std::optional<DWORD> code;
    const auto record = [&](std::optional<DWORD> answer) { code = answer; };
    transcript log;
    in_process dll{sessions_entry_point};
    subject known{dll, sessions_id};
    try_registration(known, log, record);
    CHECK(code == DWORD{NO_ERROR});
    subject unknown{dll, sessions_id + 1};
    try_registration(unknown, log, record);
    CHECK(code == DWORD{ERROR_NOT_SUPPORTED});
    in_process missing{nullptr};
    subject unloadable{missing, sessions_id};
    try_registration(unloadable, log, record);
    CHECK_FALSE(code.has_value());
}

TEST_CASE("a transcript passes calls to its listener", "[testing]") {
    std::vector<std::string> received;
    transcript log{[&](const recorded_call& call, bool returned) {
        received.push_back(std::to_string(call.number) + call.callback +
                           (returned ? " = " + std::to_string(*call.answer) : ""));
    }};
    const unsigned first = log.begin({0, "a", "pfnA", "", {}, {}});
    const unsigned second = log.begin({0, "b", "pfnB", "", {}, {}});
    log.end(second, 5, "");
    log.end(first, 0, "");
    CHECK(received == std::vector<std::string>{"1a", "2b", "2b = 5", "1a = 0"});
    CHECK(log.calls()[1].answer == DWORD{5});
}

} // namespace conformance_tests
