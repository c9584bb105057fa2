#include "dll_under_test.hpp"
#include "held_callback.hpp"
#include "slots.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace oracle;

TEST_CASE("StopProtocol without a callback inside", "[stop]") {
    const dll_under_test dll;
    SECTION("before StartComplete") {
        REQUIRE(dll.start() == success);
        REQUIRE(dll.add(1) == success);
    }
    SECTION("running") {
        dll.run();
        CHECK(dll.attach(1) == success);
    }
    CHECK(dll->pfnStopProtocol() == success);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
    check_all_refuse(*dll);
    CHECK(dll->pfnStartComplete() == success);
    check_all_refuse(*dll);
    CHECK(dll->pfnStopProtocol() == success);
    check_is_empty(dll);
}

TEST_CASE("UPDATE_COMPLETE events can be fetched after a synchronous stop", "[stop]") {
    const dll_under_test dll;
    dll.stop_with_completions(3);
    unsigned seen = 0;
    for (int i = 0; i < 3; ++i) {
        const fetched_event got = dll.fetch();
        const ULONG index = got.message.UpdateCompleteMessage.InterfaceIndex;
        check_update_complete(got, index, success);
        REQUIRE(index <= 3);
        seen |= 1U << index;
    }
    CHECK(seen == 0xE);
    check_is_empty(dll);
    CHECK(dll->pfnStopProtocol() == success);
}

TEST_CASE("StopProtocol with a callback inside", "[stop]") {
    const dll_under_test dll;
    for (int round = 0; round < 3; ++round) {
        INFO("round " << round);
        dll.run();
        held_callback held{dll};
        const auto check_pending = [&] {
            check_all_refuse(*dll);
            CHECK(dll->pfnStopProtocol() == stop_pending);
            CHECK(dll.start() == failure);
            CHECK(dll->pfnStartComplete() == success);
        };
        CHECK(dll->pfnStopProtocol() == stop_pending);
        check_pending();
        check_is_empty(dll);
        CHECK(!dll.is_signalled());

        CHECK(held.let_go() == success);
        CHECK(dll.wait_for_signal() == signalled);
        check_pending(); // until ROUTER_STOPPED is fetched
        const fetched_event got = dll.fetch();
        CHECK(got.answer == success);
        CHECK(got.kind == ROUTER_STOPPED);
        check_is_empty(dll);
        CHECK(!dll.is_signalled());
        CHECK(dll->pfnStopProtocol() == success);
        check_all_refuse(*dll);
    }
}

TEST_CASE("A pending stop completes the updates", "[stop]") {
    const dll_under_test dll;
    dll.run();
    held_callback held{dll};
    CHECK(dll->pfnUpdateRoutes(2) == success);
    CHECK(dll->pfnStopProtocol() == stop_pending);
    const fetched_event got = dll.await();
    const DWORD status = got.message.UpdateCompleteMessage.UpdateStatus;
    check_update_complete(got, 2, status == failure ? failure : success);
    CHECK(dll.fetch().answer == nothing_more);
    CHECK(held.let_go() == success);
    CHECK(dll.await().kind == ROUTER_STOPPED);
    check_is_empty(dll);
}
