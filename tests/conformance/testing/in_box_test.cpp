// What a test reaches besides the callbacks of a running protocol: traps, stimuli, and a
// constructor with arguments of the test. The DLL of box_module.cpp has the same class.

#include "box_protocol.hpp"
#include "protocol_dll.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

namespace in_box_tests {
namespace {

using namespace std::chrono_literals;
using routpact::testing::manual_clock;
using routpact::testing::stimulate;

constexpr DWORD success = NO_ERROR;
constexpr DWORD denied = ERROR_ACCESS_DENIED;
constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;

using router = routpact::testing::router_manager<box::protocol>;

/// Plays a packet, its age and a trap. `advance` moves the protocol's clock by seconds.
template <class Deliver, class Advance>
void play(router& r, Deliver deliver, Advance advance) {
    REQUIRE(r.start() == success);
    const HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    CHECK(r.mib_set_trap_info(event, box::trap::none) == denied);
    CHECK(r.mib_set_trap_info(event, box::trap::aged) == success);
    CHECK(*r.mib_set_trap_info<ULONG>(event, box::trap::aged) ==
          2); // the size of a ULONG is enough
    CHECK(r.mib_get_trap_info<ULONG>(box::trap::none) == denied);
    CHECK(*r.mib_get_trap_info<ULONG>(box::trap::aged) == 0);

    deliver(box::packet{5, 60});
    deliver(box::packet{6, 3600});
    CHECK(r.mib_get_entry<ULONG>(ULONG{0}).value == 2);
    CHECK(WaitForSingleObject(event, 0) == WAIT_TIMEOUT);
    advance(59);
    CHECK(*r.mib_get_entry<ULONG>(ULONG{0}) == 2);
    advance(1);
    CHECK(*r.mib_get_entry<ULONG>(ULONG{0}) == 1);
    CHECK(WaitForSingleObject(event, 0) == WAIT_OBJECT_0);
    CHECK(*r.mib_get_trap_info<ULONG>(box::trap::aged) == 1);
    deliver(box::packet{6, 3600}); // refreshes
    advance(3599);
    CHECK(*r.mib_get_entry<ULONG>(ULONG{0}) == 1);
    CHECK(r.mib_set_trap_info(nullptr, box::trap::aged) == success);
    CHECK(r.stop() == success);
    CloseHandle(event);
}

} // namespace

TEST_CASE("stimuli, timers and traps of a class", "[testing][box]") {
    manual_clock<box::protocol> clock;
    router r;
    const auto deliver = [](const box::packet& p) {
        return stimulate<box::protocol>([&](box::protocol& protocol) { protocol.receive(p); });
    };
    CHECK(!deliver({5, 60})); // not started
    play(
        r, [&](const box::packet& p) { CHECK(deliver(p)); },
        [&](ULONG seconds) { clock.advance(std::chrono::seconds{seconds}); });
    CHECK(!deliver({5, 60})); // stopped
    CHECK(r.count("pfnMibSetTrapInfo") == 4);
    bool recorded = false;
    for (const auto& call : r.calls())
        recorded = recorded ||
                   (call.field == "pfnMibSetTrapInfo" &&
                    call.arguments == "event, 4, {4 bytes}, &0, null" && call.answer == success);
    CHECK(recorded);
}

TEST_CASE("stimuli, timers and traps of a DLL", "[testing][box]") {
    const char* const path = std::getenv("ROUTPACT_BOX_DLL");
    REQUIRE(path);
    for (int round = 0; round < 20; ++round) { // unloaded after each, with its timers
        protocol_dll dll{path};
        REQUIRE(dll);
        router r{dll.register_protocol()};
        play(
            r, [&](const box::packet& p) { CHECK(r.protocol_action(box::deliver, p) == success); },
            [&](ULONG seconds) {
                CHECK(r.protocol_action(box::advance, box::packet{0, seconds}) == success);
            });
        CHECK(r.count("protocol_action") == 6);
    }
}

TEST_CASE("a DLL is unloaded while its timers are due", "[testing][box]") {
    const char* const path = std::getenv("ROUTPACT_BOX_REAL_DLL");
    REQUIRE(path);
    for (int round = 0; round < 50; ++round) {
        protocol_dll dll{path};
        REQUIRE(dll);
        router r{dll.register_protocol()};
        REQUIRE(r.start() == success);
        REQUIRE(r.protocol_action(box::deliver, box::packet{5, 0}) == success);
        if (round % 2 != 0)
            while (r.mib_get_entry<ULONG>(ULONG{0}).value != 0) {
            }
        CHECK(r.stop() == success);
    }
}

TEST_CASE("a test passes arguments to the constructor", "[testing][box]") {
    std::string log;
    {
        router r;
        r.construct_with(log);
        REQUIRE(r.start() == success);
        CHECK(log == "constructed ");
        REQUIRE(r.restart() == success);
        CHECK(log == "constructed constructed ");
        CHECK(r.stop() == success);
        REQUIRE(r.start(ULONG{7}) == success); // with an info block
        CHECK(log == "constructed constructed 7 ");
        r.construct_with(log, std::make_unique<std::string>("other ")); // another constructor
        CHECK(r.restart() == success);
        CHECK(log == "constructed constructed 7 other ");
    }
    router r; // the arguments are those of the box
    REQUIRE(r.start() == success);
    CHECK(log == "constructed constructed 7 other ");
}

#ifdef __cpp_exceptions
TEST_CASE("a constructor that throws in a test can be called again", "[testing][box]") {
    std::string log = "throw";
    router r;
    r.construct_with(log);
    CHECK(r.start() == failure);
    log.clear();
    CHECK(r.start() == success);
    CHECK(log == "constructed ");
}

TEST_CASE("mistakes with the box throw", "[testing][box]") {
    using routpact::testing::usage_error;
    router r;
    const box::packet packet{5, 60};
    CHECK_THROWS_AS(r.protocol_action(box::deliver, packet), usage_error); // not started
    CHECK_THROWS_AS(r.mib_set_trap_info(nullptr, box::trap::aged), usage_error);
    REQUIRE(r.register_protocol(RF_ROUTING | RF_ADD_ALL_INTERFACES, 0x500) == success);
    REQUIRE(r.start() == success);
    CHECK_THROWS_AS(r.protocol_action(box::deliver, packet), usage_error); // not in MPR50
    CHECK(r.stop() == success);
}

TEST_CASE("only a class in this program is constructed by a test", "[testing][box]") {
    const char* const path = std::getenv("ROUTPACT_BOX_DLL");
    REQUIRE(path);
    protocol_dll dll{path};
    REQUIRE(dll);
    router r{dll.register_protocol()};
    std::string log;
    CHECK_THROWS_AS(r.construct_with(log), routpact::testing::usage_error);
}
#endif

} // namespace in_box_tests
