#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace oracle;

TEST_CASE("UpdateRoutes", "[updates]") {
    const dll_under_test dll;
    dll.run();
    CHECK(dll->pfnUpdateRoutes(77) == bad_argument);
    CHECK(dll.add(4) == success);
    CHECK(dll->pfnUpdateRoutes(4) == failure);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
    for (int round = 0; round < 20; ++round) {
        INFO("round " << round);
        CHECK(dll->pfnUpdateRoutes(1) == success);
        CHECK(dll->pfnUpdateRoutes(1) == failure); // in progress
        CHECK(dll.wait_for_signal() == signalled);
        CHECK(dll->pfnUpdateRoutes(1) == failure); // not fetched
        check_update_complete(dll.fetch(), 1, success);
        check_is_empty(dll);
    }
    CHECK(dll->pfnUpdateRoutes(1) == success);
    CHECK(dll->pfnUpdateRoutes(2) == success);
    CHECK(dll->pfnUpdateRoutes(3) == success);
    unsigned seen = 0;
    for (int i = 0; i < 3; ++i) {
        const fetched_event got = dll.await();
        const ULONG index = got.message.UpdateCompleteMessage.InterfaceIndex;
        check_update_complete(got, index, success);
        REQUIRE(index <= 3);
        seen |= 1U << index;
    }
    CHECK(seen == 0xE);
    check_is_empty(dll);
}

TEST_CASE("UpdateRoutes and DeleteInterface", "[updates]") {
    const dll_under_test dll;
    dll.run();
    for (int round = 0; round < 100; ++round) {
        INFO("round " << round);
        CHECK(dll->pfnUpdateRoutes(1) == success);
        if (round % 2 != 0)
            std::this_thread::sleep_for(microseconds{round * 5});
        CHECK(dll->pfnDeleteInterface(1) == success);
        CHECK(dll->pfnUpdateRoutes(1) == bad_argument);
        const fetched_event got = dll.await();
        const DWORD status = got.message.UpdateCompleteMessage.UpdateStatus;
        check_update_complete(got, 1, status == failure ? failure : success);
        check_is_empty(dll);
        CHECK(dll.add(1) == success);
        CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    }
    CHECK(dll->pfnUpdateRoutes(1) == success);
    check_update_complete(dll.await(), 1, success);
    // the completion of an update that has ended stays
    WaitForSingleObject(dll.event, 0); // may be signalled for an event that was fetched
    CHECK(dll->pfnUpdateRoutes(1) == success);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(dll->pfnDeleteInterface(1) == success);
    check_update_complete(dll.await(), 1, success);
    check_is_empty(dll);
}
