// The support functions of the simulated router manager.

#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/testing/recorded_support_functions.hpp>

namespace recorded_support_functions_tests {
namespace {

using routpact::testing::recorded_call;
using routpact::testing::transcript;

struct tag {};
using support = routpact::detail::recorded_support_functions<tag>;

} // namespace

TEST_CASE("every support function is recorded and returns the configured result", "[testing]") {
    transcript log;
    support manager{log};
    manager.answers = {1, 2, 3, 4, 5, TRUE, {}};
    const SUPPORT_FUNCTIONS f = support::functions();
    DWORD size = 0;
    CHECK(f.DemandDialRequest(10, 7) == 1);
    CHECK(f.SetInterfaceReceiveType(10, 7, 8, TRUE) == 2);
    CHECK(f.ValidateRoute(10, nullptr, nullptr) == 3);
    CHECK(f.MIBEntryCreate(10, 11, nullptr) == 4);
    CHECK(f.MIBEntryDelete(10, 12, nullptr) == 4);
    CHECK(f.MIBEntrySet(10, 13, nullptr) == 4);
    CHECK(f.MIBEntryGet(10, 14, nullptr, &size, nullptr) == 4);
    CHECK(f.MIBEntryGetFirst(10, 15, nullptr, &size, nullptr) == 4);
    CHECK(f.MIBEntryGetNext(10, 16, nullptr, &size, nullptr) == 4);
    CHECK(f.GetRouterId() == 5);
    CHECK(f.HasMulticastBoundary(7, 9) == TRUE);

    std::string text;
    for (const recorded_call& each : log.calls())
        text += std::string{each.callback} + "(" + each.arguments +
                ") = " + std::to_string(each.answer.value_or(99)) + "\n";
    CHECK(text == "DemandDialRequest(10, 7) = 1\n"
                  "SetInterfaceReceiveType(10, 7, 8, 1) = 2\n"
                  "ValidateRoute(10) = 3\n"
                  "MIBEntryCreate(10, 11) = 4\n"
                  "MIBEntryDelete(10, 12) = 4\n"
                  "MIBEntrySet(10, 13) = 4\n"
                  "MIBEntryGet(10, 14) = 4\n"
                  "MIBEntryGetFirst(10, 15) = 4\n"
                  "MIBEntryGetNext(10, 16) = 4\n"
                  "GetRouterId() = 5\n"
                  "HasMulticastBoundary(7, 9) = 1\n");
}

TEST_CASE("support functions fail after the end of their router manager", "[testing]") {
    transcript log;
    std::optional<support> manager{std::in_place, log};
    const SUPPORT_FUNCTIONS f = support::functions();
    CHECK(f.DemandDialRequest(10, 7) == NO_ERROR);
    manager.reset();
    CHECK(f.DemandDialRequest(10, 7) == ERROR_CAN_NOT_COMPLETE);
    CHECK(log.calls().size() == 1);
}

} // namespace recorded_support_functions_tests
