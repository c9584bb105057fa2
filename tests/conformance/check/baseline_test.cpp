#include "sample_outcomes.hpp"
#include "temporary_folder.hpp"

#include <baseline.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <failure.hpp>
#include <rules.hpp>
#include <trial.hpp>

namespace baseline_tests {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::StartsWith;
using kind = outcome::kind;
using routpact::conformance::rule;

namespace {

const rule& known = known_rules()[0];
const rule& other = known_rules()[1];

outcome found(const rule& of, kind what, const std::string& observed = "NO_ERROR (0) for 716") {
    outcome one;
    one.of = &of;
    one.what = what;
    one.observed = observed;
    return one;
}

std::vector<baseline_entry> entries(const std::string& text) {
    const temporary_folder folder;
    return read_baseline("--baseline", folder.write("list", text));
}

/// Returns the number of stale entries of a list with one entry, and whether it accepts `finding`.
std::pair<std::size_t, bool> applied(const std::string& text, outcome finding) {
    const std::size_t stale = accept(entries(text), {&finding}).size();
    return {stale, finding.accepted};
}

const std::string id = known.id;

} // namespace

TEST_CASE("An entry accepts the findings that match it", "[check]") {
    const std::pair<std::size_t, bool> accepted{0, true}, stale{1, false}, untried{0, false};
    const outcome finding = found(known, kind::broken);
    CHECK(applied(id + "  broken  NO_ERROR (0) for *", finding) == accepted);
    CHECK(applied(id + " broken *", finding) == accepted);
    CHECK(applied(id + " broken NO_ERROR (0)", finding) == stale);
    CHECK(applied(id + " crashed *", finding) == stale);
    CHECK(applied(id + " kept *", found(known, kind::kept, "")) == stale);
    CHECK(applied(id + " broken *", found(known, kind::kept)) == stale);
    CHECK(applied(id + " broken *", found(known, kind::not_applicable)) == untried);
    CHECK(applied(id + " broken *", found(other, kind::broken)) == untried);
    CHECK(applied("RP-NONE-01 broken *", finding) == stale);
}

TEST_CASE("A DLL that cannot be loaded is never accepted", "[check]") {
    const rule load{load_only, "register_protocol", "loads", "p", known.level, nullptr};
    outcome one = found(load, kind::crashed);
    CHECK_THAT(baseline_text({}, {&one}, false), !ContainsSubstring(load_only));
    accept(entries("LOAD crashed *"), {&one});
    CHECK_FALSE(one.accepted);
}

TEST_CASE("A list accepts what it was written from, and depends on no build", "[check]") {
    outcome one = found(known, kind::broken);
    outcome crash =
        found(other, kind::crashed, "reading 0x10 at my.dll+0x5 #1\nin pfnStopProtocol");
    outcome advice = found(advised, kind::broken);
    const std::string text = baseline_text({}, {&crash, &one, &advice, &one}, false);
    INFO(text);
    CHECK_THAT(text, ContainsSubstring("\n" + id + "  broken  NO_ERROR (0) for *\n"));
    CHECK_THAT(text, ContainsSubstring("  crashed  reading * at * ?**in pfnStopProtocol\n"));
    CHECK_THAT(text, !ContainsSubstring(advised.id));
    CHECK_THAT(baseline_text({}, {&advice}, true), ContainsSubstring(advised.id));
    CHECK(text.find(id) == text.rfind(id));
    CHECK(text.find(id) < text.find(other.id));
    CHECK(accept(entries(text), {&one, &crash}).empty());
    CHECK(one.accepted);
    CHECK(crash.accepted);
}

TEST_CASE("A list that is written again keeps comments and entries that are not stale", "[check]") {
    outcome one = found(known, kind::broken);
    const outcome kept = found(other, kind::kept);
    outcome gone = kept;
    const std::string before = baseline_text(
        entries("# ticket 5\n" + id + " broken NO_* # soon\n# old\n" + other.id + " broken *\n"),
        {&one, &gone}, false);
    INFO(before);
    CHECK_THAT(before, ContainsSubstring("\n\n# ticket 5\n# soon\n" + id + "  broken  NO_*\n"));
    CHECK_THAT(before, !ContainsSubstring("old"));
    CHECK_THAT(before, !ContainsSubstring(other.id));
    CHECK(baseline_text(entries(before), {&one}, false) == before);
    CHECK(baseline_text(entries(before), {}, false) == before); // nothing was tried
}

TEST_CASE("A stale entry is named, and what to do", "[check]") {
    CHECK(stale_text(entries("\n" + id + " broken *")[0], "list") ==
          "list:2: " + id +
              "  broken  *: the DLL no longer has this finding. Remove the line, or write the list "
              "again with --write-baseline list.");
    CHECK_THAT(stale_text(entries("RP-NONE-01 broken *")[0], "list"),
               ContainsSubstring("there is no rule RP-NONE-01"));
}

TEST_CASE("An error in a list names the file and the line", "[check]") {
    const temporary_folder folder;
    const std::string list = folder.write("list", "\nRP-REG-01 broken\n");
    CHECK_THROWS_MATCHES(read_baseline("--baseline", list), cannot_run,
                         MessageMatches(StartsWith(list + ":2: not an accepted finding: ")));
    CHECK_THROWS_MATCHES(read_baseline("--baseline", folder.name("none")), cannot_run,
                         MessageMatches(StartsWith("--baseline: cannot open ")));
}

} // namespace baseline_tests
