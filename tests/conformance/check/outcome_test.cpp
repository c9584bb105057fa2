#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <child_outcome.hpp>
#include <failure.hpp>

namespace outcome_tests {

using Catch::Matchers::Message;
using kind = outcome::kind;

namespace {

constexpr routpact::conformance::rule some_rule{"RP-X-01",
                                                "stop_protocol",
                                                "stops",
                                                "pstop_protocol",
                                                routpact::conformance::severity::contract,
                                                nullptr};

outcome read(const std::string& records, bool timed_out = false) {
    return outcome_of(some_rule, {records, "printed", "it ended with exit code 3", timed_out, 1.5},
                      10);
}

const std::string stop_is_called = "call\t1\tstop_protocol\tpfnStopProtocol\t\t2\t1\n";
const std::string stop_returns = "return\t1\t907\tsome output\t4\n";
const std::string no_event = "call\t2\tget_event_message\tpfnGetEventMessage\t\t1\t5\n"
                             "return\t2\t259\t\t6\n";

} // namespace

TEST_CASE("An outcome has the verdict and the calls", "[check]") {
    const outcome result = read(stop_is_called + stop_returns +
                                "verdict\tbroken\ta\\tb\\nc\\\\d\tobserved\t\t"
                                "pfnAddInterface\ndone\n");
    CHECK(result.callback == "pfnAddInterface");
    CHECK(result.what == kind::broken);
    CHECK(result.expected == "a\tb\nc\\d");
    CHECK(result.observed == "observed");
    CHECK(result.printed == "printed");
    REQUIRE(result.calls.size() == 1);
    CHECK(signature(result.calls[0]) == "pfnStopProtocol()");
    CHECK(result.calls[0].answer == 907U);
    CHECK(result.calls[0].outputs == "some output");
    CHECK(result.calls[0].thread == 2);
    CHECK(result.calls[0].begun == 1);
    CHECK(result.calls[0].ended == 4);
}

TEST_CASE("The outcome of a process that died names the open calls", "[check]") {
    CHECK(read(stop_is_called).what == kind::ended);
    CHECK(read(stop_is_called).observed == "it ended with exit code 3, in pfnStopProtocol");
    CHECK(read(stop_is_called + stop_returns).observed ==
          "it ended with exit code 3, outside of any call");
    CHECK(read(stop_is_called + "ca").observed == "it ended with exit code 3, in pfnStopProtocol");
    CHECK(read("").what == kind::ended);
}

TEST_CASE("The outcome of a hang names what has not ended", "[check]") {
    const auto hang = [](const std::string& records) {
        const outcome result = read(records, true);
        CHECK(result.what == kind::hung);
        return result.observed;
    };
    CHECK(hang("") == "the load of the DLL has not ended after 10 s");
    CHECK(hang(stop_is_called) == "pfnStopProtocol has not ended after 10 s");
    CHECK(hang("call\t1\tstop_protocol\tpfnStopProtocol\t\t1\t1\nreturn\t1\t0\t\t2\n") ==
          "the trial, whose last call, pfnStopProtocol, returned NO_ERROR (0), has not ended after "
          "10 s");
    CHECK(hang(stop_is_called + stop_returns + "sequence\t7\t150\n") ==
          "random sequence 7 has not ended after 10 s");
    CHECK(read("verdict\tkept\t\t\ndone\n", true).what == kind::kept);
}

TEST_CASE("The outcome of a hang names the event that the scenario waits for", "[check]") {
    const auto observed = [](const std::string& name, unsigned answer, const std::string& outputs) {
        return read("call\t1\tany\t" + name + "\t\t1\t1\nreturn\t1\t" + std::to_string(answer) +
                        "\t\t2\n" + no_event +
                        "call\t3\tany\tpfnGetEventMessage\t\t1\t7\nreturn\t3\t0\t" + outputs +
                        "\t8\n",
                    true)
            .observed;
    };
    const std::string stopped = "the wait for ROUTER_STOPPED has not ended after 10 s";
    const std::string updated = "the wait for UPDATE_COMPLETE has not ended after 10 s";
    CHECK(observed("pfnStopProtocol", ERROR_PROTOCOL_STOP_PENDING, "") == stopped);
    CHECK(observed("pfnStopProtocol", ERROR_PROTOCOL_STOP_PENDING, "UPDATE_COMPLETE") == stopped);
    CHECK(observed("pfnStopProtocol", ERROR_PROTOCOL_STOP_PENDING, "ROUTER_STOPPED") != stopped);
    CHECK(observed("pfnStopProtocol", NO_ERROR, "") != stopped);
    CHECK(observed("pfnUpdateRoutes", NO_ERROR, "") == updated);
    CHECK(observed("pfnUpdateRoutes", NO_ERROR, "UPDATE_COMPLETE 7") != updated);
    CHECK(observed("pfnUpdateRoutes", ERROR_INVALID_PARAMETER, "") != updated);
}

TEST_CASE("A crash is an outcome before the verdict, not after it", "[check]") {
    const std::string crash = "crash\tboom at x.dll+0x1\nframe\tx.dll+0x1\nframe\tx.dll+0x2\n";
    const outcome crashed = read(stop_is_called + crash);
    CHECK(crashed.what == kind::crashed);
    CHECK(crashed.observed == "boom at x.dll+0x1, in pfnStopProtocol");
    CHECK(crashed.stack == std::vector<std::string>{"x.dll+0x1", "x.dll+0x2"});
    CHECK(read("verdict\tkept\t\t\n" + stop_is_called + crash).what == kind::kept);
    CHECK(read("verdict\tbroken\t1\t2\n" + crash).observed == "2");
}

TEST_CASE("An outcome names the random sequence that ended the process", "[check]") {
    const outcome crashed = read("sequence\t7\t150\ncrash\tboom\n");
    CHECK(crashed.observed == "boom, in random sequence 7");
    CHECK(crashed.sequence == 7);
    CHECK(crashed.steps == 150);
}

TEST_CASE("A session says what the DLL refuses and how long it takes", "[check]") {
    const outcome seen = read("session\t0\t0\t3\t\t\nsession\t0\t87\t300\t12\t\ndone\n");
    REQUIRE(seen.session);
    CHECK(seen.session->started == 0);
    CHECK(seen.session->added == 87);
    CHECK(seen.session->call_ms == 300);
    CHECK(seen.session->update_ms == 12U);
    CHECK(!seen.session->stop_ms);
}

TEST_CASE("A crash after the trial, while the process ends, is ignored", "[check]") {
    const outcome kept = read("verdict\tkept\t\t\n" + stop_is_called + stop_returns +
                              "done\ncrash\tboom at ntdll.dll+0x1\nframe\tntdll.dll+0x1\n");
    CHECK(kept.what == kind::kept);
    CHECK(kept.stack.empty());
}

TEST_CASE("A DLL that cannot be used ends the check", "[check]") {
    CHECK_THROWS_MATCHES(read("unusable\tit is no DLL\ndone\n"), cannot_run,
                         Message("it is no DLL"));
}

} // namespace outcome_tests
