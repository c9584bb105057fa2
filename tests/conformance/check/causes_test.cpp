#include "sample_outcomes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <causes.hpp>
#include <progress.hpp>

namespace causes_tests {

using kind = outcome::kind;
using routpact::conformance::rule;
using routpact::conformance::severity;

namespace {

constexpr rule family_of_stop{"RP-F-03",        "stop_protocol",    "is refused",
                              "pstop_protocol", severity::contract, nullptr};
constexpr rule family_of_add{"RP-F-08",        "add_interface",    "is refused",
                             "padd_interface", severity::contract, nullptr};

outcome found(const rule& of, kind what, const std::string& observed) {
    outcome one;
    one.of = &of;
    one.what = what;
    one.observed = observed;
    return one;
}

std::size_t number_of_causes(const outcome& a, const outcome& b) {
    return causes_of({a, b}, false).size();
}

} // namespace

TEST_CASE("Rules of a family with the same observation have one cause", "[check]") {
    const auto broken = [](const rule& of, const std::string& observed) {
        return found(of, kind::broken, observed);
    };
    const outcome one = broken(family_of_stop, "NO_ERROR (0) for 716 in pfnStopProtocol");
    CHECK(number_of_causes(one, broken(family_of_add, "NO_ERROR (0) for 5 in pfnAddInterface")) ==
          1);
    CHECK(number_of_causes(one, broken(family_of_add, "NO_ERROR (0)")) == 2);
    CHECK(number_of_causes(one, broken(family_of_add, "NO_ERROR (1) for 5 in pfnAddInterface")) ==
          2);
    CHECK(number_of_causes(one, broken(stops, one.observed)) == 2); // another statement
    outcome accepted = one;
    accepted.accepted = true;
    CHECK(number_of_causes(one, accepted) == 2);
    CHECK(number_of_causes(one, found(family_of_add, kind::kept, "")) == 1);
}

TEST_CASE("A crash has one cause, whichever rule meets it", "[check]") {
    const auto crash = [](const rule& of, const std::string& where) {
        return found(of, kind::crashed, "reading address 0x10 at " + where);
    };
    const outcome one = crash(stops, "x.dll+0x1, in pfnStopProtocol");
    CHECK(number_of_causes(one, crash(advised, "x.dll+0x1, in pfnAddInterface")) == 1);
    CHECK(number_of_causes(one, crash(advised, "x.dll+0x2, in pfnStopProtocol")) == 2);
    CHECK(number_of_causes(one, found(advised, kind::hung, one.observed)) == 2);
    outcome deeper = one;
    deeper.stack = {"x.dll+0x1", "x.dll+0x7"};
    CHECK(number_of_causes(one, deeper) == 1);
}

TEST_CASE("Two calls of abort() have one cause if their stacks are equal", "[check]") {
    outcome one = found(stops, kind::crashed, "abort() was called, in pfnStopProtocol");
    one.stack = {"libc.so+0x1", "x.so+0x1"};
    outcome other = one;
    CHECK(number_of_causes(one, other) == 1);
    other.stack.back() = "x.so+0x2";
    CHECK(number_of_causes(one, other) == 2);
}

TEST_CASE("Causes that count come first, and accepted ones last", "[check]") {
    std::vector<outcome> outcomes{
        found(stops, kind::broken, "accepted"), found(advised, kind::broken, "advice"),
        found(stops, kind::broken, "contract"), found(stops, kind::crashed, "crash"),
        found(advised, kind::crashed, "crash")};
    outcomes[0].accepted = true;
    const std::vector<cause> causes = causes_of(outcomes, false);
    REQUIRE(causes.size() == 4);
    CHECK(causes[0].first().observed == "contract");
    CHECK(causes[1].findings.size() == 2);
    CHECK(causes[2].first().observed == "advice");
    CHECK(causes[3].first().observed == "accepted");
}

TEST_CASE("The title of a cause counts callbacks or rules", "[check]") {
    const auto title_of = [](const std::vector<outcome>& outcomes) {
        return title(causes_of(outcomes, false).front());
    };
    const outcome one = found(family_of_stop, kind::broken, "NO_ERROR (0)\nmore");
    const outcome other = found(family_of_add, kind::broken, "NO_ERROR (0)\nmore");
    CHECK(title_of({one}) == "is refused: NO_ERROR (0) (pfnStopProtocol)");
    CHECK(title_of({one, other}) == "is refused: NO_ERROR (0) (2 callbacks)");
    CHECK(title_of({found(stops, kind::hung, "x")}) == "x (pfnStopProtocol)");
    CHECK(title_of({found(stops, kind::hung, "x"), found(family_of_add, kind::hung, "x")}) ==
          "x (2 rules)");
}

TEST_CASE("The progress estimates the time left once it can", "[check]") {
    CHECK(progress_text(0, 100, 0, 9) == "0 of 100 rules, 0 with findings");
    CHECK(progress_text(4, 100, 1, 9) == "4 of 100 rules, 1 with findings");
    CHECK(progress_text(50, 100, 1, 9) == "50 of 100 rules, 1 with findings, about 9 s left");
    CHECK(progress_text(99, 100, 1, 9) == "99 of 100 rules, 1 with findings");
}

TEST_CASE("A finding names the callback that has broken the rule", "[check]") {
    outcome one = found(family_of_stop, kind::broken, "NO_ERROR (0)");
    CHECK(title(causes_of({one}, false)[0]) == "is refused: NO_ERROR (0) (pfnStopProtocol)");
    one.callback = "pfnDeleteInterface";
    CHECK(title(causes_of({one}, false)[0]) == "is refused: NO_ERROR (0) (pfnDeleteInterface)");
}

} // namespace causes_tests
