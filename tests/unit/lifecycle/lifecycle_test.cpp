#include "../../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/detail/lifecycle/lifecycle.hpp>
#include <thread>

namespace {

using routpact::availability;
using routpact::detail::lifecycle;
using stop_request = routpact::detail::lifecycle::stop_request;

bool enter(lifecycle& life, availability when) {
    return life.enter(when);
}
// Tells whether a callback may enter now. Leaves again.
bool open(lifecycle& life, availability when) {
    const bool entered = enter(life, when);
    if (entered)
        static_cast<void>(life.leave());
    return entered;
}

void start(lifecycle& life) {
    REQUIRE(life.begin_start());
    REQUIRE(life.mark_constructed());
    REQUIRE(!life.leave());
}
void run(lifecycle& life) {
    start(life);
    REQUIRE(life.complete_start());
    REQUIRE(!life.leave());
}

// A stop begins while a callback runs, which then leaves as the last one.
void run_and_stop_with_callback_inside(lifecycle& life) {
    run(life);
    CHECK(enter(life, availability::running));
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave_stop());
    CHECK(life.leave());
}

// The router manager takes the announcement of the end.
bool acknowledge(lifecycle& life) {
    return life.acknowledge_stop(life.late_requests(), [] { return true; }, [] {});
}
// Ends a stop. Returns how often the end was announced, and acknowledges it.
int end(lifecycle& life) {
    int announced = 0;
    life.end_stop([&] { ++announced; });
    if (announced != 0)
        CHECK(acknowledge(life));
    return announced;
}

} // namespace

TEST_CASE("a lifecycle lets in exactly the callbacks that its phase allows") {
    lifecycle life;
    const auto check = [&](bool started, bool running) {
        CHECK(open(life, availability::started) == started);
        CHECK(open(life, availability::running) == running);
    };
    check(false, false);
    CHECK(life.begin_start());
    check(false, false); // the protocol is being constructed
    CHECK(life.mark_constructed());
    CHECK(!life.leave());
    check(true, false);
    CHECK(life.complete_start());
    CHECK(!life.leave());
    check(true, true);
    CHECK(life.begin_stop() == stop_request::begun);
    check(false, false);
    CHECK(life.leave_stop());
    check(false, false);
    CHECK(end(life) == 0);
    check(false, false);
}

TEST_CASE("a start begins only from a full stop") {
    lifecycle life;
    CHECK(life.begin_start());
    CHECK(!life.begin_start());
    CHECK(life.mark_constructed());
    CHECK(!life.begin_start());
    CHECK(!life.leave());
    CHECK(life.complete_start());
    CHECK(!life.begin_start());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.begin_start());
    CHECK(!life.leave_stop()); // a callback is inside
    CHECK(life.leave());
    CHECK(!life.begin_start());
    end(life);
    CHECK(life.begin_start());
}

TEST_CASE("a start is completed once, and only after the construction") {
    lifecycle life;
    CHECK(!life.complete_start());
    CHECK(life.begin_start());
    CHECK(!life.complete_start());
    CHECK(life.mark_constructed());
    CHECK(life.complete_start());
    CHECK(!life.complete_start());
    CHECK(!life.leave()); // the start
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.complete_start());
    CHECK(!life.leave_stop()); // the completion is inside
    CHECK(life.leave());
    end(life);
    CHECK(!life.complete_start());
}

TEST_CASE("a stop with no callback inside ends immediately and is not announced") {
    lifecycle life;
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.is_stopping());
    CHECK(life.leave_stop());
    CHECK(life.is_stopping());
    CHECK(end(life) == 0);
    CHECK(!life.is_stopping());
}

TEST_CASE("the last callback to leave completes a stop, which is announced once") {
    lifecycle life;
    run(life);
    CHECK(enter(life, availability::running));
    CHECK(enter(life, availability::started));
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave_stop());
    CHECK(!life.leave());
    CHECK(life.leave());
    CHECK(end(life) == 1);

    run(life); // the next stop owes nothing
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
}

TEST_CASE("a callback that leaves before the stop began does not complete it") {
    lifecycle life;
    run(life);
    CHECK(enter(life, availability::running));
    CHECK(!life.leave());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    end(life);
}

TEST_CASE("a callback that leaves during the hook leaves the completion to StopProtocol") {
    lifecycle life;
    run(life);
    CHECK(enter(life, availability::running));
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave());
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
}

TEST_CASE("a second stop reports that the first is pending, and the end is announced") {
    lifecycle life;
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.begin_stop() == stop_request::pending);
    CHECK(life.begin_stop() == stop_request::pending);
    CHECK(life.leave_stop());
    CHECK(life.begin_stop() == stop_request::pending); // the protocol is being ended
    CHECK(end(life) == 1);
    CHECK(life.begin_stop() == stop_request::not_running);
}

TEST_CASE("there is nothing to stop before a start and after a stop") {
    lifecycle life;
    CHECK(life.begin_stop() == stop_request::not_running);
    CHECK(!life.is_stopping());
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    end(life);
    CHECK(life.begin_stop() == stop_request::not_running);
    CHECK(life.begin_start());
}

TEST_CASE("a stop may come before StartComplete") {
    lifecycle life;
    start(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.complete_start());
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
    run(life);
}

TEST_CASE("a stop during the construction is completed by the start") {
    lifecycle life;
    CHECK(life.begin_start());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.is_constructed());
    CHECK(!life.leave_stop());
    CHECK(!life.mark_constructed());
    CHECK(life.is_constructed()); // so it must be destroyed
    CHECK(!open(life, availability::started));
    CHECK(!life.complete_start());
    CHECK(life.leave());
    CHECK(end(life) == 1);
    CHECK(!life.is_constructed());
}

TEST_CASE("a start that fails ends like a stop that no caller waits for") {
    lifecycle life;
    CHECK(life.begin_start());
    life.abort_start();
    CHECK(!open(life, availability::started));
    CHECK(!life.complete_start());
    CHECK(!life.is_constructed());
    CHECK(life.leave());
    CHECK(end(life) == 0);
    run(life);
}

TEST_CASE("the end of a start that fails is announced if a stop waits for it") {
    lifecycle life;
    CHECK(life.begin_start());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave_stop());
    life.abort_start();
    CHECK(life.leave());
    CHECK(end(life) == 1);
}

TEST_CASE("a lifecycle records that the protocol is constructed until the stop has ended") {
    lifecycle life;
    CHECK(!life.is_constructed());
    CHECK(life.begin_start());
    CHECK(!life.is_constructed());
    CHECK(life.mark_constructed());
    CHECK(life.is_constructed());
    CHECK(!life.leave());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    CHECK(life.is_constructed());
    end(life);
    CHECK(!life.is_constructed());
}

TEST_CASE("a stop that is announced is pending until it is acknowledged") {
    lifecycle life;
    run_and_stop_with_callback_inside(life);
    int announced = 0;
    life.end_stop([&] { ++announced; });
    CHECK(announced == 1);
    CHECK(!life.is_constructed());
    CHECK(life.begin_stop() == stop_request::pending);
    CHECK(!life.begin_start());
    CHECK(!life.complete_start());
    CHECK(!open(life, availability::started));
    CHECK(acknowledge(life));
    CHECK(life.begin_stop() == stop_request::not_running);
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
}

TEST_CASE("no start begins before the end of the stop is announced and acknowledged") {
    lifecycle life;
    run_and_stop_with_callback_inside(life);
    std::atomic<bool> begun = false;
    std::atomic<bool> tried = false;
    std::thread starter;
    life.end_stop([&] {
        starter = std::thread{[&] {
            tried = true;
            begun = life.begin_start();
        }};
        wait_until(tried);
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    });
    starter.join();
    CHECK(!begun);
    CHECK(acknowledge(life));
    CHECK(life.begin_start());
}

TEST_CASE("a callback that may not enter is not inside") {
    lifecycle life;
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.may_enter(availability::running));
    CHECK(!life.enter(availability::running));
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
}

TEST_CASE("a stop that returns that another is pending gets the announcement afterwards") {
    lifecycle life;
    run_and_stop_with_callback_inside(life);
    int queued = 0;
    life.end_stop([&] { ++queued; });
    const auto take = [&] { return queued-- == 1; };
    int signals = 0;
    const auto signal = [&] { ++signals; };

    // Another stop is requested while the router manager takes the announcement.
    const unsigned requests = life.late_requests();
    CHECK(life.begin_stop() == stop_request::pending);
    CHECK(!life.acknowledge_stop(requests, take, signal));
    CHECK(queued == 1);
    CHECK(signals == 1);
    CHECK(!life.begin_start());
    CHECK(life.acknowledge_stop(life.late_requests(), take, signal));
    CHECK(signals == 1);
    CHECK(life.begin_stop() == stop_request::not_running);
    CHECK(life.begin_start());
}

TEST_CASE("an announcement that another thread has taken is not acknowledged twice") {
    lifecycle life;
    run_and_stop_with_callback_inside(life);
    life.end_stop([] {});
    CHECK(!life.acknowledge_stop(life.late_requests(), [] { return false; }, [] {}));
    CHECK(life.begin_stop() == stop_request::pending); // until that thread acknowledges it
    CHECK(acknowledge(life));
}

TEST_CASE("a postponed stop is claimed once each time it is postponed") {
    lifecycle life;
    CHECK(!life.claim_postponed_stop());
    run(life);
    CHECK(!life.claim_postponed_stop());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.claim_postponed_stop());
    CHECK(life.leave_stop());
    int signals = 0;
    for (int i = 1; i <= 2; ++i) {
        life.hand_over_stop();
        life.postpone_stop([&] { ++signals; });
        CHECK(signals == i);
        CHECK(life.begin_stop() == stop_request::pending);
        CHECK(life.claim_postponed_stop());
        CHECK(!life.claim_postponed_stop());
    }
    CHECK(end(life) == 1);
    run(life);
    CHECK(!life.claim_postponed_stop());
}

TEST_CASE("the functions without a lock do not wait for a thread that holds the lock") {
    // A thread that holds the loader lock may call them while a thread that holds the lifecycle's
    // lock waits for the loader lock.
    lifecycle life;
    run_and_stop_with_callback_inside(life);
    std::atomic<bool> asked = false;
    std::thread asking;
    bool in_time = false;
    life.end_stop([&] { // under the lock
        asking = std::thread{[&] {
            static_cast<void>(life.is_stopping());
            static_cast<void>(life.may_enter(availability::running));
            asked = true;
        }};
        for (int i = 0; i < 5000 && !asked; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        in_time = asked;
    });
    asking.join();
    CHECK(in_time);
    CHECK(acknowledge(life));
}
