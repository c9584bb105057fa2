#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/rundown.hpp>
#include <thread>

namespace {

using routpact::monitor_lock;
using routpact::rundown;

void enter(rundown& object, rundown::use& use, rundown::domain& all) {
    const monitor_lock locked{all.guard};
    object.enter(use);
}
void leave(rundown& object, rundown::use& use, rundown::domain& all) {
    const monitor_lock locked{all.guard};
    object.leave(use, all);
}
bool drain(rundown& object, rundown::domain& all) {
    const monitor_lock locked{all.guard};
    return object.drain(all);
}
bool draining(rundown& object, rundown::domain& all) {
    const monitor_lock locked{all.guard};
    return object.draining();
}
void wait_until_draining(rundown& object, rundown::domain& all) {
    while (!draining(object, all))
        std::this_thread::yield();
}

} // namespace

TEST_CASE("without uses there is nothing to wait for") {
    rundown::domain all;
    rundown object;
    CHECK(!draining(object, all));
    CHECK(drain(object, all));
    CHECK(draining(object, all));
}

TEST_CASE("a use by the draining thread itself is refused, with no effect") {
    rundown::domain all;
    rundown object;
    rundown::use outer;
    rundown::use inner;
    enter(object, outer, all);
    enter(object, inner, all);
    CHECK(!drain(object, all));
    CHECK(!draining(object, all));
    leave(object, inner, all);
    CHECK(!drain(object, all));
    leave(object, outer, all);
    CHECK(drain(object, all));
}

TEST_CASE("uses may end in any order, and a record can be used again") {
    rundown::domain all;
    rundown object;
    rundown::use uses[3];
    for (const auto& order : {std::array{0, 1, 2}, std::array{1, 0, 2}, std::array{2, 1, 0}}) {
        for (rundown::use& use : uses)
            enter(object, use, all);
        for (const int i : order) {
            CHECK(!drain(object, all));
            leave(object, uses[i], all);
        }
    }
    CHECK(drain(object, all));
}

TEST_CASE("draining ends when the last use has ended, and not before") {
    rundown::domain all;
    rundown object;
    rundown::use first;
    rundown::use second;
    std::atomic<bool> drained = false;
    enter(object, first, all);
    enter(object, second, all);
    std::thread remover{[&] {
        CHECK(drain(object, all));
        drained = true;
    }};
    wait_until_draining(object, all);
    leave(object, first, all);
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    CHECK(!drained);
    leave(object, second, all);
    remover.join();
    CHECK(drained);
}

TEST_CASE("two threads that would drain what the other uses: the second is refused") {
    rundown::domain all;
    rundown mine;
    rundown theirs;
    rundown::use my_use;
    enter(mine, my_use, all);
    std::thread other{[&] {
        rundown::use their_use;
        enter(theirs, their_use, all);
        CHECK(drain(mine, all)); // waits for this test's main thread
        leave(theirs, their_use, all);
    }};
    wait_until_draining(mine, all);
    CHECK(!drain(theirs, all)); // would wait for the other thread, which waits for this one
    leave(mine, my_use, all);
    other.join();
    CHECK(drain(theirs, all));
}

TEST_CASE("the circle is seen through any number of threads") {
    rundown::domain all;
    rundown a;
    rundown b;
    rundown c;
    rundown::use use_a;
    enter(a, use_a, all);
    std::thread second{[&] {
        rundown::use use_b;
        enter(b, use_b, all);
        CHECK(drain(a, all));
        leave(b, use_b, all);
    }};
    wait_until_draining(a, all);
    std::thread third{[&] {
        rundown::use use_c;
        enter(c, use_c, all);
        CHECK(drain(b, all));
        leave(c, use_c, all);
    }};
    wait_until_draining(b, all);
    CHECK(!drain(c, all));
    leave(a, use_a, all);
    second.join();
    third.join();
    CHECK(drain(c, all));
}

TEST_CASE("waiting for a thread that waits for somebody else is fine") {
    rundown::domain all;
    rundown a;
    rundown b;
    rundown::use use_a;
    std::atomic<bool> may_leave = false;
    std::thread user{[&] {
        enter(a, use_a, all);
        while (!may_leave)
            std::this_thread::yield();
        leave(a, use_a, all);
    }};
    std::thread middle{[&] {
        rundown::use use_b;
        enter(b, use_b, all);
        while (drain(a, all) == false)
            std::this_thread::yield();
        leave(b, use_b, all);
    }};
    std::thread release{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        may_leave = true;
    }};
    user.join();
    middle.join();
    release.join();
    CHECK(drain(b, all));
}
