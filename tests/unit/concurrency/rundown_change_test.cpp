// rundown: await_change().

#include "../../common/wait_until.hpp"
#include "rundown_object.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace rundown_tests;

TEST_CASE("await_change() waits until another thread has constructed the object") {
    std::atomic<bool> constructing = false;
    std::atomic<bool> constructed = false;
    rundown* state = nullptr;
    std::thread constructor{[&] {
        rundown it{&constructed};
        state = &it;
        constructing = true;
        wait_a_little();
        constructed = true;
        {
            const monitor_lock locked{rundown::guard};
            it.open();
        }
        wait_a_little();
        rundown::waiter ending;
        const monitor_lock locked{rundown::guard};
        expect(it.close(ending));
        ending.leave();
    }};
    wait_until(constructing);
    {
        const monitor_lock locked{rundown::guard};
        if (!state->is_open())
            CHECK(state->await_change());
        CHECK(constructed);
    }
    constructor.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("await_change() waits until another thread has ended and destroyed the object") {
    std::atomic<bool> gone = false;
    auto* const it = new object;
    use use;
    it->enter(use);
    std::thread remover{[&] {
        expect(it->end());
        wait_a_little();
        gone = true;
        delete it;
    }};
    it->wait_until_closed();
    std::atomic<bool> waits = false;
    std::thread waiting{[&] {
        expect(it->await_change(waits));
        expect(gone);
    }};
    wait_until(waits);
    CHECK(!it->await_change()); // the remover waits for this thread
    it->leave(use);
    waiting.join();
    remover.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("await_change() ignores changes of other objects") {
    object it;
    std::atomic<bool> closed = false;
    std::atomic<bool> may_go = false;
    std::atomic<bool> gone = false;
    auto* const ended = new object;
    std::thread remover{[&] {
        expect(ended->end());
        closed = true;
        wait_until(may_go);
        gone = true;
        delete ended;
    }};
    wait_until(closed);
    std::atomic<bool> waits = false;
    std::thread waiting{[&] {
        expect(ended->await_change(waits));
        expect(gone);
    }};
    wait_until(waits);
    for (int i = 0; i < 10; ++i) {
        const object other; // opens and is destroyed
        wait_a_little();
    }
    may_go = true;
    waiting.join();
    remover.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("await_change() refuses in the thread that constructs or ends the object") {
    int object = 0;
    rundown state{&object};
    const monitor_lock locked{rundown::guard};
    CHECK(!state.await_change());
    state.open();
    rundown::waiter ending;
    CHECK(state.close(ending));
    CHECK(!state.await_change());
    ending.leave();
}
