#include "sample_outcomes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <html_timeline.hpp>
#include <set>

namespace html_tests {

using Catch::Matchers::ContainsSubstring;
using kind = outcome::kind;
using routpact::testing::recorded_call;

namespace {

/// Whether each element that is opened is closed, in the right order.
bool is_balanced(const std::string& html) {
    const std::set<std::string> empty_elements{"!DOCTYPE", "meta"};
    std::vector<std::string> open;
    for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos; ++at) {
        const bool closes = html[at + 1] == '/';
        const std::size_t begin = at + (closes ? 2 : 1);
        const std::string name = html.substr(begin, html.find_first_of(" >", begin) - begin);
        if (closes && (open.empty() || open.back() != name))
            return false;
        if (closes)
            open.pop_back();
        else if (!empty_elements.contains(name))
            open.push_back(name);
    }
    return open.empty();
}

/// A crash: a callback that calls a support function, and another thread at the same time.
outcome crash_of_two_threads() {
    outcome one = result(stops, kind::crashed, 0);
    one.calls = {
        {1, "", "pfnStartProtocol", "<1>", 0, "", 1, 1, 2},
        {2, "", "pfnUpdateRoutes", "7", std::nullopt, "", 1, 3, 0},
        {3, "", "ValidateRoute", "8", 87, "", 1, 4, 7},
        {4, "", "pfnGetEventMessage", "", 0, "UPDATE_COMPLETE <7>", 2, 5, 6},
        {5, "", "pfnStopProtocol", "", std::nullopt, "", 2, 8, 0},
    };
    return one;
}

} // namespace

TEST_CASE("An HTML report is one well-formed file that loads nothing", "[check]") {
    std::vector<outcome> outcomes{crash_of_two_threads(), result(advised, kind::broken, 50),
                                  result(stops, kind::kept), result(stops, kind::not_applicable),
                                  result(stops, kind::hung)};
    outcomes.back().accepted = true;
    results all = run_of(outcomes);
    all.stale.push_back({3, "RP-X-99", "broken", "<*>", {}});
    all.wanted.baseline = "list";
    const std::string html = html_report(all);
    INFO(html);
    CHECK(is_balanced(html));
    CHECK_THAT(html, ContainsSubstring("default-src 'none'; style-src 'unsafe-inline'"));
    for (const char* loads : {"<script", "<img", "<link", "<iframe", "src=", "url(", "@import"})
        CHECK_THAT(html, !ContainsSubstring(loads));
    for (const char* shown :
         {"<title>routpact-check: a&amp;b.dll</title>", "The DLL does not conform.", "3 causes",
          "stops &lt;&quot;well&quot;&gt; &amp; good", "nc-routprot-pstop_protocol",
          "printed &lt;tag&gt;", "x.dll+0x1", "to repeat", "--seed=5 --only=RP-X-01",
          "badge accepted", "list:3: RP-X-99  broken  &lt;*&gt;", "10 calls before these"}) {
        INFO(shown);
        CHECK_THAT(html, ContainsSubstring(shown));
    }
}

TEST_CASE("A check that was not possible is in the HTML report", "[check]") {
    results all = run_of({});
    all.checks[0].impossible = "no <file>";
    CHECK(is_balanced(html_report(all)));
    CHECK_THAT(html_report(all), ContainsSubstring("No result: no &lt;file&gt;."));
}

TEST_CASE("A timeline has a lane for each thread, and one for events", "[check]") {
    const std::string html = html_timeline(crash_of_two_threads());
    INFO(html);
    CHECK(is_balanced(html));
    CHECK_THAT(html, ContainsSubstring("repeat(2,minmax(0,1fr)) auto"));
    CHECK_THAT(html, ContainsSubstring(">thread 2</div>"));
    CHECK_THAT(html, ContainsSubstring(">events</div>"));
    CHECK_THAT(html, ContainsSubstring("pfnStartProtocol(&lt;1&gt;)"));
    // row / column / rows: the open call extends to the last row, the call inside to the fourth
    CHECK_THAT(html,
               ContainsSubstring("\"extent\" style=\"grid-area:3/2/span 4/span 1;margin-left:0"));
    CHECK_THAT(html,
               ContainsSubstring("\"extent\" style=\"grid-area:4/2/span 2/span 1;margin-left:1"));
    CHECK_THAT(html,
               ContainsSubstring("\"call\" style=\"grid-area:4/2/span 1/span 1;margin-left:1"));
    CHECK_THAT(html, ContainsSubstring("\"call\" style=\"grid-area:5/3/"));
    CHECK_THAT(html,
               ContainsSubstring(
                   "\"event\" style=\"grid-area:5/4/span 1/span 1\">UPDATE_COMPLETE &lt;7&gt;"));
    CHECK_THAT(html, ContainsSubstring("result open\">has not returned"));
    CHECK_THAT(html, ContainsSubstring("result other\">ERROR_INVALID_PARAMETER (87)"));
    CHECK_THAT(html, ContainsSubstring("class=\"end dead\" style=\"grid-row:7\">crashed: "));
}

TEST_CASE("A timeline shows repeated calls once", "[check]") {
    outcome one = result(stops, kind::broken, 21);
    for (recorded_call& call : one.calls)
        call.arguments = call.number == 21 ? "end" : call.number % 2 ? "1" : "2";
    CHECK_THAT(html_timeline(one), ContainsSubstring(">these 2 calls 10 times</div>"));
    for (recorded_call& call : one.calls)
        call.arguments = "";
    CHECK_THAT(html_timeline(one), ContainsSubstring(">21 times</span>"));
    CHECK_THAT(html_timeline(one), !ContainsSubstring(">thread 1<"));
}

} // namespace html_tests
