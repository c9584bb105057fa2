#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <routpact/uses.hpp>
#include <thread>
#include <vector>

namespace {

using routpact::thread_id;
using routpact::uses;

// How often `what` is used, and by whom.
std::vector<thread_id> users_of(const void* what) {
    std::vector<thread_id> users;
    uses::settle();
    uses::for_each_user(what, [&](thread_id user) { users.push_back(user); });
    return users;
}

// Ends a use about which nobody is to be told.
void end(uses::place& mine) {
    if (uses::end(mine))
        std::abort();
}

} // namespace

TEST_CASE("a use is known from its beginning to its end") {
    const int object = 0;
    CHECK(!uses::any(&object));
    uses::place& mine = uses::begin(&object);
    CHECK(users_of(&object) == std::vector{routpact::this_thread()});
    end(mine);
    CHECK(!uses::any(&object));
}

TEST_CASE("what a search found is used from then on; nothing may be found") {
    const int object = 0;
    uses::place& first = uses::begin_search();
    CHECK(!uses::any(&object));
    uses::end_search(first, &object);
    CHECK(uses::any(&object));
    end(first);

    uses::end_search(uses::begin_search(), nullptr);
    uses::await_searches(); // there is none
    CHECK(!uses::any(&object));
}

TEST_CASE("a thread may use more than it has room for, and end that in any order") {
    const int objects[3 * uses::at_once]{};
    std::vector<uses::place*> mine;
    for (const int& each : objects)
        mine.push_back(&uses::begin(&each));
    for (std::size_t i = 0; i < mine.size(); ++i)
        CHECK(users_of(&objects[i]) == std::vector{routpact::this_thread()});
    for (const std::size_t i : {3u, 20u, 0u, 10u}) { // in its record, and behind it
        end(*mine[i]);
        CHECK(!uses::any(&objects[i]));
        mine[i] = &uses::begin(&objects[i]);
        CHECK(uses::any(&objects[i]));
    }
    for (std::size_t i = 0; i < mine.size(); ++i) {
        CHECK(uses::any(&objects[i]));
        end(*mine[i]);
        CHECK(!uses::any(&objects[i]));
    }
}

TEST_CASE("a thread notes its uses in a cache line of its own, as long as there is room") {
    const int object = 0;
    const auto line_of = [](uses::place& each) {
        return reinterpret_cast<std::uintptr_t>(&each) / 64;
    };
    for (int round = 0; round < 2; ++round) {
        std::vector<uses::place*> mine;
        while (mine.size() <= uses::at_once)
            mine.push_back(&uses::begin(&object));
        for (unsigned i = 0; i < uses::at_once; ++i)
            CHECK(line_of(*mine[i]) == line_of(*mine[0]));
        CHECK(line_of(*mine[uses::at_once]) != line_of(*mine[0]));
        for (uses::place* const each : mine)
            end(*each);
    }
}

TEST_CASE("there may be more threads than records") {
    constexpr unsigned some = uses::threads + 200; // and more than there are shared places at first
    for (int round = 0; round < 2; ++round) {
        const int object = 0;
        std::atomic<unsigned> begun = 0;
        std::atomic<bool> done = false;
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < some; ++i)
            threads.emplace_back([&] {
                uses::place& mine = uses::begin(&object);
                ++begun;
                while (!done)
                    std::this_thread::sleep_for(std::chrono::milliseconds{1});
                end(mine);
            });
        while (begun != some)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        std::vector<thread_id> users = users_of(&object);
        std::sort(users.begin(), users.end());
        CHECK(users.size() == some);
        CHECK(std::adjacent_find(users.begin(), users.end()) == users.end());
        done = true;
        for (std::thread& each : threads)
            each.join();
        CHECK(!uses::any(&object));
    }
}

TEST_CASE("searches that have begun are awaited, until they end") {
    const int object = 0;
    std::atomic<bool> awaited = false;
    uses::place& mine = uses::begin_search();
    std::thread waiter{[&] {
        uses::settle();
        uses::await_searches();
        awaited = true;
    }};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    CHECK(!awaited);
    uses::end_search(mine, &object);
    waiter.join(); // though what was found is still in use
    end(mine);
}

#if !defined(_WIN32) // where std::clock() is no processor time
TEST_CASE("who awaits a search for long leaves the processor to others") {
    uses::place& mine = uses::begin_search();
    std::thread waiter{[] { uses::await_searches(); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    const std::clock_t before = std::clock();
    const auto begin = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    const std::clock_t used = std::clock() - before;
    uses::end_search(mine, nullptr);
    waiter.join();
    end(mine);
    CHECK(static_cast<double>(used) / CLOCKS_PER_SEC < passed.count() / 10);
}
#endif

TEST_CASE("whoever ends a use is told while somebody watches") {
    const int object = 0;
    uses::place& first = uses::begin(&object);
    uses::watch();
    uses::watch();
    uses::settle();
    CHECK(uses::end(first));
    uses::unwatch();
    uses::place& second = uses::begin(&object);
    CHECK(uses::end(second));
    uses::unwatch();
    uses::place& third = uses::begin(&object);
    CHECK(!uses::end(third));
}
