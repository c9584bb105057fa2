#include "sample_outcomes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace report_tests {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;
using kind = outcome::kind;

namespace {

/// Whether XML is well-formed. Supports what the reports use: elements, attributes, entities, text.
bool is_well_formed(std::string xml) {
    std::vector<std::string> open;
    const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    if (!xml.starts_with(declaration))
        return false;
    xml.erase(0, declaration.size());
    for (std::size_t i = 0; i < xml.size(); ++i) {
        if (xml[i] == '&') {
            const std::string entity = xml.substr(i, xml.find(';', i) - i + 1);
            if (entity != "&lt;" && entity != "&gt;" && entity != "&amp;" && entity != "&quot;" &&
                entity != "&#10;")
                return false;
        }
        if (xml[i] == '>' || (static_cast<unsigned char>(xml[i]) < 0x20 && xml[i] != '\n'))
            return false;
        if (xml[i] != '<')
            continue;
        const std::size_t end = xml.find('>', i); // attributes contain no '>'
        const std::string tag = xml.substr(i + 1, end - i - 1);
        if (end == std::string::npos || tag.find('<') != std::string::npos)
            return false;
        i = end;
        const std::string name = tag.substr(0, tag.find(' '));
        if (tag.starts_with("/")) {
            if (open.empty() || "/" + open.back() != tag)
                return false;
            open.pop_back();
        } else if (!tag.ends_with("/"))
            open.push_back(name);
    }
    return open.empty();
}

} // namespace

TEST_CASE("Well-formed XML is distinguished from other text", "[check]") {
    const std::string begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    CHECK(is_well_formed(begin + "<a><b c=\"&lt;\"/>text</a>\n"));
    CHECK_FALSE(is_well_formed(begin + "<a><b></a></b>"));
    CHECK_FALSE(is_well_formed(begin + "<a>"));
    CHECK_FALSE(is_well_formed(begin + "<a>&</a>"));
    CHECK_FALSE(is_well_formed(begin + "<a>\x01</a>"));
}

TEST_CASE("A JUnit report is well-formed and counts the findings that decide", "[check]") {
    const results some = run_of({result(stops, kind::kept), result(stops, kind::broken),
                                 result(stops, kind::crashed), result(stops, kind::not_applicable),
                                 result(advised, kind::broken)});
    const std::string xml = junit_report(some);
    INFO(xml);
    CHECK(is_well_formed(xml));
    CHECK_THAT(xml, ContainsSubstring("tests=\"5\" failures=\"1\" errors=\"1\" skipped=\"2\""));
    CHECK_THAT(xml, ContainsSubstring("name=\"routpact-check a&amp;b.dll\""));
    CHECK_THAT(xml, ContainsSubstring("<property name=\"seed\" value=\"5\"/>"));
    CHECK_THAT(xml, ContainsSubstring("classname=\"pfnStopProtocol\" name=\"RP-X-01\""));
    CHECK_THAT(xml, ContainsSubstring("<failure type=\"contract\" message=\"expected a &lt; b"));
    CHECK_THAT(xml, ContainsSubstring("<skipped message=\"advice: "));
    CHECK_THAT(xml, ContainsSubstring("at x.dll+0x1"));
}

TEST_CASE("With --strict, advice decides too", "[check]") {
    const std::vector<outcome> advice{result(advised, kind::broken), result(stops, kind::kept)};
    CHECK(run_of(advice).exit_code() == 0);
    CHECK(run_of(advice, true).exit_code() == 1);
    CHECK_THAT(junit_report(run_of(advice, true)), ContainsSubstring("failures=\"1\""));
    CHECK(run_of({result(stops, kind::broken)}).exit_code() == 1);
    CHECK(run_of({result(stops, kind::not_applicable)}).exit_code() == 2);
}

TEST_CASE("A JUnit report names the tool, its version and the seed", "[check]") {
    const std::string xml = junit_report(run_of({result(stops, kind::kept)}));
    for (const char* property :
         {"\"tool\" value=\"routpact-check\"", "\"schema_version\" value=\"1\"",
          "\"version\" value=\"0.", "\"seed\" value=\"5\""})
        CHECK_THAT(xml, ContainsSubstring(std::string{"<property name="} + property));
}

TEST_CASE("A JUnit report has a suite for each DLL and for stale entries", "[check]") {
    results all = run_of({result(stops, kind::kept)});
    all.checks.push_back(all.checks.front());
    all.checks.back().outcomes.clear();
    all.checks.back().impossible = "no such <file>";
    all.stale.push_back({3, "RP-X-01", "broken", "<*>", {}});
    all.wanted.baseline = "list";
    const std::string xml = junit_report(all);
    INFO(xml);
    CHECK(is_well_formed(xml));
    CHECK_THAT(xml, ContainsSubstring("tests=\"1\" failures=\"0\" errors=\"0\""));
    CHECK_THAT(xml, ContainsSubstring("tests=\"1\" failures=\"0\" errors=\"1\""));
    CHECK_THAT(xml, ContainsSubstring("<error message=\"no such &lt;file&gt;\"/>"));
    CHECK_THAT(xml, ContainsSubstring("tests=\"1\" failures=\"1\" errors=\"0\""));
    CHECK_THAT(xml, ContainsSubstring("<failure message=\"list:3: RP-X-01  broken  &lt;*&gt;: "));
    CHECK(all.exit_code() == 2);
}

TEST_CASE("An accepted finding does not count, and is no conformity", "[check]") {
    std::vector<outcome> outcomes{result(stops, kind::broken), result(stops, kind::kept)};
    outcomes[0].accepted = true;
    const results all = run_of(outcomes);
    CHECK(all.exit_code() == 0);
    CHECK_FALSE(all.checks[0].conforms());
    CHECK(all.checks[0].accepted() == 1);
    CHECK_THAT(text_report(all), ContainsSubstring("\n  accepted  RP-X-01 "));
    CHECK_THAT(text_report(all),
               ContainsSubstring("does not conform, but all that counts is accepted."));
    CHECK_THAT(text_report(all), !ContainsSubstring("RP-X-01  broken"));
    CHECK_THAT(junit_report(all), ContainsSubstring("failures=\"0\""));
    CHECK_THAT(junit_report(all), ContainsSubstring("<skipped message=\"accepted: "));
}

TEST_CASE("Stale entries of the baseline fail, and are named", "[check]") {
    results all = run_of({result(stops, kind::kept)});
    CHECK(all.exit_code() == 0);
    all.stale.push_back({3, "RP-X-99", "broken", "*", {}});
    all.wanted.baseline = "list";
    CHECK(all.exit_code() == 1);
    CHECK_THAT(text_report(all), StartsWith("1 stale line in the baseline:\n  list:3: RP-X-99"));
}

TEST_CASE("A run with several DLLs begins with a list, and the worst decides", "[check]") {
    results all = run_of({result(stops, kind::kept)});
    all.checks.push_back(run_of({result(stops, kind::broken)}).checks[0]);
    CHECK(all.exit_code() == 1);
    CHECK_THAT(text_report(all),
               ContainsSubstring(": 2 checks\n"
                                 "  a&b.dll, protocol 0x00000007: The DLL conforms.\n"
                                 "  a&b.dll, protocol 0x00000007: The DLL does not conform.\n"));
}

TEST_CASE("A text report shows a crash once, and only the last calls", "[check]") {
    const std::string text =
        text_report(run_of({result(stops, kind::crashed, 50), result(advised, kind::crashed)}));
    INFO(text);
    CHECK_THAT(text, ContainsSubstring("[10 calls before these]"));
    CHECK_THAT(text, !ContainsSubstring("pfnStopProtocol(9)"));
    CHECK_THAT(text, ContainsSubstring("pfnStopProtocol(10)"));
    CHECK_THAT(text, ContainsSubstring("the same   RP-X-02 "));
    CHECK_THAT(text, ContainsSubstring("1 cause:\n  contract  RP-X-01 +1 "));
    CHECK(text.find("x.dll+0x1") == text.rfind("x.dll+0x1"));
    CHECK_THAT(text, ContainsSubstring("--seed 5 --only RULE"));
    CHECK_THAT(text, ContainsSubstring("observed   ??]]>\n             d\n"));
}

TEST_CASE("A text report begins with the verdict and the shares", "[check]") {
    const std::string text =
        text_report(run_of({result(stops, kind::broken), result(stops, kind::kept),
                            result(stops, kind::not_applicable)}));
    CHECK_THAT(
        text, ContainsSubstring("\n\nThe DLL does not conform.\n1 finding of severity contract, "
                                "0 of severity advice; 1 kept (33 %), 1 not applicable (33 %).\n"));
}

TEST_CASE("A text report shows repeated calls once", "[check]") {
    std::vector<outcome> outcomes{result(stops, kind::broken, 20)};
    for (routpact::testing::recorded_call& call : outcomes[0].calls)
        call.arguments = call.number % 2 ? "1" : "2";
    outcomes[0].calls.resize(21, outcomes[0].calls.back());
    const std::string text = text_report(run_of(outcomes));
    INFO(text);
    CHECK_THAT(text, ContainsSubstring("pfnStopProtocol(1)  NO_ERROR (0)\n"
                                       "             pfnStopProtocol(2)  NO_ERROR (0)\n"
                                       "             [these 2 calls 10 times]\n"));
    for (routpact::testing::recorded_call& call : outcomes[0].calls)
        call.arguments = "";
    CHECK_THAT(text_report(run_of(outcomes)),
               ContainsSubstring("pfnStopProtocol()  NO_ERROR (0)  [21 times]\n"));
}

TEST_CASE("Only a report with colours has escape sequences", "[check]") {
    const results all = run_of({result(stops, kind::broken)});
    CHECK_THAT(text_report(all), !ContainsSubstring("\x1b"));
    CHECK_THAT(text_report(all, true), ContainsSubstring("\x1b[1;31mThe DLL does not conform."));
    CHECK_THAT(text_report(all, true), ContainsSubstring("??]]>")); // not those of the DLL
}

TEST_CASE("The arguments that repeat a rule are quoted for a shell", "[check]") {
    results all = run_of({});
    all.checks[0].wanted.dll = "my dll";
    all.checks[0].wanted.of_trial = {"--timeout=3"};
    CHECK(arguments_to_repeat(all.checks[0], "RP-X-01") ==
          "\"my dll\" --timeout=3 --seed=5 --only=RP-X-01");
}

} // namespace report_tests
