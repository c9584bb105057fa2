#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/autostatic_update.hpp>

namespace {

using routpact::autostatic_update;
using routpact::event_queue;
using routpact::router_event;

constexpr ULONG index = 7;

struct updating {
    event_queue queue;
    HANDLE notification = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    event_queue::owned_entry told;
    std::optional<autostatic_update> update;

    updating() {
        queue.signal(notification);
        REQUIRE(told);
        update.emplace(queue, told, index);
        CHECK(!told); // given up
    }
    ~updating() {
        update.reset();
        queue.clear();
        CloseHandle(notification);
    }
    updating(const updating&) = delete;

    void begin() {
        REQUIRE(update->begin());
        update->accepted();
    }
    bool signalled() const { return WaitForSingleObject(notification, 0) == WAIT_OBJECT_0; }
    // The status of the one UPDATE_COMPLETE that is there, or nothing.
    std::optional<DWORD> told_status() {
        router_event what;
        if (!queue.take(what))
            return {};
        CHECK(what.type == UPDATE_COMPLETE);
        CHECK(what.message.UpdateCompleteMessage.InterfaceIndex == index);
        CHECK(what.message.UpdateCompleteMessage.UpdateType == RF_DEMAND_UPDATE_ROUTES);
        router_event more;
        CHECK(!queue.take(more));
        return what.message.UpdateCompleteMessage.UpdateStatus;
    }
};

} // namespace

TEST_CASE("an update that completes late is told at once") {
    updating u;
    u.begin();
    CHECK(!u.signalled());
    CHECK(!u.told_status());
    CHECK(u.update->complete(NO_ERROR));
    CHECK(u.signalled());
    CHECK(u.told_status() == NO_ERROR);
}

TEST_CASE("an update that completes early is told when it was accepted") {
    updating u;
    REQUIRE(u.update->begin());
    CHECK(u.update->complete(NO_ERROR));
    CHECK(!u.signalled());
    CHECK(!u.told_status());
    u.update->accepted();
    CHECK(u.signalled());
    CHECK(u.told_status() == NO_ERROR);
    CHECK(!u.update->complete(NO_ERROR));
}

TEST_CASE("an update completes once") {
    updating u;
    u.begin();
    CHECK(u.update->complete(NO_ERROR));
    CHECK(!u.update->complete(ERROR_CAN_NOT_COMPLETE));
    CHECK(u.told_status() == NO_ERROR);
    CHECK(!u.update->complete(NO_ERROR));
    CHECK(!u.told_status());

    REQUIRE(u.update->begin());
    CHECK(u.update->complete(ERROR_CAN_NOT_COMPLETE));
    CHECK(!u.update->complete(NO_ERROR));
    u.update->accepted();
    CHECK(u.told_status() == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("without an update there is none to complete") {
    updating u;
    CHECK(!u.update->complete(NO_ERROR));
    CHECK(!u.told_status());
    CHECK(!u.signalled());
}

TEST_CASE("an update that was rejected is not told, even if it completed early") {
    updating u;
    REQUIRE(u.update->begin());
    u.update->rejected();
    CHECK(!u.update->complete(NO_ERROR));
    REQUIRE(u.update->begin());
    CHECK(u.update->complete(NO_ERROR));
    u.update->rejected();
    CHECK(!u.told_status());
    u.begin(); // and the next one can begin
    CHECK(u.update->complete(NO_ERROR));
    CHECK(u.told_status() == NO_ERROR);
}

TEST_CASE("one update at a time, until its end was taken from the queue") {
    updating u;
    REQUIRE(u.update->begin());
    CHECK(!u.update->begin());
    u.update->accepted();
    CHECK(!u.update->begin());
    CHECK(u.update->complete(NO_ERROR));
    CHECK(!u.update->begin()); // still to be told
    CHECK(u.told_status() == NO_ERROR);
    CHECK(u.update->begin());
    CHECK(u.update->complete(NO_ERROR));
    CHECK(!u.update->begin());
    u.update->accepted();
    CHECK(!u.update->begin());
    CHECK(u.told_status() == NO_ERROR);
    CHECK(u.update->begin());
}

TEST_CASE("an update ends with NO_ERROR or ERROR_CAN_NOT_COMPLETE, the two documented codes") {
    updating u;
    for (const DWORD status : {DWORD{NO_ERROR}, DWORD{ERROR_CAN_NOT_COMPLETE},
                               DWORD{ERROR_INVALID_PARAMETER}, DWORD{1}, DWORD{0xFFFFFFFF}}) {
        u.begin();
        CHECK(u.update->complete(status));
        CHECK(u.told_status() == (status == NO_ERROR ? NO_ERROR : DWORD{ERROR_CAN_NOT_COMPLETE}));
    }
}

TEST_CASE("an update whose interface ends has failed, and that is told") {
    updating u;
    u.begin();
    u.update.reset();
    CHECK(u.signalled());
    CHECK(u.told_status() == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("the end of an update outlives the interface") {
    updating u;
    u.begin();
    CHECK(u.update->complete(NO_ERROR));
    u.update.reset();
    CHECK(u.told_status() == NO_ERROR);
}

TEST_CASE("an interface without an update ends silently") {
    updating u;
    u.begin();
    CHECK(u.update->complete(NO_ERROR));
    CHECK(u.told_status() == NO_ERROR);
    CHECK(u.signalled());
    u.update.reset();
    CHECK(!u.told_status());
    CHECK(!u.signalled());
}
