#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <optional>
#include <routpact/rundown.hpp>
#include <thread>
#include <vector>

namespace {

using routpact::monitor_lock;
using routpact::rundown;
using routpact::uses;

// One use of an object.
struct use {
    uses::place* noted = nullptr;
};

// A rundown of an object that is made, with the lock around each call.
struct object {
    object() {
        const monitor_lock locked{rundown::guard};
        state.open();
    }
    ~object() {
        const monitor_lock locked{rundown::guard};
        made.reset();
    }
    object(const object&) = delete;
    object& operator=(const object&) = delete;

    bool open() {
        const monitor_lock locked{rundown::guard};
        return state.is_open();
    }
    void enter(use& mine) { mine.noted = &uses::begin(this); }
    static void leave(use& mine) {
        if (uses::end(*mine.noted))
            rundown::tell_waiters();
    }
    bool end() {
        const monitor_lock locked{rundown::guard};
        if (!state.close())
            return false;
        state.drain();
        return true;
    }
    bool await_change() {
        const monitor_lock locked{rundown::guard};
        return state.await_change();
    }
    void wait_until_closed() {
        while (open())
            std::this_thread::yield();
    }

    std::optional<rundown> made{std::in_place, this};
    rundown& state = *made;
};

void wait_a_little() {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
}

// Catch2's assertions belong to one thread; other threads say here what they expect.
std::atomic<int> disappointments = 0;
void expect(bool condition) {
    disappointments += condition ? 0 : 1;
}

} // namespace

TEST_CASE("an object is being made, then open, then closed") {
    const monitor_lock locked{rundown::guard};
    int object = 0;
    rundown state{&object};
    CHECK(!state.is_open());
    state.open();
    CHECK(state.is_open());
    CHECK(state.close());
    CHECK(!state.is_open());
    state.drain(); // there is nothing to wait for
}

TEST_CASE("a use by the ending thread itself is refused, with no effect") {
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

TEST_CASE("uses may end in any order, and a record can be used again") {
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

TEST_CASE("ending waits for the last use, and not less") {
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
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("ending waits for searches, which may still find the object") {
    object it;
    uses::place& mine = uses::begin_search();
    std::atomic<bool> ended = false;
    std::thread remover{[&] {
        expect(it.end());
        ended = true;
    }};
    wait_a_little();
    CHECK(!ended);
    uses::end_search(mine, nullptr);
    remover.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("nobody is told of uses that end when nobody waits any more") {
    object it;
    use last;
    it.enter(last);
    std::thread remover{[&] { expect(it.end()); }};
    it.wait_until_closed();
    it.leave(last);
    remover.join();
    const object other;
    uses::place& later = uses::begin(&other);
    CHECK(!uses::end(later));
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("who tells that a use has ended does so under the lock") {
    std::atomic<bool> told = false;
    std::thread user;
    {
        const monitor_lock locked{rundown::guard};
        user = std::thread{[&] {
            rundown::tell_waiters();
            told = true;
        }};
        wait_a_little();
        CHECK(!told);
    }
    user.join();
}

TEST_CASE("an older use by the ending thread counts as well as the newest of another") {
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

TEST_CASE("news of another object does not end the waiting") {
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
        const object other; // is made and goes
        wait_a_little();
    }
    CHECK(!ended);
    it.leave(use);
    remover.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("two threads that would end what the other uses: the second is refused") {
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
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("the circle is seen through any number of threads") {
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
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("waiting for a thread that waits for somebody else is fine") {
    object a;
    object b;
    std::atomic<bool> entered = false;
    std::atomic<bool> may_leave = false;
    std::thread user{[&] {
        use use_a;
        a.enter(use_a);
        entered = true;
        while (!may_leave)
            std::this_thread::yield();
        a.leave(use_a);
    }};
    std::thread middle{[&] {
        while (!entered)
            std::this_thread::yield();
        use use_b;
        b.enter(use_b);
        expect(a.end());
        b.leave(use_b);
    }};
    while (!entered)
        std::this_thread::yield();
    a.wait_until_closed();
    std::thread release{[&] {
        wait_a_little();
        may_leave = true;
    }};
    CHECK(b.end());
    user.join();
    middle.join();
    release.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("a thread can wait until another has made an object") {
    std::atomic<bool> making = false;
    std::atomic<bool> made = false;
    rundown* state = nullptr;
    std::thread maker{[&] {
        rundown it{&made};
        state = &it;
        making = true;
        wait_a_little();
        made = true;
        {
            const monitor_lock locked{rundown::guard};
            it.open();
        }
        wait_a_little();
        const monitor_lock locked{rundown::guard};
        expect(it.close());
    }};
    while (!making)
        std::this_thread::yield();
    {
        const monitor_lock locked{rundown::guard};
        if (!state->is_open())
            CHECK(state->await_change());
        CHECK(made);
    }
    maker.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("a thread can wait until another has ended an object and destroyed it") {
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
    std::thread waiting{[&] {
        expect(it->await_change());
        expect(gone);
    }};
    wait_a_little();
    CHECK(!it->await_change()); // its end depends on this very thread
    it->leave(use);
    waiting.join();
    remover.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("who waits for one object is not woken by another") {
    object it;
    std::atomic<bool> closed = false;
    std::atomic<bool> may_go = false;
    std::atomic<bool> gone = false;
    auto* const ended = new object;
    std::thread remover{[&] {
        expect(ended->end());
        closed = true;
        while (!may_go)
            std::this_thread::yield();
        gone = true;
        delete ended;
    }};
    while (!closed)
        std::this_thread::yield();
    std::thread waiting{[&] {
        expect(ended->await_change());
        expect(gone);
    }};
    for (int i = 0; i < 10; ++i) {
        const object other; // is made and goes
        wait_a_little();
    }
    may_go = true;
    waiting.join();
    remover.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("a circle may run through the thread that ends an object") {
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
    while (!closed)
        std::this_thread::yield();
    used.wait_until_closed();
    CHECK(!it.await_change());
    used.leave(mine);
    remover.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("a thread that waits for this one is no matter if nobody depends on it") {
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
        while (!may_leave)
            std::this_thread::yield();
        it.leave(use);
    }};
    while (!entered)
        std::this_thread::yield();
    std::thread release{[&] {
        wait_a_little();
        may_leave = true;
    }};
    CHECK(it.end());
    release.join();
    user.join();
    waited_for.leave(mine);
    waiting.join();
    CHECK(disappointments.exchange(0) == 0);
}

TEST_CASE("who makes or ends an object does not wait for that") {
    int object = 0;
    rundown state{&object};
    const monitor_lock locked{rundown::guard};
    CHECK(!state.await_change());
    state.open();
    CHECK(state.close());
    CHECK(!state.await_change());
}

TEST_CASE("many waiting threads are looked at once each") {
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
            while (!entered)
                std::this_thread::yield();
            objects[layer][one].wait_until_closed();
        }
    }
    CHECK(!objects[layers - 1][0].end()); // depends on this thread, at the far end
    objects[0][0].leave(first[0]);
    objects[0][1].leave(first[1]);
    for (std::thread& thread : threads)
        thread.join();
    CHECK(objects[layers - 1][0].end());
    CHECK(disappointments.exchange(0) == 0);
}
