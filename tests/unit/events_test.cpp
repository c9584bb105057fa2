#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/events.hpp>
#include <routpact/lifecycle_callbacks.hpp>
#include <thread>
#include <vector>

namespace {

using routpact::event_queue;
using routpact::router_event;
using routpact::rule;

// An auto-reset event.
struct manager_event {
    HANDLE handle = CreateEventW(nullptr, FALSE, FALSE, nullptr);

    manager_event() = default;
    ~manager_event() { CloseHandle(handle); }
    manager_event(const manager_event&) = delete;
    // Whether it was signalled since it was asked last.
    bool came() const { return WaitForSingleObject(handle, 0) == WAIT_OBJECT_0; }
};

void name(event_queue::entry& told, ULONG index) {
    told.what.type = SAVE_INTERFACE_CONFIG_INFO;
    told.what.message.InterfaceIndex = index;
}

// The indexes of all events in the queue, which is empty then.
std::vector<ULONG> drain(event_queue& queue) {
    std::vector<ULONG> indexes;
    router_event what;
    while (queue.take(what))
        indexes.push_back(what.message.InterfaceIndex);
    return indexes;
}
using indexes = std::vector<ULONG>;

event_queue::entry* made(ULONG index) {
    event_queue::owned_entry owned;
    REQUIRE(owned);
    event_queue::entry* const released = owned.release();
    CHECK(!owned);
    name(*released, index);
    return released;
}

} // namespace

TEST_CASE("events are taken in the order in which they were posted, each with its message") {
    event_queue queue;
    event_queue::entry first;
    event_queue::entry second;
    event_queue::entry third;
    name(first, 7);
    second.what.type = UPDATE_COMPLETE;
    second.what.message.UpdateCompleteMessage = {8, RF_DEMAND_UPDATE_ROUTES, 1003};
    third.what.type = SAVE_GLOBAL_CONFIG_INFO;
    queue.post(first);
    queue.post(second);
    queue.post(third);
    router_event what;
    REQUIRE(queue.take(what));
    CHECK(what.type == SAVE_INTERFACE_CONFIG_INFO);
    CHECK(what.message.InterfaceIndex == 7);
    REQUIRE(queue.take(what));
    CHECK(what.type == UPDATE_COMPLETE);
    CHECK(what.message.UpdateCompleteMessage.InterfaceIndex == 8);
    CHECK(what.message.UpdateCompleteMessage.UpdateType == RF_DEMAND_UPDATE_ROUTES);
    CHECK(what.message.UpdateCompleteMessage.UpdateStatus == 1003);
    REQUIRE(queue.take(what));
    CHECK(what.type == SAVE_GLOBAL_CONFIG_INFO);
    CHECK(!queue.take(what));
    CHECK(what.type == SAVE_GLOBAL_CONFIG_INFO); // untouched
}

TEST_CASE("an event is in the queue once, and can come again when it was taken") {
    event_queue queue;
    const manager_event notification;
    queue.signal(notification.handle);
    event_queue::entry told;
    event_queue::entry other;
    name(told, 7);
    name(other, 8);
    queue.post(told);
    CHECK(queue.holds(told));
    CHECK(notification.came());
    queue.post(other);
    CHECK(notification.came());
    queue.post(told);
    CHECK(!notification.came());
    CHECK(drain(queue) == indexes{7, 8});
    CHECK(!queue.holds(told));
    queue.post(told);
    CHECK(notification.came());
    CHECK(drain(queue) == indexes{7});
}

TEST_CASE("an event that is withdrawn leaves the others in order, wherever it stood") {
    for (const ULONG gone : {0u, 1u, 2u}) {
        event_queue queue;
        event_queue::entry told[4];
        for (ULONG i = 0; i < 3; ++i) {
            name(told[i], i);
            queue.post(told[i]);
        }
        queue.withdraw(told[gone]);
        CHECK(!queue.holds(told[gone]));
        queue.withdraw(told[gone]); // it is not there
        name(told[3], 3);
        queue.post(told[3]); // the end was found
        indexes left{0, 1, 2, 3};
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(gone));
        CHECK(drain(queue) == left);
    }
}

TEST_CASE("the only event can be withdrawn, and posted again") {
    event_queue queue;
    event_queue::entry told;
    name(told, 7);
    queue.withdraw(told);
    queue.post(told);
    queue.withdraw(told);
    CHECK(drain(queue).empty());
    queue.post(told);
    CHECK(drain(queue) == indexes{7});
}

TEST_CASE("an abandoned event is still told") {
    event_queue queue;
    event_queue::entry* const waiting = made(7);
    event_queue::entry* const idle = made(8);
    queue.post(*waiting);
    queue.abandon(waiting);
    queue.abandon(idle); // freed at once; the sanitizers see what is not
    CHECK(drain(queue) == indexes{7});
    CHECK(drain(queue).empty());
}

TEST_CASE("cleared, a queue has forgotten every event; it signals the new notification") {
    event_queue queue;
    const manager_event before;
    const manager_event after;
    queue.signal(before.handle);
    event_queue::entry kept;
    name(kept, 7);
    event_queue::entry* const abandoned = made(8);
    queue.post(kept);
    queue.post(*abandoned);
    queue.abandon(abandoned);
    CHECK(before.came());
    queue.signal(after.handle);
    CHECK(queue.holds(kept));
    queue.clear();
    CHECK(!queue.holds(kept));
    CHECK(drain(queue).empty());
    queue.post(kept);
    CHECK(!before.came());
    CHECK(after.came());
    CHECK(drain(queue) == indexes{7});
}

TEST_CASE("a queue without a notification works all the same") {
    event_queue queue;
    event_queue::entry told;
    name(told, 7);
    queue.post(told);
    CHECK(drain(queue) == indexes{7});
}

TEST_CASE("an owned entry that nobody took is freed") {
    const event_queue::owned_entry unused;
    CHECK(unused);
}

namespace {
constexpr unsigned per_thread = 3000;
}

TEST_CASE("of events from several threads none is lost and none comes twice") {
    event_queue queue;
    const manager_event notification;
    queue.signal(notification.handle);
    std::atomic<unsigned> posted = 0;
    std::atomic<int> running = 3;
    const auto produce = [&] {
        event_queue::entry told;
        for (unsigned i = 0; i < per_thread; ++i) {
            while (queue.holds(told))
                std::this_thread::yield();
            queue.post(told);
            ++posted;
        }
        while (queue.holds(told))
            std::this_thread::yield();
        --running;
        SetEvent(notification.handle);
    };
    std::thread producers[] = {std::thread{produce}, std::thread{produce}, std::thread{produce}};
    unsigned taken = 0;
    bool in_time = true;
    while (running != 0 && in_time) {
        in_time = WaitForSingleObject(notification.handle, 30000) == WAIT_OBJECT_0;
        router_event what;
        while (queue.take(what))
            ++taken;
    }
    CHECK(in_time);
    for (std::thread& each : producers)
        each.join();
    CHECK(posted == 3 * per_thread);
    CHECK(taken == posted);
}

namespace {
event_queue answered;
struct next {
    using value_type = router_event;
    router_event value;
    bool there;
    bool has_value() const { return there; }
    const router_event& operator*() const { return value; }
};
routpact::report refused{};
constexpr PGET_EVENT_MESSAGE get_event =
    routpact::get_event_message<[] {
        next n{{}, false};
        n.there = answered.take(n.value);
        return n;
    },
                                [](const routpact::report& report) { refused = report; }>;
} // namespace

TEST_CASE("GetEventMessage hands out an event, and needs no Result") {
    event_queue::entry told;
    name(told, 7);
    ROUTING_PROTOCOL_EVENTS type{};
    MESSAGE message{};
    answered.post(told);
    CHECK(get_event(&type, &message) == NO_ERROR);
    CHECK(type == SAVE_INTERFACE_CONFIG_INFO);
    CHECK(message.InterfaceIndex == 7);
    type = ROUTER_STOPPED;
    answered.post(told);
    CHECK(get_event(&type, nullptr) == NO_ERROR);
    CHECK(type == SAVE_INTERFACE_CONFIG_INFO);
    type = UPDATE_COMPLETE;
    message.InterfaceIndex = 9;
    CHECK(get_event(&type, &message) == ERROR_NO_MORE_ITEMS);
    CHECK(type == UPDATE_COMPLETE);
    CHECK(message.InterfaceIndex == 9);
}

TEST_CASE("GetEventMessage without an Event takes nothing from the queue") {
    event_queue::entry told;
    name(told, 7);
    answered.post(told);
    refused = {};
    MESSAGE message{};
    CHECK(get_event(nullptr, &message) == ERROR_NO_MORE_ITEMS);
    CHECK(refused.broken == rule::argument_present);
    CHECK(refused.argument == 1);
    CHECK(refused.answer == ERROR_NO_MORE_ITEMS);
    CHECK(drain(answered) == indexes{7});
}
