// Calls of an adapted callback: refusals, returned codes, exceptions and reports.

#include "lines.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <new>
#include <routpact/adapt.hpp>
#include <string>
#include <system_error>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

using namespace adapt_tests;

using routpact::blame;
using routpact::code;
using routpact::violation;

namespace {

template <auto Handler>
constexpr PDISCONNECT_CLIENT observed =
    routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient, lines, Handler, record>;

} // namespace

TEST_CASE("a known index reaches the handler with its interface and argument") {
    reset();
    IP_LOCAL_BINDING c = client();
    CHECK(observed<by_reference>(2, &c) == NO_ERROR);
    CHECK(lines.lines[2].calls == 1);
    CHECK(lines.lines[2].last == 10);
    CHECK(total_calls() == 1);
    CHECK(reports.empty());
}

TEST_CASE("an unknown index is refused: no handler call, no interface memory written") {
    reset();
    const array_table before = lines;
    IP_LOCAL_BINDING c = client();
    for (const ULONG index : {ULONG{4}, ULONG{0x80000000}, ULONG{0xFFFFFFFF}}) {
        reports.clear();
        CHECK(observed<by_reference>(index, &c) == ERROR_INVALID_PARAMETER);
        REQUIRE(reports.size() == 1);
        const routpact::report& report = reports[0].report;
        CHECK(report.callback == std::string{"disconnect_client"});
        CHECK(report.kind == violation::unknown_index);
        CHECK(report.blamed == blame::caller);
        CHECK(report.argument_position == 1);
        CHECK(report.interface_index == index);
        CHECK(report.handler_code == NO_ERROR);
        CHECK(report.returned_code == ERROR_INVALID_PARAMETER);
        CHECK(report.detail == nullptr);
    }
    CHECK(std::memcmp(&before, &lines, sizeof before) == 0);
}

TEST_CASE("null is refused where the handler needs an object") {
    reset();
    const auto check_refused = [](PDISCONNECT_CLIENT callback) {
        reports.clear();
        CHECK(callback(1, nullptr) == ERROR_INVALID_PARAMETER);
        REQUIRE(reports.size() == 1);
        CHECK(reports[0].report.kind == violation::null_argument);
        CHECK(reports[0].report.blamed == blame::caller);
        CHECK(reports[0].report.argument_position == 2);
        CHECK(reports[0].report.interface_index == 1);
    };
    check_refused(observed<by_reference>);
    check_refused(observed<[](line& l, IP_LOCAL_BINDING) { ++l.calls; }>);
    CHECK(total_calls() == 0);
}

TEST_CASE("null is passed on where the handler takes a pointer") {
    reset();
    CHECK(observed<[](line& l, const IP_LOCAL_BINDING* c) { l.calls += c == nullptr; }>(
              1, nullptr) == NO_ERROR);
    CHECK(observed<[](line& l, PVOID c) { l.calls += c == nullptr; }>(1, nullptr) == NO_ERROR);
    CHECK(observed<[](line& l, const void* c) { l.calls += c == nullptr; }>(1, nullptr) ==
          NO_ERROR);
    CHECK(lines.lines[1].calls == 3);
    CHECK(reports.empty());
}

TEST_CASE("a misaligned pointer is refused as a reference and accepted as a copy") {
    reset();
    alignas(8) unsigned char bytes[sizeof(IP_LOCAL_BINDING) + 1] = {};
    std::memcpy(bytes + 1, &client_value, sizeof client_value);

    CHECK(observed<by_reference>(1, bytes + 1) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.kind == violation::misaligned_argument);
    CHECK(reports[0].report.argument_position == 2);
    CHECK(total_calls() == 0);

    CHECK(observed<[](line& l, IP_LOCAL_BINDING c) { l.last = c.Mask; }>(1, bytes + 1) == NO_ERROR);
    CHECK(lines.lines[1].last == 20);
}

TEST_CASE("a documented code is returned, any other code becomes the fallback") {
    reset();
    IP_LOCAL_BINDING c = client();
    CHECK(observed<[](line&, PVOID) { return DWORD{NO_ERROR}; }>(0, &c) == NO_ERROR);
    CHECK(observed<[](line&, PVOID) { return DWORD{ERROR_INVALID_PARAMETER}; }>(0, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(observed<[](line&, PVOID) { return code::invalid_parameter; }>(0, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(reports.empty());

    CHECK(observed<[](line&, PVOID) { return DWORD{ERROR_CAN_NOT_COMPLETE}; }>(3, &c) ==
          ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.kind == violation::undocumented_code);
    CHECK(reports[0].report.blamed == blame::protocol);
    CHECK(reports[0].report.handler_code == ERROR_CAN_NOT_COMPLETE);
    CHECK(reports[0].report.returned_code == ERROR_INVALID_PARAMETER);
    CHECK(reports[0].report.interface_index == 3);

    CHECK(observed<[](line&, PVOID) { return std::error_code{5, std::generic_category()}; }>(
              0, &c) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 2);
    CHECK(reports[1].report.handler_code == 5);
    CHECK(reports[1].what == "generic");
}

TEST_CASE("without an observer the returned codes are the same") {
    reset();
    constexpr auto silent =
        routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient, lines,
                             [](line&, const IP_LOCAL_BINDING& c) -> DWORD { return c.Address; }>;
    IP_LOCAL_BINDING c = client();
    CHECK(silent(0, &c) == ERROR_INVALID_PARAMETER); // 10 is not documented
    CHECK(silent(9, &c) == ERROR_INVALID_PARAMETER);
    CHECK(silent(0, nullptr) == ERROR_INVALID_PARAMETER);
    c.Address = NO_ERROR;
    CHECK(silent(0, &c) == NO_ERROR);
}

#ifdef __cpp_exceptions

TEST_CASE("an exception of any kind becomes a documented code and the observer gets the original") {
    reset();
    IP_LOCAL_BINDING c = client();
    const auto check = [&](PDISCONNECT_CLIENT callback, DWORD original, const std::string& what) {
        reports.clear();
        CHECK(callback(1, &c) == ERROR_INVALID_PARAMETER);
        REQUIRE(reports.size() == 1);
        CHECK(reports[0].report.callback == std::string{"disconnect_client"});
        CHECK(reports[0].report.kind == violation::exception_thrown);
        CHECK(reports[0].report.blamed == blame::protocol);
        CHECK(reports[0].report.interface_index == 1);
        CHECK(reports[0].report.handler_code == original);
        CHECK(reports[0].report.returned_code == ERROR_INVALID_PARAMETER);
        CHECK(reports[0].what == what);
    };
    check(observed<[](line&, PVOID) { throw std::bad_alloc{}; }>, ERROR_NOT_ENOUGH_MEMORY,
          std::bad_alloc{}.what());
    check(observed<[](line&, PVOID) { throw std::runtime_error{"line down"}; }>, NO_ERROR,
          "line down");
    check(observed<[](line&, PVOID) { throw 7; }>, NO_ERROR, "not a std::exception");
    check(observed<[](line&, PVOID) { throw routpact::error{code::can_not_complete}; }>,
          ERROR_CAN_NOT_COMPLETE, "ERROR_CAN_NOT_COMPLETE");
}

namespace {
struct throwing_table {
    line* find(ULONG) { throw std::runtime_error{"no lock"}; }
} throwing;

struct throws_when_copied {
    throws_when_copied() = default;
    throws_when_copied(const throws_when_copied&) { throw 7; }
};

struct throwing_guard_table {
    struct guard {
        ~guard() noexcept(false) { throw std::runtime_error{"cannot unlock"}; }
        explicit operator bool() const { return true; }
        line& operator*() const { return lines.lines[0]; }
    };
    guard find(ULONG) { return {}; }
} throwing_guard;
} // namespace

TEST_CASE("an exception of the table or of its guard does not leave the callback") {
    reset();
    IP_LOCAL_BINDING c = client();
    constexpr auto disconnect = &MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient;
    CHECK(routpact::adapt_slot<disconnect, throwing, by_reference, record>(1, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(routpact::adapt_slot<disconnect, throwing_guard, by_reference, record>(1, &c) ==
          ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].what == "no lock");
    CHECK(reports[1].what == "cannot unlock");
}

TEST_CASE("a throwing observer changes nothing") {
    reset();
    IP_LOCAL_BINDING c = client();
    constexpr auto loud = [](const routpact::report&) { throw 7; };
    constexpr auto disconnect = &MPR_ROUTING_CHARACTERISTICS::pfnDisconnectClient;
    CHECK(routpact::adapt_slot<disconnect, lines, by_reference, loud>(9, &c) ==
          ERROR_INVALID_PARAMETER);
    CHECK(routpact::adapt_slot<disconnect, lines, by_reference, loud>(1, nullptr) ==
          ERROR_INVALID_PARAMETER);
    CHECK(routpact::adapt_slot<disconnect, lines, [](line&, PVOID) { throw 7; }, loud>(1, &c) ==
          ERROR_INVALID_PARAMETER);
}

#endif
