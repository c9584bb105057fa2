// rundown: an object is opened, used, closed, and drained.

#include "rundown_object.hpp"

#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

using namespace rundown_tests;

TEST_CASE("an object is first under construction, then open, then closed") {
    int object = 0;
    rundown::waiter ending;
    const auto locked = [](auto call) {
        const monitor_lock lock{rundown::guard};
        return call();
    };
    rundown state{&object};
    CHECK(!state.is_open());
    locked([&] { state.open(); });
    CHECK(state.is_open());
    CHECK(locked([&] { return state.close(ending); }));
    CHECK(!state.is_open());
    CHECK(!state.is_protected());
    state.drain([] {}); // returns immediately
    locked([&] { ending.leave(); });
    locked([&] { ending.leave(); }); // does nothing
}

TEST_CASE("close() refuses, without effect, while the calling thread uses the object") {
    object it;
    use outer;
    use inner;
    it.enter(outer);
    it.enter(inner);
    CHECK(!it.end());
    CHECK(it.open());
    it.leave(inner);
    CHECK(!it.end());
    it.leave(outer);
    CHECK(it.end());
}

TEST_CASE("uses may end in any order, and their hazard pointers can be used again") {
    object it;
    use mine[3];
    for (const auto& order :
         {std::array{0, 1, 2}, std::array{1, 0, 2}, std::array{2, 1, 0}, std::array{1, 2, 0}}) {
        for (use& each : mine)
            it.enter(each);
        for (const int i : order) {
            CHECK(!it.end());
            it.leave(mine[i]);
        }
    }
    CHECK(it.end());
}

TEST_CASE("drain() waits until the last use has ended") {
    object it;
    use first;
    use second;
    std::atomic<bool> ended = false;
    it.enter(first);
    it.enter(second);
    std::thread remover{[&] {
        expect(it.end());
        ended = true;
    }};
    it.wait_until_closed();
    it.leave(first);
    wait_a_little();
    CHECK(!ended);
    it.leave(second);
    remover.join();
    CHECK(ended);
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("drain() ignores uses of other objects, and waits with the monitor unlocked") {
    object it;
    object other;
    use theirs;
    other.enter(theirs);
    CHECK(it.end());

    object used;
    use mine;
    used.enter(mine);
    std::thread remover{[&] { expect(used.end()); }};
    used.wait_until_closed();
    wait_a_little();
    CHECK(other.open()); // locks the monitor
    object::leave(mine);
    remover.join();
    object::leave(theirs);
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("drain() calls waits_long once, with the monitor unlocked, and continues to wait") {
    object it;
    use last;
    it.enter(last);
    std::atomic<int> said = 0;
    std::atomic<bool> ended = false;
    std::thread remover{[&] {
        expect(it.end([&] { said += it.open() ? 0 : 1; })); // open() takes the lock
        ended = true;
    }};
    it.wait_until_closed();
    CHECK(said == 0);
    while (said == 0)
        wait_a_little();
    std::this_thread::sleep_for(std::chrono::milliseconds{rundown::patience + 200});
    CHECK(said == 1);
    CHECK(!ended);
    object::leave(last);
    remover.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("an object is not watched any more after drain()") {
    object it;
    use last;
    it.enter(last);
    std::thread remover{[&] { expect(it.end()); }};
    it.wait_until_closed();
    object::leave(last);
    remover.join();
    const auto later = hazard_records::any_hazard();
    later.publish(&it);
    CHECK(!hazard_records::withdraw(*later.pointer, &it));
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("announce() locks the monitor") {
    std::atomic<bool> announced = false;
    std::thread user;
    {
        const monitor_lock locked{rundown::guard};
        user = std::thread{[&] {
            rundown::announce();
            announced = true;
        }};
        wait_a_little();
        CHECK(!announced);
    }
    user.join();
}

TEST_CASE("a closed object can be opened again") {
    object it;
    use theirs;
    std::thread{[&] { it.enter(theirs); }}.join();
    rundown::waiter ending;
    CHECK(it.close(ending));
    CHECK(it.state.is_protected());
    {
        const monitor_lock locked{rundown::guard};
        ending.leave();
        it.state.open();
    }
    CHECK(it.open());
    object::leave(theirs);
    CHECK(it.end());
}

TEST_CASE("close() finds a use by the calling thread behind a newer one by another thread") {
    object it;
    use mine;
    use theirs;
    it.enter(mine);
    std::thread{[&] { it.enter(theirs); }}.join();
    CHECK(!it.end());
    it.leave(mine);
    it.leave(theirs);
    CHECK(it.end());
}

TEST_CASE("changes of another object do not end drain()") {
    object it;
    use use;
    it.enter(use);
    std::atomic<bool> ended = false;
    std::thread remover{[&] {
        expect(it.end());
        ended = true;
    }};
    it.wait_until_closed();
    for (int i = 0; i < 10; ++i) {
        const object other; // opens and is destroyed
        wait_a_little();
    }
    CHECK(!ended);
    it.leave(use);
    remover.join();
    CHECK(failures.exchange(0) == 0);
}
