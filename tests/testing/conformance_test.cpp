// The rules as data, and a run of them on a class in this process.

#include "in_process.hpp"
#include "rules.hpp"
#include "sessions_module.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <routpact/testing/run.hpp>
#include <set>

namespace {

using namespace routpact::testing;
using kind = verdict::kind;

bool is_known(const std::string& callback) {
    bool known = callback == routpact::register_protocol.name;
    routpact::for_each(routpact::callbacks<table>, [&](const routpact::callback& row) {
        known = known || callback == row.name;
    });
    return known;
}

} // namespace

TEST_CASE("rules have stable ids, and all that a report needs", "[testing][rules]") {
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
    // a slot's number is its position in the structure, so these never change
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
        CHECK(v.what != kind::broken);
        kept += v.what == kind::kept ? 1 : 0;
        if (std::string{each.id}.rfind("RP-UNLOAD", 0) == 0)
            CHECK(v.what == kind::not_applicable);
    }
    CHECK(kept > 200);
}

TEST_CASE("what was found is told before the protocol is stopped", "[testing][rules]") {
    in_process dll{sessions_entry_point};
    subject on{dll, sessions_id};
    for (const rule& each : known_rules()) {
        if (std::string{each.id} != "RP-INDEX-09")
            continue;
        transcript log;
        std::string last;
        run(each, on, log, [&](const verdict& v) {
            CHECK(v.what == kind::kept);
            last = log.calls().back().callback;
        });
        CHECK(last == "delete_interface");
        CHECK(log.calls().back().callback == "stop_protocol");
    }
}

TEST_CASE("a module that cannot be loaded is tried by no rule", "[testing][rules]") {
    class : public routpact::testing::module {
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
        CHECK(v.what == kind::not_applicable);
        CHECK(v.observed.find("no such file") != std::string::npos);
        CHECK(log.calls().empty());
    }
}

TEST_CASE("a transcript is heard as it is written", "[testing]") {
    std::vector<std::string> heard;
    transcript log{[&](const recorded_call& call, bool returned) {
        heard.push_back(std::to_string(call.number) + call.callback +
                        (returned ? " = " + std::to_string(*call.answer) : ""));
    }};
    const unsigned first = log.begin({0, "a", "pfnA", "", {}, {}});
    const unsigned second = log.begin({0, "b", "pfnB", "", {}, {}});
    log.end(second, 5, "");
    log.end(first, 0, "");
    CHECK(heard == std::vector<std::string>{"1a", "2b", "2b = 5", "1a = 0"});
    CHECK(log.calls()[1].answer == DWORD{5});
}
