#include "../../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <optional>
#include <routpact/detail/services/interface_updates.hpp>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace autostatic_update_tests {
namespace {

using routpact::autostatic_update;
using routpact::code;
using routpact::router_event;
using routpact::detail::event_queue;
using routpact::detail::interface_updates;

constexpr ULONG index = 7;

static_assert(std::is_nothrow_move_constructible_v<autostatic_update>);
static_assert(std::is_nothrow_move_assignable_v<autostatic_update>);
static_assert(!std::is_copy_constructible_v<autostatic_update>);
static_assert(!std::is_copy_assignable_v<autostatic_update>);

// An interface that has only updates.
struct updating {
    event_queue queue;
    HANDLE notification = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    std::optional<interface_updates> updates;

    updating() {
        queue.signal(notification);
        add();
    }
    ~updating() {
        updates.reset();
        queue.clear();
        CloseHandle(notification);
    }
    updating(const updating&) = delete;

    void add() { REQUIRE(updates.emplace().open(queue, index)); }
    // An update that the handler has accepted.
    autostatic_update begin() {
        REQUIRE(updates->begin());
        autostatic_update begun = updates->begun();
        updates->accept();
        return begun;
    }
    bool signalled() const { return WaitForSingleObject(notification, 0) == WAIT_OBJECT_0; }
    // Takes the only event, an UPDATE_COMPLETE, and returns its status; or nothing.
    std::optional<DWORD> taken_status() {
        router_event event;
        if (!queue.take(event))
            return {};
        CHECK(event.type == UPDATE_COMPLETE);
        CHECK(event.message.UpdateCompleteMessage.InterfaceIndex == index);
        CHECK(event.message.UpdateCompleteMessage.UpdateType == RF_DEMAND_UPDATE_ROUTES);
        router_event more;
        CHECK(!queue.take(more));
        return event.message.UpdateCompleteMessage.UpdateStatus;
    }
};

} // namespace

TEST_CASE("an update that completes after the handler posts its event immediately") {
    updating u;
    const autostatic_update update = u.begin();
    CHECK(!u.signalled());
    CHECK(!u.taken_status());
    CHECK(update.complete());
    CHECK(u.signalled());
    CHECK(u.taken_status() == NO_ERROR);
}

TEST_CASE("an update that completes inside the handler posts its event when it is accepted") {
    updating u;
    REQUIRE(u.updates->begin());
    const autostatic_update update = u.updates->begun();
    CHECK(update.complete());
    CHECK(!u.signalled());
    CHECK(!u.taken_status());
    u.updates->accept();
    CHECK(u.signalled());
    CHECK(u.taken_status() == NO_ERROR);
    CHECK(!update.complete());
}

TEST_CASE("an update completes once") {
    updating u;
    {
        const autostatic_update update = u.begin();
        CHECK(update.complete());
        CHECK(!update.complete(code::can_not_complete));
        CHECK(u.taken_status() == NO_ERROR);
        CHECK(!update.complete());
    }
    CHECK(!u.taken_status());

    REQUIRE(u.updates->begin());
    {
        const autostatic_update update = u.updates->begun();
        CHECK(update.complete(code::can_not_complete));
        CHECK(!update.complete());
    }
    u.updates->accept();
    CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("an update whose object is destroyed before complete() fails") {
    updating u;
    {
        const autostatic_update update = u.begin();
        CHECK(!u.signalled());
    }
    CHECK(u.signalled());
    CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);

    // Inside the handler, too.
    REQUIRE(u.updates->begin());
    static_cast<void>(u.updates->begun());
    CHECK(!u.signalled());
    u.updates->accept();
    CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("an update that is moved ends by its new object") {
    updating u;
    autostatic_update first = u.begin();
    autostatic_update second = std::move(first);
    CHECK(!first.complete()); // NOLINT(bugprone-use-after-move)
    CHECK(!u.taken_status());
    autostatic_update third;
    third = std::move(second);
    CHECK(!second.complete()); // NOLINT(bugprone-use-after-move)
    autostatic_update& same = third;
    third = std::move(same);
    CHECK(!u.taken_status());
    CHECK(third.complete());
    CHECK(u.taken_status() == NO_ERROR);

    // In a function object that is never called.
    {
        const auto work = [update = u.begin()] { update.complete(); };
    }
    CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("an update whose object is assigned another one fails") {
    updating u;
    updating other;
    autostatic_update update = u.begin();
    update = other.begin();
    CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);
    CHECK(!other.taken_status());
    update = {};
    CHECK(other.taken_status() == ERROR_CAN_NOT_COMPLETE);
}

TEST_CASE("an object without an update completes no update") {
    updating u;
    const autostatic_update none;
    CHECK(!none.complete());
    CHECK(!u.taken_status());
    CHECK(!u.signalled());
}

TEST_CASE("an update that is rejected posts no event, even if it completed before") {
    updating u;
    std::vector<autostatic_update> late;
    REQUIRE(u.updates->begin());
    late.push_back(u.updates->begun());
    u.updates->reject();
    CHECK(!late.back().complete());
    REQUIRE(u.updates->begin());
    late.push_back(u.updates->begun());
    CHECK(late.back().complete());
    u.updates->reject();
    CHECK(!u.taken_status());
    // The next update can begin. The earlier objects do not end it.
    const autostatic_update next = u.begin();
    late.clear();
    CHECK(!u.taken_status());
    CHECK(next.complete());
    CHECK(u.taken_status() == NO_ERROR);
}

TEST_CASE("the next update can begin when the event of the last one is taken") {
    updating u;
    REQUIRE(u.updates->begin());
    autostatic_update update = u.updates->begun();
    CHECK(!u.updates->begin());
    u.updates->accept();
    CHECK(!u.updates->begin());
    CHECK(update.complete());
    CHECK(!u.updates->begin()); // its event is in the queue
    CHECK(u.taken_status() == NO_ERROR);
    CHECK(u.updates->begin());
    update = u.updates->begun();
    CHECK(update.complete());
    CHECK(!u.updates->begin());
    u.updates->accept();
    CHECK(!u.updates->begin());
    CHECK(u.taken_status() == NO_ERROR);
    CHECK(u.updates->begin());
    u.updates->reject();
}

TEST_CASE("an update ends with NO_ERROR or ERROR_CAN_NOT_COMPLETE, the two documented codes") {
    updating u;
    for (const DWORD status : {DWORD{NO_ERROR}, DWORD{ERROR_CAN_NOT_COMPLETE},
                               DWORD{ERROR_INVALID_PARAMETER}, DWORD{1}, DWORD{0xFFFFFFFF}}) {
        CHECK(u.begin().complete(code{status}));
        CHECK(u.taken_status() == (status == NO_ERROR ? NO_ERROR : DWORD{ERROR_CAN_NOT_COMPLETE}));
    }
}

TEST_CASE("an update whose interface is destroyed fails and posts its event") {
    updating u;
    const autostatic_update update = u.begin();
    u.updates.reset();
    CHECK(u.signalled());
    CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);
    CHECK(!update.complete());
    CHECK(!u.taken_status());
}

TEST_CASE("the event of an update outlives the interface") {
    updating u;
    CHECK(u.begin().complete());
    u.updates.reset();
    CHECK(u.taken_status() == NO_ERROR);
}

TEST_CASE("an interface that never had an update posts no event, open or not") {
    interface_updates{};
    updating opened;
    opened.updates.reset();
    CHECK(!opened.taken_status());
}

TEST_CASE("an interface whose update has ended posts no second event") {
    updating u;
    CHECK(u.begin().complete());
    CHECK(u.taken_status() == NO_ERROR);
    CHECK(u.signalled());
    u.updates.reset();
    CHECK(!u.taken_status());
    CHECK(!u.signalled());
}

TEST_CASE("an update ends no later update of the same index") {
    updating u;
    for (const bool deleted : {false, true}) {
        autostatic_update first = u.begin();
        if (deleted) {
            u.updates.reset();
            CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);
            u.add();
        } else {
            CHECK(first.complete());
            CHECK(u.taken_status() == NO_ERROR);
        }
        const autostatic_update second = u.begin();
        CHECK(!first.complete());
        first = {};
        CHECK(!u.taken_status());
        CHECK(second.complete(code::can_not_complete));
        CHECK(u.taken_status() == ERROR_CAN_NOT_COMPLETE);
    }
}

TEST_CASE("an update outlives its interface and the queue") {
    std::optional<updating> u;
    u.emplace();
    autostatic_update first = u->begin();
    autostatic_update second = std::move(first);
    u.reset();
    CHECK(!second.complete());
    second = {};
}

TEST_CASE("of several threads that complete an update, one does") {
    updating u;
    for (int round = 0; round < 200; ++round) {
        const auto update = std::make_unique<const autostatic_update>(u.begin());
        std::atomic<int> ready = 0;
        std::atomic<int> ended = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                ++ready;
                wait_until([&] { return ready == 4; });
                ended += update->complete();
            });
        for (std::thread& each : threads)
            each.join();
        CHECK(ended == 1);
        CHECK(u.taken_status() == NO_ERROR);
    }
}

TEST_CASE("an update that completes while its interface is destroyed ends once") {
    for (int round = 0; round < 500; ++round) {
        updating u;
        std::atomic<int> ready = 0;
        std::atomic<int> ended = 0;
        const auto meet = [&] {
            ++ready;
            wait_until([&] { return ready == 2; });
        };
        std::thread finishing{[&, update = u.begin()]() mutable {
            meet();
            if (round % 3 == 0)
                update = {};
            else
                ended = update.complete();
        }};
        meet();
        for (int i = 0; i < round % 50; ++i)
            std::this_thread::yield();
        u.updates.reset();
        const std::optional<DWORD> status = u.taken_status();
        finishing.join();
        REQUIRE(status);
        CHECK(*status == (ended ? NO_ERROR : DWORD{ERROR_CAN_NOT_COMPLETE}));
        CHECK(!u.taken_status());
    }
}

} // namespace autostatic_update_tests
