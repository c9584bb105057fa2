// Protocols given by their pointers, which break the contract.

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <routpact/testing/router_manager.hpp>

#ifdef __cpp_exceptions

namespace by_pointers_tests {
namespace {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using routpact::testing::usage_error;
using table = MPR_ROUTING_CHARACTERISTICS;

constexpr DWORD success = NO_ERROR;

// The notification events. The router manager does not close them if a stop does not end.
std::vector<HANDLE>& events = *new std::vector<HANDLE>;

DWORD WINAPI start(HANDLE event, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG) {
    events.push_back(event);
    return NO_ERROR;
}
DWORD WINAPI succeeds(VOID) {
    return NO_ERROR;
}
DWORD WINAPI stops_never(VOID) {
    return ERROR_PROTOCOL_STOP_PENDING;
}
unsigned fetches = 0;
DWORD WINAPI save_once(ROUTING_PROTOCOL_EVENTS* event, MESSAGE*) {
    *event = SAVE_GLOBAL_CONFIG_INFO;
    return fetches++ == 0 ? DWORD{NO_ERROR} : DWORD{ERROR_NO_MORE_ITEMS};
}
DWORD WINAPI saves_always(ROUTING_PROTOCOL_EVENTS* event, MESSAGE*) {
    *event = SAVE_GLOBAL_CONFIG_INFO;
    return NO_ERROR;
}
DWORD WINAPI overstates(PVOID, PULONG size, PULONG, PULONG, PULONG) {
    *size = 100;
    return NO_ERROR;
}
DWORD WINAPI global_info(PVOID info, PULONG size, PULONG version, PULONG item, PULONG count) {
    const ULONG capacity = *size;
    *size = 4;
    if (capacity < 4)
        return ERROR_INSUFFICIENT_BUFFER;
    const ULONG value = 17;
    std::memcpy(info, &value, sizeof value);
    *version = 3;
    *item = 4;
    *count = 1;
    return NO_ERROR;
}
DWORD WINAPI querier(DWORD, PDWORD, PDWORD size, PBYTE flags) {
    *size = 0;
    *flags = MRINFO_QUERIER_FLAG;
    return NO_ERROR;
}
DWORD WINAPI refuses(PMPR_ROUTING_CHARACTERISTICS, PMPR_SERVICE_CHARACTERISTICS) {
    return ERROR_NOT_SUPPORTED;
}

/// Takes the place of the protocol class. Each test uses its own number, because a protocol that
/// cannot be stopped prevents another router_manager for the same class.
template <int>
struct by_pointers {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0ffd, 2);
};
template <int N>
using router = routpact::testing::router_manager<by_pointers<N>>;

table pointers() {
    table functions{};
    functions.pfnStartProtocol = start;
    functions.pfnStartComplete = succeeds;
    functions.pfnStopProtocol = succeeds;
    fetches = 0;
    return functions;
}

template <class Call>
void check_throws(Call call, const char* words) {
    CHECK_THROWS_MATCHES(call(), usage_error, MessageMatches(ContainsSubstring(words)));
}

} // namespace

TEST_CASE("a start throws if RegisterProtocol fails", "[testing][usage_error]") {
    router<0> r{&refuses};
    check_throws([&] { r.next_event(); }, "not registered: call start() first");
    check_throws([&] { r.start(); }, "RegisterProtocol fails");
    CHECK(r.register_protocol() == ERROR_NOT_SUPPORTED);
}

TEST_CASE("an endless event queue throws", "[testing][usage_error]") {
    table functions = pointers();
    functions.pfnGetEventMessage = saves_always;
    router<1> r{functions};
    check_throws([&] { r.process_events(); }, "more than 10000 events");
}

TEST_CASE("a size greater than the buffer throws", "[testing][usage_error]") {
    table functions = pointers();
    functions.pfnGetGlobalInfo = overstates;
    router<2> r{functions};
    REQUIRE(r.start() == success);
    check_throws([&] { r.template get_global_info<ULONG>(); },
                 "a size of 100 bytes, but the buffer has 0");
}

TEST_CASE("a SAVE_* event makes the router manager read the configuration", "[testing]") {
    table functions = pointers();
    functions.pfnGetEventMessage = save_once;
    SECTION("if the protocol has Get*Info") {
        functions.pfnGetGlobalInfo = global_info;
        router<3> r{functions};
        REQUIRE(r.start() == success);
        CHECK(r.process_events().size() == 1);
        REQUIRE(r.saved_global_info());
        CHECK(r.saved_global_info()->bytes.size() == 4);
        CHECK(r.saved_global_info()->version == 3);
    }
    SECTION("not if it has no Get*Info") {
        router<3> r{functions};
        REQUIRE(r.start() == success);
        CHECK(r.process_events().size() == 1);
        CHECK_FALSE(r.saved_global_info());
    }
    SECTION("not before the start") {
        functions.pfnGetGlobalInfo = global_info;
        router<3> r{functions};
        CHECK(r.process_events().size() == 1);
        CHECK_FALSE(r.saved_global_info());
    }
}

TEST_CASE("get_neighbors returns the flags with the list", "[testing]") {
    table functions = pointers();
    functions.pfnGetNeighbors = querier;
    router<4> r{functions};
    REQUIRE(r.start() == success);
    const auto answer = r.get_neighbors(7);
    REQUIRE(answer);
    CHECK(answer.value.flags == MRINFO_QUERIER_FLAG);
    CHECK(answer.value.addresses.empty());
}

TEST_CASE("a stop that does not end prevents the next router manager", "[testing][usage_error]") {
    table functions = pointers();
    functions.pfnStopProtocol = stops_never;
    functions.pfnGetEventMessage = save_once;
    {
        router<5> r{functions};
        r.timeout = std::chrono::milliseconds{5};
        REQUIRE(r.start() == success);
        CHECK(r.stop() == ERROR_PROTOCOL_STOP_PENDING);
        check_throws([&] { r.start(); }, "is pending");
        check_throws([&] { r.stop(); }, "is pending");
    }
    {
        router<6> r{functions};
        r.timeout = std::chrono::milliseconds{5};
        REQUIRE(r.start() == success);
    }
    check_throws([&] { router<6> next{functions}; }, "could not stop the protocol");
    functions.pfnGetEventMessage = nullptr; // the protocol cannot announce the end
    CHECK(router<7>{functions}.start() == success);
    functions.pfnStopProtocol = nullptr;
    CHECK(router<8>{functions}.start() == success);
    check_throws([&] { router<8> next{functions}; }, "could not stop the protocol");
    CHECK(SetEvent(events.back())); // still open, because the protocol may signal it
}

} // namespace by_pointers_tests

#endif
