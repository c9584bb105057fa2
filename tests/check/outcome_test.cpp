#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <child_outcome.hpp>
#include <failure.hpp>

using Catch::Matchers::Message;
using kind = outcome::kind;

namespace {

constexpr routpact::testing::rule some_rule{
    "RP-X-01", "stop_protocol", "stops", "pstop_protocol", routpact::testing::severity::contract,
    nullptr};

outcome read(const std::string& records, bool timed_out = false) {
    return outcome_of(some_rule, {records, "printed", "it ended with exit code 3", timed_out, 1.5},
                      10);
}

const std::string stop_is_called = "call\t1\tstop_protocol\tpfnStopProtocol\t\n";
const std::string stop_returns = "return\t1\t907\tsome output\n";

} // namespace

TEST_CASE("A verdict, and the calls that led to it", "[check]") {
    const outcome result =
        read(stop_is_called + stop_returns + "verdict\tbroken\ta\\tb\\nc\\\\d\tobserved\ndone\n");
    CHECK(result.what == kind::broken);
    CHECK(result.expected == "a\tb\nc\\d");
    CHECK(result.observed == "observed");
    CHECK(result.printed == "printed");
    REQUIRE(result.calls.size() == 1);
    CHECK(signature(result.calls[0]) == "pfnStopProtocol()");
    CHECK(result.calls[0].answer == 907U);
    CHECK(result.calls[0].outputs == "some output");
}

TEST_CASE("Of a process that died, the calls that had not returned are told", "[check]") {
    CHECK(read(stop_is_called).what == kind::ended);
    CHECK(read(stop_is_called).observed == "it ended with exit code 3, in pfnStopProtocol");
    CHECK(read(stop_is_called + stop_returns).observed ==
          "it ended with exit code 3, outside of any call");
    CHECK(read(stop_is_called + "ca").observed == "it ended with exit code 3, in pfnStopProtocol");
    CHECK(read("").what == kind::ended);
}

TEST_CASE("A hang is told with what had not returned", "[check]") {
    CHECK(read(stop_is_called, true).what == kind::hung);
    CHECK(read(stop_is_called, true).observed == "pfnStopProtocol has not ended after 10 s");
    CHECK(read(stop_is_called + stop_returns, true).observed ==
          "the trial, in which no call is open, has not ended after 10 s");
    CHECK(read("verdict\tkept\t\t\ndone\n", true).what == kind::kept);
}

TEST_CASE("A crash outweighs a verdict that found nothing, and adds to one that did", "[check]") {
    const std::string crash = "crash\tboom at x.dll+0x1\nframe\tx.dll+0x1\nframe\tx.dll+0x2\n";
    const outcome kept = read("verdict\tkept\t\t\n" + stop_is_called + crash);
    CHECK(kept.what == kind::crashed);
    CHECK(kept.observed == "boom at x.dll+0x1, in pfnStopProtocol");
    CHECK(kept.stack == std::vector<std::string>{"x.dll+0x1", "x.dll+0x2"});
    const outcome broken = read("verdict\tbroken\t1\t2\n" + stop_is_called + crash);
    CHECK(broken.what == kind::broken);
    CHECK(broken.observed == "2; after that it crashed: boom at x.dll+0x1, in pfnStopProtocol");
}

TEST_CASE("A DLL that cannot be used ends the check", "[check]") {
    CHECK_THROWS_MATCHES(read("unusable\tit is no DLL\ndone\n"), cannot_run,
                         Message("it is no DLL"));
}
