#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <summary.hpp>

using Catch::Matchers::ContainsSubstring;
using kind = outcome::kind;
using routpact::testing::rule;
using routpact::testing::severity;

namespace {

constexpr rule stops{"RP-X-01",        "stop_protocol",    "stops <\"well\"> & good",
                     "pstop_protocol", severity::contract, nullptr};
constexpr rule advised{"RP-X-02",        "stop_protocol",  "stops early",
                       "pstop_protocol", severity::advice, nullptr};

outcome result(const rule& of, kind what, std::size_t calls = 1) {
    outcome made;
    made.of = &of;
    made.what = what;
    made.expected = "a < b && \"c\"";
    made.observed = "\x01\xff]]>\nd";
    made.printed = "printed <tag>\n";
    made.stack = {"x.dll+0x1"};
    for (unsigned i = 0; i < calls; ++i)
        made.calls.push_back({i + 1, "stop_protocol", "pfnStopProtocol", std::to_string(i), 0, ""});
    return made;
}

struct reported {
    options wanted;
    summary all{wanted, {}};

    explicit reported(std::vector<outcome> outcomes, bool strict = false) {
        wanted.dll = "a&b.dll";
        wanted.protocol_id = 7;
        wanted.seed = 5;
        wanted.strict = strict;
        all.outcomes = std::move(outcomes);
    }
};

/// Whether XML is well-formed, as far as the reports use it: elements, attributes, entities, text.
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
        const std::size_t end = xml.find('>', i); // attributes have none
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

TEST_CASE("What is well-formed, and what is not", "[check]") {
    const std::string begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    CHECK(is_well_formed(begin + "<a><b c=\"&lt;\"/>text</a>\n"));
    CHECK_FALSE(is_well_formed(begin + "<a><b></a></b>"));
    CHECK_FALSE(is_well_formed(begin + "<a>"));
    CHECK_FALSE(is_well_formed(begin + "<a>&</a>"));
    CHECK_FALSE(is_well_formed(begin + "<a>\x01</a>"));
}

TEST_CASE("A JUnit report is well-formed, and counts what decides", "[check]") {
    const reported some{{result(stops, kind::kept), result(stops, kind::broken),
                         result(stops, kind::crashed), result(stops, kind::not_applicable),
                         result(advised, kind::broken)}};
    const std::string xml = junit_report(some.all);
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

TEST_CASE("Strictly, advice decides too", "[check]") {
    const std::vector<outcome> advice{result(advised, kind::broken), result(stops, kind::kept)};
    CHECK(reported{advice}.all.exit_code() == 0);
    CHECK(reported{advice, true}.all.exit_code() == 1);
    CHECK_THAT(junit_report(reported{advice, true}.all), ContainsSubstring("failures=\"1\""));
    CHECK(reported{{result(stops, kind::broken)}}.all.exit_code() == 1);
    CHECK(reported{{result(stops, kind::not_applicable)}}.all.exit_code() == 2);
}

TEST_CASE("A report for people shows one crash once, and the last calls only", "[check]") {
    const reported some{{result(stops, kind::crashed, 50), result(advised, kind::crashed)}};
    const std::string text = text_report(some.all);
    INFO(text);
    CHECK_THAT(text, ContainsSubstring("[10 calls before these]"));
    CHECK_THAT(text, !ContainsSubstring("pfnStopProtocol(9)"));
    CHECK_THAT(text, ContainsSubstring("pfnStopProtocol(10)"));
    CHECK_THAT(text, ContainsSubstring("as for RP-X-01"));
    CHECK(text.find("x.dll+0x1") == text.rfind("x.dll+0x1"));
    CHECK_THAT(text, ContainsSubstring("--seed 5 --only RULE"));
    CHECK_THAT(text, ContainsSubstring("observed   ??]]>\n               d\n"));
}
