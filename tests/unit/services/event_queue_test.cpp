#include "../../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/callbacks.hpp>
#include <routpact/detail/services/event_queue.hpp>
#include <thread>
#include <vector>

namespace event_queue_tests {
namespace {

using routpact::router_event;
using routpact::violation;
using routpact::detail::event_queue;

// An auto-reset event.
struct manager_event {
    HANDLE handle = CreateEventW(nullptr, FALSE, FALSE, nullptr);

    manager_event() = default;
    ~manager_event() { CloseHandle(handle); }
    manager_event(const manager_event&) = delete;
    // Tells whether the event was signalled, and resets it.
    bool came() const { return WaitForSingleObject(handle, 0) == WAIT_OBJECT_0; }
};

void name(event_queue::entry& entry, ULONG index) {
    entry.event.type = SAVE_INTERFACE_CONFIG_INFO;
    entry.event.message.InterfaceIndex = index;
}

// Takes all events from the queue and returns their indexes.
std::vector<ULONG> drain(event_queue& queue) {
    std::vector<ULONG> indexes;
    router_event event;
    while (queue.take(event))
        indexes.push_back(event.message.InterfaceIndex);
    return indexes;
}
using indexes = std::vector<ULONG>;

event_queue::entry* new_entry(ULONG index) {
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
    second.event.type = UPDATE_COMPLETE;
    second.event.message.UpdateCompleteMessage = {8, RF_DEMAND_UPDATE_ROUTES, 1003};
    third.event.type = SAVE_GLOBAL_CONFIG_INFO;
    queue.post(first);
    queue.post(second);
    queue.post(third);
    router_event event;
    REQUIRE(queue.take(event));
    CHECK(event.type == SAVE_INTERFACE_CONFIG_INFO);
    CHECK(event.message.InterfaceIndex == 7);
    REQUIRE(queue.take(event));
    CHECK(event.type == UPDATE_COMPLETE);
    CHECK(event.message.UpdateCompleteMessage.InterfaceIndex == 8);
    CHECK(event.message.UpdateCompleteMessage.UpdateType == RF_DEMAND_UPDATE_ROUTES);
    CHECK(event.message.UpdateCompleteMessage.UpdateStatus == 1003);
    REQUIRE(queue.take(event));
    CHECK(event.type == SAVE_GLOBAL_CONFIG_INFO);
    CHECK(!queue.take(event));
    CHECK(event.type == SAVE_GLOBAL_CONFIG_INFO); // untouched
}

TEST_CASE("an event is in the queue once, and can come again when it was taken") {
    event_queue queue;
    const manager_event notification;
    queue.signal(notification.handle);
    event_queue::entry entry;
    event_queue::entry other;
    name(entry, 7);
    name(other, 8);
    queue.post(entry);
    CHECK(queue.holds(entry));
    CHECK(notification.came());
    queue.post(other);
    CHECK(notification.came());
    queue.post(entry);
    CHECK(!notification.came());
    CHECK(drain(queue) == indexes{7, 8});
    CHECK(!queue.holds(entry));
    queue.post(entry);
    CHECK(notification.came());
    CHECK(drain(queue) == indexes{7});
}

TEST_CASE("an event that is withdrawn from any position leaves the others in order") {
    for (const ULONG gone : {0u, 1u, 2u}) {
        event_queue queue;
        event_queue::entry entry[4];
        for (ULONG i = 0; i < 3; ++i) {
            name(entry[i], i);
            queue.post(entry[i]);
        }
        queue.withdraw(entry[gone]);
        CHECK(!queue.holds(entry[gone]));
        queue.withdraw(entry[gone]); // not in the queue any more
        name(entry[3], 3);
        queue.post(entry[3]); // the end of the list is right
        indexes left{0, 1, 2, 3};
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(gone));
        CHECK(drain(queue) == left);
    }
}

TEST_CASE("the only event can be withdrawn, and posted again") {
    event_queue queue;
    event_queue::entry entry;
    name(entry, 7);
    queue.withdraw(entry);
    queue.post(entry);
    queue.withdraw(entry);
    CHECK(drain(queue).empty());
    queue.post(entry);
    CHECK(drain(queue) == indexes{7});
}

TEST_CASE("an event whose entry is orphaned can still be taken") {
    event_queue queue;
    event_queue::entry* const waiting = new_entry(7);
    event_queue::entry* const idle = new_entry(8);
    queue.post(*waiting);
    queue.orphan(waiting);
    queue.orphan(idle); // deleted now; otherwise the leak sanitizer reports it
    CHECK(drain(queue) == indexes{7});
    CHECK(drain(queue).empty());
}

TEST_CASE("a queue that is cleared has no events, and signals the new notification") {
    event_queue queue;
    const manager_event before;
    const manager_event after;
    queue.signal(before.handle);
    event_queue::entry kept;
    name(kept, 7);
    event_queue::entry* const orphan = new_entry(8);
    queue.post(kept);
    queue.post(*orphan);
    queue.orphan(orphan);
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

TEST_CASE("a queue without a notification works, too") {
    event_queue queue;
    event_queue::entry entry;
    name(entry, 7);
    queue.post(entry);
    CHECK(drain(queue) == indexes{7});
}

TEST_CASE("an owned entry that is not released is deleted") {
    const event_queue::owned_entry unused;
    CHECK(unused);
}

namespace {
constexpr unsigned per_thread = 3000;
}

TEST_CASE("events from several threads are neither lost nor taken twice") {
    event_queue queue;
    const manager_event notification;
    queue.signal(notification.handle);
    std::atomic<unsigned> posted = 0;
    std::atomic<int> running = 3;
    const auto produce = [&] {
        event_queue::entry entry;
        for (unsigned i = 0; i < per_thread; ++i) {
            wait_until([&] { return !queue.holds(entry); });
            queue.post(entry);
            ++posted;
        }
        wait_until([&] { return !queue.holds(entry); });
        --running;
        SetEvent(notification.handle);
    };
    std::thread producers[] = {std::thread{produce}, std::thread{produce}, std::thread{produce}};
    unsigned taken = 0;
    bool in_time = true;
    while (running != 0 && in_time) {
        in_time = WaitForSingleObject(notification.handle, 30000) == WAIT_OBJECT_0;
        router_event event;
        while (queue.take(event))
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
    bool present;
    bool has_value() const { return present; }
    const router_event& operator*() const { return value; }
};
routpact::report refused{};
constexpr PGET_EVENT_MESSAGE get_event =
    routpact::get_event_message<[] {
        next n{{}, false};
        n.present = answered.take(n.value);
        return n;
    },
                                [](const routpact::report& report) { refused = report; }>;
} // namespace

TEST_CASE("GetEventMessage returns an event, and needs no Result") {
    event_queue::entry entry;
    name(entry, 7);
    ROUTING_PROTOCOL_EVENTS type{};
    MESSAGE message{};
    answered.post(entry);
    CHECK(get_event(&type, &message) == NO_ERROR);
    CHECK(type == SAVE_INTERFACE_CONFIG_INFO);
    CHECK(message.InterfaceIndex == 7);
    type = ROUTER_STOPPED;
    answered.post(entry);
    CHECK(get_event(&type, nullptr) == NO_ERROR);
    CHECK(type == SAVE_INTERFACE_CONFIG_INFO);
    type = UPDATE_COMPLETE;
    message.InterfaceIndex = 9;
    CHECK(get_event(&type, &message) == ERROR_NO_MORE_ITEMS);
    CHECK(type == UPDATE_COMPLETE);
    CHECK(message.InterfaceIndex == 9);
}

TEST_CASE("GetEventMessage without an Event takes nothing from the queue") {
    event_queue::entry entry;
    name(entry, 7);
    answered.post(entry);
    refused = {};
    MESSAGE message{};
    CHECK(get_event(nullptr, &message) == ERROR_NO_MORE_ITEMS);
    CHECK(refused.kind == violation::null_argument);
    CHECK(refused.argument_position == 1);
    CHECK(refused.returned_code == ERROR_NO_MORE_ITEMS);
    CHECK(drain(answered) == indexes{7});
}

TEST_CASE("an excluded event is not taken, but can be withdrawn") {
    event_queue queue;
    event_queue::entry first;
    event_queue::entry last;
    name(first, 7);
    name(last, 8);
    router_event event;
    CHECK(!queue.is_next(last));
    CHECK(!queue.withdraw(last));
    queue.post(first);
    queue.post(last);
    CHECK(!queue.is_next(last));
    CHECK(queue.take(event, &last));
    CHECK(event.message.InterfaceIndex == 7);
    CHECK(queue.is_next(last));
    CHECK(!queue.take(event, &last));
    CHECK(queue.holds(last));
    CHECK(queue.withdraw(last));
    CHECK(!queue.withdraw(last));
    CHECK(!queue.is_next(last));
    CHECK(!queue.take(event));
}

TEST_CASE("a queue can signal again without an event") {
    event_queue queue;
    const manager_event notification;
    queue.signal(notification.handle);
    queue.signal_again();
    CHECK(notification.came());
    CHECK(!notification.came());
}

} // namespace event_queue_tests
