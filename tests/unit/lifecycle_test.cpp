#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/lifecycle.hpp>
#include <thread>

namespace {

using routpact::lifecycle;
using routpact::period;
using stop_request = routpact::lifecycle::stop_request;

bool enter(lifecycle& life, period legal) {
    return life.enter(legal, [] { return true; });
}
// Whether somebody may enter now; nobody stays inside.
bool open(lifecycle& life, period legal) {
    const bool entered = enter(life, legal);
    if (entered)
        static_cast<void>(life.leave());
    return entered;
}

void start(lifecycle& life) {
    REQUIRE(life.begin_start());
    REQUIRE(life.constructed());
    REQUIRE(!life.leave());
}
void run(lifecycle& life) {
    start(life);
    REQUIRE(life.complete());
    REQUIRE(!life.leave());
}

// Ends a stop; how often that was announced, and then heard.
int end(lifecycle& life) {
    int announced = 0;
    life.stopped([&] { ++announced; });
    if (announced != 0)
        life.heard();
    return announced;
}

} // namespace

TEST_CASE("a lifecycle lets in who may enter at each time, and nobody else") {
    lifecycle life;
    const auto check = [&](bool started, bool running) {
        CHECK(open(life, period::started) == started);
        CHECK(open(life, period::running) == running);
    };
    check(false, false);
    CHECK(life.begin_start());
    check(false, false); // the protocol is being constructed
    CHECK(life.constructed());
    CHECK(!life.leave());
    check(true, false);
    CHECK(life.complete());
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
    CHECK(life.constructed());
    CHECK(!life.begin_start());
    CHECK(!life.leave());
    CHECK(life.complete());
    CHECK(!life.begin_start());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.begin_start());
    CHECK(!life.leave_stop()); // somebody is inside
    CHECK(life.leave());
    CHECK(!life.begin_start());
    end(life);
    CHECK(life.begin_start());
}

TEST_CASE("a start is completed once, and only after the construction") {
    lifecycle life;
    CHECK(!life.complete());
    CHECK(life.begin_start());
    CHECK(!life.complete());
    CHECK(life.constructed());
    CHECK(life.complete());
    CHECK(!life.complete());
    CHECK(!life.leave()); // the start
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.complete());
    CHECK(!life.leave_stop()); // the completion is inside
    CHECK(life.leave());
    end(life);
    CHECK(!life.complete());
}

TEST_CASE("a stop with nobody inside ends at once and is not announced") {
    lifecycle life;
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.is_stopping());
    CHECK(life.leave_stop());
    CHECK(life.is_stopping());
    CHECK(end(life) == 0);
    CHECK(!life.is_stopping());
}

TEST_CASE("the last one inside finishes a stop, which is announced once") {
    lifecycle life;
    run(life);
    CHECK(enter(life, period::running));
    CHECK(enter(life, period::started));
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

TEST_CASE("nobody who leaves before the stop began finishes it") {
    lifecycle life;
    run(life);
    CHECK(enter(life, period::running));
    CHECK(!life.leave());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    end(life);
}

TEST_CASE("who stays inside during the hook leaves the end to the one who stops") {
    lifecycle life;
    run(life);
    CHECK(enter(life, period::running));
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave());
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
}

TEST_CASE("a second stop is told that the first is pending, and its end is announced") {
    lifecycle life;
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.begin_stop() == stop_request::pending);
    CHECK(life.begin_stop() == stop_request::pending);
    CHECK(life.leave_stop());
    CHECK(life.begin_stop() == stop_request::pending); // the end goes on
    CHECK(end(life) == 1);
    CHECK(life.begin_stop() == stop_request::not_running);
}

TEST_CASE("nothing is to be stopped before a start and after a stop") {
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
    CHECK(!life.complete());
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
    run(life);
}

TEST_CASE("a stop during the construction is finished by the start") {
    lifecycle life;
    CHECK(life.begin_start());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.is_constructed());
    CHECK(!life.leave_stop());
    CHECK(!life.constructed());
    CHECK(life.is_constructed()); // and so it has to be destroyed
    CHECK(!open(life, period::started));
    CHECK(!life.complete());
    CHECK(life.leave());
    CHECK(end(life) == 1);
    CHECK(!life.is_constructed());
}

TEST_CASE("a start that failed ends like a stop that nobody waits for") {
    lifecycle life;
    CHECK(life.begin_start());
    life.abort_start();
    CHECK(!open(life, period::started));
    CHECK(!life.complete());
    CHECK(!life.is_constructed());
    CHECK(life.leave());
    CHECK(end(life) == 0);
    run(life);
}

TEST_CASE("a start that fails while a stop waits for it is announced") {
    lifecycle life;
    CHECK(life.begin_start());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave_stop());
    life.abort_start();
    CHECK(life.leave());
    CHECK(end(life) == 1);
}

TEST_CASE("a lifecycle knows whether the protocol is constructed until the stop has ended") {
    lifecycle life;
    CHECK(!life.is_constructed());
    CHECK(life.begin_start());
    CHECK(!life.is_constructed());
    CHECK(life.constructed());
    CHECK(life.is_constructed());
    CHECK(!life.leave());
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    CHECK(life.is_constructed());
    end(life);
    CHECK(!life.is_constructed());
}

TEST_CASE("a stop that was announced counts as pending until that was heard") {
    lifecycle life;
    run(life);
    CHECK(enter(life, period::running));
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave_stop());
    CHECK(life.leave());
    int announced = 0;
    life.stopped([&] { ++announced; });
    CHECK(announced == 1);
    CHECK(!life.is_constructed());
    CHECK(life.begin_stop() == stop_request::pending);
    CHECK(!life.begin_start());
    CHECK(!life.complete());
    CHECK(!open(life, period::started));
    life.heard();
    CHECK(life.begin_stop() == stop_request::not_running);
    run(life);
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
}

TEST_CASE("no start begins before the end of the stop was announced and heard") {
    lifecycle life;
    run(life);
    CHECK(enter(life, period::running));
    CHECK(life.begin_stop() == stop_request::begun);
    CHECK(!life.leave_stop());
    CHECK(life.leave());
    std::atomic<bool> begun = false;
    std::atomic<bool> tried = false;
    std::thread starter;
    life.stopped([&] {
        starter = std::thread{[&] {
            tried = true;
            begun = life.begin_start();
        }};
        while (!tried)
            std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    });
    starter.join();
    CHECK(!begun);
    life.heard();
    CHECK(life.begin_start());
}

TEST_CASE("who fails to begin what it enters for is not inside") {
    lifecycle life;
    run(life);
    CHECK(!life.enter(period::running, [] { return false; }));
    CHECK(life.begin_stop() == stop_request::begun);
    bool begun = false;
    CHECK(!life.enter(period::running, [&] { return begun = true; }));
    CHECK(!begun);
    CHECK(life.leave_stop());
    CHECK(end(life) == 0);
}
