// rundown: the search of the waits-for graph for cycles.

#include "../../common/wait_until.hpp"
#include "rundown_object.hpp"

#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <thread>
#include <vector>

using namespace rundown_tests;

TEST_CASE("a cycle is found from close() on, before the closing thread calls drain()") {
    object mine;
    object theirs;
    use my_use;
    use their_use;
    mine.enter(my_use);
    std::atomic<bool> closed = false;
    std::atomic<bool> may_drain = false;
    std::thread other{[&] {
        theirs.enter(their_use);
        rundown::waiter ending;
        expect(mine.close(ending));
        closed = true;
        wait_until(may_drain);
        mine.state.drain([] {});
        const monitor_lock locked{rundown::guard};
        ending.leave();
    }};
    wait_until(closed);
    CHECK(!theirs.end()); // the other thread will wait for this one
    may_drain = true;
    object::leave(my_use);
    other.join();
    object::leave(their_use);
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("of two threads that end the object the other one uses, the second is refused") {
    object mine;
    object theirs;
    use my_use;
    mine.enter(my_use);
    std::thread other{[&] {
        use their_use;
        theirs.enter(their_use);
        expect(mine.end()); // waits for this test's main thread
        theirs.leave(their_use);
    }};
    mine.wait_until_closed();
    CHECK(!theirs.end()); // would wait for the other thread, which waits for this one
    mine.leave(my_use);
    other.join();
    CHECK(theirs.end());
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("a cycle is found through any number of threads") {
    object a;
    object b;
    object c;
    use use_a;
    a.enter(use_a);
    std::thread second{[&] {
        use use_b;
        b.enter(use_b);
        expect(a.end());
        b.leave(use_b);
    }};
    a.wait_until_closed();
    std::thread third{[&] {
        use use_c;
        c.enter(use_c);
        expect(b.end());
        c.leave(use_c);
    }};
    b.wait_until_closed();
    CHECK(!c.end());
    a.leave(use_a);
    second.join();
    third.join();
    CHECK(c.end());
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("a thread may wait for a thread that waits for a third one") {
    object a;
    object b;
    std::atomic<bool> entered = false;
    std::atomic<bool> may_leave = false;
    std::thread user{[&] {
        use use_a;
        a.enter(use_a);
        entered = true;
        wait_until(may_leave);
        a.leave(use_a);
    }};
    std::thread middle{[&] {
        wait_until(entered);
        use use_b;
        b.enter(use_b);
        expect(a.end());
        b.leave(use_b);
    }};
    wait_until(entered);
    a.wait_until_closed();
    std::thread release{[&] {
        wait_a_little();
        may_leave = true;
    }};
    CHECK(b.end());
    user.join();
    middle.join();
    release.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("a cycle is found through the thread that ends an object") {
    object used;
    use mine;
    used.enter(mine);
    object it;
    std::atomic<bool> closed = false;
    std::thread remover{[&] {
        expect(it.end());
        closed = true;
        expect(used.end()); // as its destructor might, waits for this test's main thread
    }};
    wait_until(closed);
    used.wait_until_closed();
    CHECK(!it.await_change());
    used.leave(mine);
    remover.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("a thread that waits for this one does not matter if it uses nothing that is awaited") {
    object waited_for;
    use mine;
    waited_for.enter(mine);
    std::thread waiting{[&] { expect(waited_for.end()); }};
    waited_for.wait_until_closed();

    object it;
    std::atomic<bool> entered = false;
    std::atomic<bool> may_leave = false;
    std::thread user{[&] {
        use use;
        it.enter(use);
        entered = true;
        wait_until(may_leave);
        it.leave(use);
    }};
    wait_until(entered);
    std::thread release{[&] {
        wait_a_little();
        may_leave = true;
    }};
    CHECK(it.end());
    release.join();
    user.join();
    waited_for.leave(mine);
    waiting.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("the search visits each waiting thread once") {
    // Layers of objects, each used by every thread that waits in the layer below: the number of
    // paths doubles with every layer, the number of objects does not.
    constexpr int layers = 12;
    std::array<std::array<object, 2>, layers> objects;
    use first[2];
    objects[0][0].enter(first[0]);
    objects[0][1].enter(first[1]);
    std::vector<std::thread> threads;
    for (std::size_t layer = 0; layer + 1 < layers; ++layer) {
        for (std::size_t one = 0; one < 2; ++one) {
            std::atomic<bool> entered = false;
            threads.emplace_back([&, layer, one] {
                use mine[2];
                objects[layer + 1][0].enter(mine[0]);
                objects[layer + 1][1].enter(mine[1]);
                entered = true;
                expect(objects[layer][one].end());
                objects[layer + 1][0].leave(mine[0]);
                objects[layer + 1][1].leave(mine[1]);
            });
            wait_until(entered);
            objects[layer][one].wait_until_closed();
        }
    }
    CHECK(!objects[layers - 1][0].end()); // waits for this thread, through all layers
    objects[0][0].leave(first[0]);
    objects[0][1].leave(first[1]);
    for (std::thread& thread : threads)
        thread.join();
    CHECK(objects[layers - 1][0].end());
    CHECK(failures.exchange(0) == 0);
}
TEST_CASE("a second search finds a cycle that the first one has found") {
    object awaited;
    use mine;
    awaited.enter(mine);
    std::thread remover{[&] { expect(awaited.end()); }}; // without a waiter there is no search
    awaited.wait_until_closed();

    object it;
    use own;
    it.enter(own);
    for (int round = 0; round < 2; ++round) {
        rundown::waiter ending;
        CHECK(!it.close(ending));
    }
    object::leave(own);
    object::leave(mine);
    remover.join();
    CHECK(failures.exchange(0) == 0);
}
