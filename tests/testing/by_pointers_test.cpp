// A protocol that is given by its pointers, and does what it should not.

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <routpact/testing/router_manager.hpp>

#ifdef __cpp_exceptions

namespace {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using routpact::testing::misuse;
using routpact::testing::table;

constexpr DWORD success = NO_ERROR;

std::vector<HANDLE>& given = *new std::vector<HANDLE>; // events: not closed if a stop does not end

DWORD WINAPI start(HANDLE event, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG) {
    given.push_back(event);
    return NO_ERROR;
}
DWORD WINAPI succeeds(VOID) {
    return NO_ERROR;
}
DWORD WINAPI stops_never(VOID) {
    return ERROR_PROTOCOL_STOP_PENDING;
}
unsigned events = 0;
DWORD WINAPI save_once(ROUTING_PROTOCOL_EVENTS* event, MESSAGE*) {
    *event = SAVE_GLOBAL_CONFIG_INFO;
    return events++ == 0 ? DWORD{NO_ERROR} : DWORD{ERROR_NO_MORE_ITEMS};
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
    const ULONG room = *size;
    *size = 4;
    if (room < 4)
        return ERROR_INSUFFICIENT_BUFFER;
    const ULONG told = 17;
    std::memcpy(info, &told, sizeof told);
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

/// Stands for the class; a number for each, as one that cannot be stopped bars the next.
template <int>
struct by_pointers {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0ffd, 2);
};
template <int N>
using router = routpact::testing::router_manager<by_pointers<N>>;

table pointers() {
    table made{};
    made.pfnStartProtocol = start;
    made.pfnStartComplete = succeeds;
    made.pfnStopProtocol = succeeds;
    events = 0;
    return made;
}

template <class Call>
void check_refused(Call call, const char* words) {
    CHECK_THROWS_MATCHES(call(), misuse, MessageMatches(ContainsSubstring(words)));
}

} // namespace

TEST_CASE("a start that RegisterProtocol refuses is misuse", "[testing][misuse]") {
    router<0> r{&refuses};
    check_refused([&] { r.next_event(); }, "start() comes first");
    check_refused([&] { r.start(); }, "RegisterProtocol refuses");
    CHECK(r.register_protocol() == ERROR_NOT_SUPPORTED);
}

TEST_CASE("events without an end are misuse", "[testing][misuse]") {
    table made = pointers();
    made.pfnGetEventMessage = saves_always;
    router<1> r{made};
    check_refused([&] { r.process_events(); }, "no end of events");
}

TEST_CASE("an answer longer than its buffer is misuse", "[testing][misuse]") {
    table made = pointers();
    made.pfnGetGlobalInfo = overstates;
    router<2> r{made};
    REQUIRE(r.start() == success);
    check_refused([&] { r.template get_global_info<ULONG>(); }, "100 bytes, into 0");
}

TEST_CASE("a configuration is read when the protocol asks for it to be saved", "[testing]") {
    table made = pointers();
    made.pfnGetEventMessage = save_once;
    SECTION("if it can be read") {
        made.pfnGetGlobalInfo = global_info;
        router<3> r{made};
        REQUIRE(r.start() == success);
        CHECK(r.process_events().size() == 1);
        REQUIRE(r.saved_global_info());
        CHECK(r.saved_global_info()->bytes.size() == 4);
        CHECK(r.saved_global_info()->version == 3);
    }
    SECTION("else there is none") {
        router<3> r{made};
        REQUIRE(r.start() == success);
        CHECK(r.process_events().size() == 1);
        CHECK_FALSE(r.saved_global_info());
    }
    SECTION("and not before the start") {
        made.pfnGetGlobalInfo = global_info;
        router<3> r{made};
        CHECK(r.process_events().size() == 1);
        CHECK_FALSE(r.saved_global_info());
    }
}

TEST_CASE("the multicast flags come with the list of neighbors", "[testing]") {
    table made = pointers();
    made.pfnGetNeighbors = querier;
    router<4> r{made};
    REQUIRE(r.start() == success);
    const auto answer = r.get_neighbors(7);
    REQUIRE(answer);
    CHECK(answer.value.flags == MRINFO_QUERIER_FLAG);
    CHECK(answer.value.addresses.empty());
}

TEST_CASE("a stop without an end bars the next router manager", "[testing][misuse]") {
    table made = pointers();
    made.pfnStopProtocol = stops_never;
    made.pfnGetEventMessage = save_once;
    {
        router<5> r{made};
        r.patience = std::chrono::milliseconds{5};
        REQUIRE(r.start() == success);
        CHECK(r.stop() == ERROR_PROTOCOL_STOP_PENDING);
        check_refused([&] { r.start(); }, "is pending");
        check_refused([&] { r.stop(); }, "is pending");
    }
    {
        router<6> r{made};
        r.patience = std::chrono::milliseconds{5};
        REQUIRE(r.start() == success);
    }
    check_refused([&] { router<6> next{made}; }, "could not stop it");
    made.pfnGetEventMessage = nullptr; // it cannot tell the end
    CHECK(router<7>{made}.start() == success);
    made.pfnStopProtocol = nullptr;
    CHECK(router<8>{made}.start() == success);
    check_refused([&] { router<8> next{made}; }, "could not stop it");
    CHECK(SetEvent(given.back())); // it was not closed: the protocol may still signal it
}

#endif
