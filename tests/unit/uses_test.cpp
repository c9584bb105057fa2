#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <routpact/uses.hpp>
#include <thread>
#include <vector>

namespace {

using routpact::thread_id;
using routpact::uses;

// The main thread has a record whatever the test below leaves of them to threads to come.
[[maybe_unused]] const bool has_a_record = [] {
    uses::place* const mine = uses::begin_search();
    return mine && !uses::end(*mine);
}();

// How often `what` is used, and by whom.
std::vector<thread_id> users_of(const void* what) {
    std::vector<thread_id> users;
    uses::settle();
    uses::for_each_user(what, [&](thread_id user) { users.push_back(user); });
    return users;
}

// Ends a use about which nobody is to be told.
void end(uses::place* mine) {
    if (uses::end(*mine))
        std::abort();
}

} // namespace

TEST_CASE("a use is known from its beginning to its end") {
    const int object = 0;
    CHECK(!uses::any(&object));
    uses::place* const mine = uses::begin(&object);
    REQUIRE(mine);
    CHECK(users_of(&object) == std::vector{routpact::this_thread()});
    end(mine);
    CHECK(!uses::any(&object));
}

TEST_CASE("what a search found is used from then on; nothing may be found") {
    const int object = 0;
    uses::place* mine = uses::begin_search();
    REQUIRE(mine);
    CHECK(!uses::any(&object));
    uses::end_search(*mine, &object);
    CHECK(uses::any(&object));
    end(mine);

    mine = uses::begin_search();
    REQUIRE(mine);
    uses::end_search(*mine, nullptr);
    uses::await_searches(); // there is none
    CHECK(!uses::any(&object));
}

TEST_CASE("a thread has room for some uses at once, in any order") {
    const int objects[uses::at_once]{};
    std::vector<uses::place*> mine;
    for (const int& each : objects) {
        mine.push_back(uses::begin(&each));
        REQUIRE(mine.back());
    }
    const int one_too_many = 0;
    CHECK(uses::begin(&one_too_many) == nullptr);
    CHECK(uses::begin_search() == nullptr);
    CHECK(!uses::any(&one_too_many));

    end(mine[3]);
    CHECK(!uses::any(&objects[3]));
    mine[3] = uses::begin(&one_too_many);
    REQUIRE(mine[3]);
    for (std::size_t i = 0; i < mine.size(); ++i) {
        CHECK(uses::any(i == 3 ? &one_too_many : &objects[i]));
        end(mine[i]);
        CHECK(!uses::any(i == 3 ? &one_too_many : &objects[i]));
    }
}

TEST_CASE("more threads than records: some have none, and later threads take over") {
    constexpr unsigned some = uses::threads + 50;
    for (int round = 0; round < 2; ++round) {
        const int object = 0;
        std::atomic<unsigned> begun = 0;
        std::atomic<unsigned> without = 0;
        std::atomic<bool> done = false;
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < some; ++i)
            threads.emplace_back([&] {
                uses::place* const mine = uses::begin(&object);
                without += mine ? 0 : 1;
                ++begun;
                while (!done)
                    std::this_thread::sleep_for(std::chrono::milliseconds{1});
                if (mine)
                    end(mine);
            });
        while (begun != some)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        CHECK(without >= some - uses::threads);
        CHECK(without < some / 2); // the threads of the first round have left their records behind
        CHECK(users_of(&object).size() == some - without);
        done = true;
        for (std::thread& each : threads)
            each.join();
        CHECK(!uses::any(&object));
    }
}

TEST_CASE("searches that have begun are awaited, until they end") {
    const int object = 0;
    std::atomic<bool> awaited = false;
    uses::place* const mine = uses::begin_search();
    REQUIRE(mine);
    std::thread waiter{[&] {
        uses::settle();
        uses::await_searches();
        awaited = true;
    }};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    CHECK(!awaited);
    uses::end_search(*mine, &object);
    waiter.join(); // though what was found is still in use
    end(mine);
}

TEST_CASE("whoever ends a use is told while somebody watches") {
    const int object = 0;
    uses::place* const first = uses::begin(&object);
    REQUIRE(first);
    uses::watch();
    uses::watch();
    uses::settle();
    CHECK(uses::end(*first));
    uses::unwatch();
    uses::place* const second = uses::begin(&object);
    CHECK(uses::end(*second));
    uses::unwatch();
    uses::place* const third = uses::begin(&object);
    CHECK(!uses::end(*third));
}
