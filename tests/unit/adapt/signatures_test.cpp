// Callbacks with other signatures, and of other slots.

#include "lines.hpp"

#include <catch2/catch_test_macros.hpp>
#include <routpact/adapt.hpp>
#include <string>

using namespace adapt_tests;

namespace {

using PQUALIFY_CLIENT = DWORD(WINAPI*)(ULONG InterfaceIndex, PVOID ClientAddress, DWORD Flags);
using PLATE_INDEX = DWORD(WINAPI*)(LPWSTR Name, NET_INTERFACE_TYPE Type, ULONG InterfaceIndex,
                                   WORD Access, PVOID Info, BOOL Active);
using PINDEX_ONLY = DWORD(WINAPI*)(ULONG InterfaceIndex);

DWORD qualify(line& l, const IP_LOCAL_BINDING& c, DWORD flags) {
    ++l.calls;
    return c.Address == flags ? NO_ERROR : ERROR_ACCESS_DENIED;
}

} // namespace

TEST_CASE("an author's signature has the index as its first argument by default") {
    reset();
    constexpr PQUALIFY_CLIENT callback = routpact::adapt<PQUALIFY_CLIENT, lines, qualify>;
    IP_LOCAL_BINDING c = client();
    CHECK(callback(1, &c, 10) == NO_ERROR);
    CHECK(callback(4, &c, 10) == ERROR_INVALID_PARAMETER);
    CHECK(callback(1, nullptr, 10) == ERROR_INVALID_PARAMETER);
    CHECK(callback(1, &c, 11) == ERROR_INVALID_PARAMETER); // 5 is not among the default codes
    CHECK(lines.lines[1].calls == 2);
}

TEST_CASE("an author's signature can document its own codes") {
    reset();
    constexpr PQUALIFY_CLIENT callback = routpact::adapt<
        PQUALIFY_CLIENT, lines, qualify,
        routpact::terms{.codes = {NO_ERROR, ERROR_INVALID_PARAMETER, ERROR_ACCESS_DENIED}}, record>;
    IP_LOCAL_BINDING c = client();
    CHECK(callback(1, &c, 11) == ERROR_ACCESS_DENIED);
    CHECK(reports.empty());

    constexpr PINDEX_ONLY with_fallback =
        routpact::adapt<PINDEX_ONLY, lines, [](line&) { return DWORD{ERROR_NOT_SUPPORTED}; },
                        routpact::terms{
                            .codes = {NO_ERROR, ERROR_INVALID_PARAMETER, ERROR_ACCESS_DENIED},
                            .fallback = ERROR_ACCESS_DENIED},
                        record>;
    CHECK(with_fallback(1) == ERROR_ACCESS_DENIED);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.callback == std::string{"adapted signature"});
    CHECK(reports[0].report.handler_code == ERROR_NOT_SUPPORTED);
}

TEST_CASE("the index may have any position; other arguments keep their order and positions") {
    reset();
    static std::wstring name;
    constexpr PLATE_INDEX callback =
        routpact::adapt<PLATE_INDEX, lines,
                        [](line& l, LPCWSTR n, NET_INTERFACE_TYPE type, WORD access,
                           const DWORD& info, BOOL active) {
                            name = n;
                            l.last = static_cast<DWORD>(type) + access + info +
                                     static_cast<DWORD>(active);
                        },
                        routpact::terms{.index_position = 3}, record>;
    wchar_t text[] = L"Internal";
    DWORD info = 1000;
    CHECK(callback(text, DEMAND_DIAL, 2, 10, &info, 100) == NO_ERROR);
    CHECK(name == L"Internal");
    CHECK(lines.lines[2].last == 1111);

    CHECK(callback(text, DEMAND_DIAL, 2, 10, nullptr, 100) == ERROR_INVALID_PARAMETER);
    CHECK(callback(text, DEMAND_DIAL, 9, 10, &info, 100) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].report.argument_position == 5);
    CHECK(reports[0].report.interface_index == 2);
    CHECK(reports[1].report.argument_position == 3);
    CHECK(reports[1].report.interface_index == 9);
}

TEST_CASE("of several unusable arguments the first is reported, by its position in C") {
    reset();
    using PTWO = DWORD(WINAPI*)(PVOID, ULONG, PVOID);
    constexpr PTWO callback = routpact::adapt<PTWO, lines, [](line&, const DWORD&, const DWORD&) {},
                                              routpact::terms{.index_position = 2}, record>;
    DWORD value = 0;
    CHECK(callback(nullptr, 1, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(callback(&value, 1, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(callback(&value, 1, &value) == NO_ERROR);
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].report.argument_position == 1);
    CHECK(reports[1].report.argument_position == 3);
}

TEST_CASE("an enumeration arrives with any value") {
    reset();
    using PENUM = DWORD(WINAPI*)(ULONG, NET_INTERFACE_TYPE);
    constexpr PENUM callback = routpact::adapt<PENUM, lines, [](line& l, NET_INTERFACE_TYPE type) {
        l.last = static_cast<DWORD>(type);
    }>;
    CHECK(callback(1, static_cast<NET_INTERFACE_TYPE>(3)) == NO_ERROR);
    CHECK(lines.lines[1].last == 3);
}

TEST_CASE("a callback whose only argument is an index passes the interface only") {
    reset();
    constexpr PINDEX_ONLY callback =
        routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes, lines,
                             [](line& l) { ++l.calls; }>;
    CHECK(callback(3) == NO_ERROR);
    CHECK(callback(4) == ERROR_INVALID_PARAMETER);
    CHECK(lines.lines[3].calls == 1);
}

TEST_CASE("the documented codes of a slot apply") {
    reset();
    constexpr auto update = &MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes;
    CHECK(routpact::adapt_slot<update, lines, [](line&) { return DWORD{ERROR_CAN_NOT_COMPLETE}; }>(
              1) == ERROR_CAN_NOT_COMPLETE);
    CHECK(routpact::adapt_slot<update, lines, [](line&) { return DWORD{ERROR_ACCESS_DENIED}; }>(
              1) == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("the report of an unknown index has the returned code") {
    reset();
    constexpr auto update = &MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes;
    CHECK(routpact::adapt_slot<update, lines, [](line&) {}, record>(4) == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].report.returned_code == ERROR_INVALID_PARAMETER);
}

TEST_CASE("slots of both versions of the structure are accepted") {
    reset();
    IP_LOCAL_BINDING c = client();
    constexpr auto old_slot =
        routpact::adapt_slot<&MPR50_ROUTING_CHARACTERISTICS::pfnConnectClient, lines, by_reference>;
    constexpr auto new_slot =
        routpact::adapt_slot<&MPR60_ROUTING_CHARACTERISTICS::pfnConnectClient, lines, by_reference>;
    CHECK(old_slot(1, &c) == NO_ERROR);
    CHECK(new_slot(1, &c) == NO_ERROR);
    CHECK(lines.lines[1].calls == 2);
}
