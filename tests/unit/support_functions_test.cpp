#include <catch2/catch_test_macros.hpp>
#include <concepts>
#include <cstring>
#include <routpact/support_functions.hpp>
#include <type_traits>
#include <vector>

namespace support_functions_tests {
namespace {

using routpact::code;
using routpact::ipv4_address;
using routpact::support_functions;

constexpr DWORD own_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
constexpr code missing{ERROR_CALL_NOT_IMPLEMENTED};

struct route {
    DWORD destination;
    DWORD mask;
    DWORD preference;
};
struct question {
    WORD kind;
    WORD index;
};
struct statistics {
    DWORD sent;
    DWORD received;
};

// What the router manager was called with last, and what it answers.
struct {
    const char* function;
    std::vector<DWORD> numbers;
    std::vector<unsigned char> bytes;
    DWORD answer;
    DWORD reply_size;
    statistics reply;
} last;

void called(const char* function, std::vector<DWORD> numbers, const void* data = nullptr,
            DWORD size = 0) {
    last.function = function;
    last.numbers = std::move(numbers);
    const auto* const first = static_cast<const unsigned char*>(data);
    last.bytes.clear();
    for (DWORD i = 0; i < size; ++i)
        last.bytes.push_back(first[i]);
}
template <class T>
bool passed(const T& expected) {
    return last.bytes.size() == sizeof expected &&
           std::memcmp(last.bytes.data(), &expected, sizeof expected) == 0;
}
using numbers = std::vector<DWORD>;

template <char Which>
DWORD WINAPI change(DWORD protocol, DWORD size, LPVOID entry) {
    static constexpr char name[] = {Which, '\0'};
    called(name, {protocol}, entry, size);
    std::memset(entry, 0xEE, size); // it may write there
    return last.answer;
}
template <char Which>
DWORD WINAPI ask(DWORD protocol, DWORD size, LPVOID asked, LPDWORD room, LPVOID reply) {
    static constexpr char name[] = {Which, '\0'};
    called(name, {protocol, *room}, asked, size);
    std::memset(asked, 0xEE, size);
    std::memcpy(reply, &last.reply, sizeof last.reply < *room ? sizeof last.reply : *room);
    *room = last.reply_size;
    return last.answer;
}

DWORD WINAPI dial(DWORD protocol, DWORD index) {
    called("dial", {protocol, index});
    return last.answer;
}
DWORD WINAPI receive(DWORD protocol, DWORD index, DWORD type, BOOL active) {
    called("receive", {protocol, index, type, static_cast<DWORD>(active)});
    return last.answer;
}
DWORD WINAPI validate(DWORD protocol, PVOID given, PVOID destination) {
    called("validate", {protocol, destination ? *static_cast<DWORD*>(destination) : 0xFFFFFFFF},
           given, sizeof(route));
    static_cast<route*>(given)->preference = 120;
    return last.answer;
}
DWORD WINAPI router_id() {
    return 0x0100000A;
}
BOOL WINAPI boundary(DWORD index, DWORD group) {
    called("boundary", {index, group});
    return index == 7 ? -1 : 0;
}

SUPPORT_FUNCTIONS table() {
    SUPPORT_FUNCTIONS made{};
    made.DemandDialRequest = dial;
    made.SetInterfaceReceiveType = receive;
    made.ValidateRoute = validate;
    made.MIBEntryCreate = change<'c'>;
    made.MIBEntryDelete = change<'d'>;
    made.MIBEntrySet = change<'s'>;
    made.MIBEntryGet = ask<'g'>;
    made.MIBEntryGetFirst = ask<'f'>;
    made.MIBEntryGetNext = ask<'n'>;
    made.GetRouterId = router_id;
    made.HasMulticastBoundary = boundary;
    return made;
}

support_functions assigned() {
    const SUPPORT_FUNCTIONS functions = table();
    support_functions made;
    made.assign(&functions, own_id);
    last = {};
    return made;
}

} // namespace

TEST_CASE("support functions that are missing answer ERROR_CALL_NOT_IMPLEMENTED") {
    support_functions calls;
    const SUPPORT_FUNCTIONS empty{};
    const SUPPORT_FUNCTIONS full = table();
    for (int way = 0; way < 3; ++way) {
        if (way == 1)
            calls.assign(&empty, own_id);
        if (way == 2) {
            calls.assign(&full, own_id);
            calls.assign(nullptr, own_id); // forgets the table before
        }
        CHECK(calls.demand_dial(7) == missing);
        CHECK(calls.set_interface_receive_type(7, IR_PROMISCUOUS, true) == missing);
        const auto none = [](const routpact::validated<route>&) { FAIL(); };
        CHECK(calls.validate_route(route{}, none) == missing);
        CHECK(calls.validate_route(route{}, DWORD{1}, none) == missing);
        CHECK(calls.mib_create(1, question{}) == missing);
        CHECK(calls.mib_delete(1, question{}) == missing);
        CHECK(calls.mib_set(1, question{}) == missing);
        CHECK(calls.mib_get<statistics>(1, question{}).code == missing);
        CHECK(calls.mib_get_first<statistics>(1, question{}).code == missing);
        CHECK(calls.mib_get_next<statistics>(1, question{}).code == missing);
        CHECK(calls.router_id().code == missing);
        CHECK(!calls.router_id());
        CHECK(calls.has_multicast_boundary(7, ipv4_address{}).code == missing);
    }
}

TEST_CASE("the table of support functions is copied") {
    support_functions calls;
    {
        SUPPORT_FUNCTIONS functions = table();
        calls.assign(&functions, own_id);
        functions = SUPPORT_FUNCTIONS{};
    }
    CHECK(calls.router_id());
}

TEST_CASE("demand dial and receive type get their arguments, the protocol's id first") {
    const support_functions calls = assigned();
    CHECK(calls.demand_dial(7) == code::no_error);
    CHECK(last.numbers == numbers{own_id, 7});
    last.answer = ERROR_INTERFACE_NOT_CONNECTED;
    CHECK(calls.demand_dial(8) == code{ERROR_INTERFACE_NOT_CONNECTED});
    CHECK(calls.set_interface_receive_type(9, IR_PROMISCUOUS_MULTICAST, true) ==
          code{ERROR_INTERFACE_NOT_CONNECTED});
    CHECK(last.numbers == numbers{own_id, 9, IR_PROMISCUOUS_MULTICAST, TRUE});
    last.answer = NO_ERROR;
    CHECK(calls.set_interface_receive_type(9, IR_PROMISCUOUS, false) == code::no_error);
    CHECK(last.numbers == numbers{own_id, 9, IR_PROMISCUOUS, FALSE});
}

TEST_CASE("a validated route has what ValidateRoute set in it") {
    const support_functions calls = assigned();
    const route given{0x0000000A, 0x000000FF, 0};
    int uses = 0;
    const auto use = [&](const routpact::validated<route>& checked) {
        ++uses;
        CHECK(checked->preference == 120);
        CHECK((*checked).destination == given.destination);
    };
    CHECK(calls.validate_route(given, use) == code::no_error);
    CHECK(uses == 1);
    CHECK(passed(given));
    CHECK(last.numbers == numbers{own_id, 0xFFFFFFFF}); // no destination
    CHECK(given.preference == 0);

    CHECK(calls.validate_route(given, DWORD{42}, use) == code::no_error);
    CHECK(uses == 2);
    CHECK(last.numbers == numbers{own_id, 42});

    last.answer = ERROR_INVALID_PARAMETER;
    CHECK(calls.validate_route(given, use) == code::invalid_parameter);
    CHECK(uses == 2);
}

TEST_CASE("only support_functions makes a validated route") {
    using validated = routpact::validated<route>;
    CHECK(!std::is_default_constructible_v<validated>);
    CHECK(!std::is_constructible_v<validated, route>);
    CHECK(!std::is_aggregate_v<validated>);
    CHECK(std::same_as<decltype(*std::declval<validated&>()), const route&>);
    CHECK(std::same_as<decltype(std::declval<validated&>().operator->()), const route*>);
    CHECK(std::is_copy_constructible_v<validated>);
}

TEST_CASE("MIB entries are changed by way of a copy") {
    const support_functions calls = assigned();
    const question entry{1, 7};
    CHECK(calls.mib_create(IPRTRMGR_PID, entry) == code::no_error);
    CHECK(last.function[0] == 'c');
    CHECK(last.numbers == numbers{IPRTRMGR_PID});
    CHECK(passed(entry));
    CHECK(entry.index == 7);
    last.answer = ERROR_CAN_NOT_COMPLETE;
    CHECK(calls.mib_delete(own_id, entry) == code::can_not_complete);
    CHECK(last.function[0] == 'd');
    CHECK(last.numbers == numbers{own_id});
    CHECK(passed(entry));
    CHECK(calls.mib_set(1, entry) == code::can_not_complete);
    CHECK(last.function[0] == 's');
    CHECK(last.numbers == numbers{1});
    CHECK(passed(entry));
}

TEST_CASE("MIB entries are read with their size") {
    const support_functions calls = assigned();
    const question asked{1, 7};
    const auto check = [&](char function, const auto& get) {
        last.answer = NO_ERROR;
        last.reply = {3, 4};
        last.reply_size = sizeof(statistics);
        const auto got = get();
        CHECK(last.function[0] == function);
        CHECK(last.numbers == numbers{IPRTRMGR_PID, sizeof(statistics)});
        CHECK(passed(asked));
        REQUIRE(got);
        CHECK(got.value.sent == 3);
        CHECK(got.value.received == 4);

        for (const DWORD size : {0u, 4u, 12u}) { // not one of those
            last.reply_size = size;
            CHECK(get().code == code::can_not_complete);
        }
        last.answer = ERROR_INSUFFICIENT_BUFFER;
        last.reply_size = 12;
        CHECK(get().code == code::insufficient_buffer);
    };
    check('g', [&] { return calls.mib_get<statistics>(IPRTRMGR_PID, asked); });
    check('f', [&] { return calls.mib_get_first<statistics>(IPRTRMGR_PID, asked); });
    check('n', [&] { return calls.mib_get_next<statistics>(IPRTRMGR_PID, asked); });
}

TEST_CASE("the router's id and multicast boundaries are answers with a value") {
    const support_functions calls = assigned();
    const auto id = calls.router_id();
    REQUIRE(id);
    CHECK(id.value == ipv4_address{0x0100000A});
    const auto here = calls.has_multicast_boundary(7, ipv4_address{0x010000E0});
    CHECK(last.numbers == numbers{7, 0x010000E0});
    REQUIRE(here);
    CHECK(here.value);
    const auto there = calls.has_multicast_boundary(8, ipv4_address{});
    REQUIRE(there);
    CHECK(!there.value);
}

} // namespace support_functions_tests
