#include "../../common/wait_until.hpp"
#include "hazards.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <thread>
#include <vector>

using namespace hazard_tests;

namespace {

using routpact::detail::hazard_storage;
using routpact::detail::thread_id;

constexpr unsigned hazards_per_record =
    sizeof(hazard_storage::record::hazards) / sizeof(hazard_pointer);
// The hazard pointers that a thread can use in its record: without an asymmetric fence, the first
// two are blocked.
const unsigned per_record =
    std::getenv("ROUTPACT_TESTS_FENCED") || !routpact::detail::asymmetric_fence::is_available()
        ? hazards_per_record - 2
        : hazards_per_record;

// Returns the thread of each hazard of `object`.
std::vector<thread_id> users_of(const void* object) {
    std::vector<thread_id> users;
    hazard_records::fence_before_scan();
    hazard_records::for_each_user(object, [&](thread_id user) { users.push_back(user); });
    return users;
}

#if defined(_WIN32) || defined(__linux__) // where the system tells whether a thread has ended
// Runs `work` on a thread of its own, and waits until the system reports that it has ended: just
// after a thread was joined, it may not. Windows may have given its number to another thread then,
// so this takes a second at most.
template <class Work>
void run_on_ended_thread(Work work) {
    using clock = std::chrono::steady_clock;
    routpact::detail::thread_number number{};
    std::thread{[&] {
        number = routpact::detail::this_thread_number();
        work();
    }}.join();
    wait_until([number, end = clock::now() + std::chrono::seconds{1}] {
        return routpact::detail::has_ended(number) || clock::now() > end;
    });
}
#endif

} // namespace

TEST_CASE("an object is protected from the publication of a hazard to its withdrawal") {
    const int object = 0;
    CHECK(!hazard_records::is_protected(&object));
    hazard_pointer& mine = publish(&object);
    CHECK(users_of(&object) == std::vector{routpact::detail::this_thread()});
    withdraw(mine, &object);
    CHECK(!hazard_records::is_protected(&object));
}

TEST_CASE("quick_hazard() gives nested calls one hazard each, after the thread has got a record") {
    const int object = 0;
    std::thread{[] {
        if (hazard_records::quick_hazard<0>().pointer)
            std::abort(); // there is no record yet
        hazard_records::any_hazard().release();
        if (!std::getenv("ROUTPACT_TESTS_FENCED") &&
            routpact::detail::asymmetric_fence::is_available() &&
            !hazard_records::quick_hazard<0>().pointer)
            std::abort();
    }}.join();
    withdraw(publish(&object), &object);
    const auto outer = hazard_records::quick_hazard<1>();
    if (per_record < hazards_per_record) { // a fence is needed
        CHECK(!outer.pointer);
        return;
    }
    REQUIRE(outer.pointer);
    outer.publish(&object);
    CHECK(!hazard_records::quick_hazard<1>().pointer);
    const auto inner = hazard_records::quick_hazard<0>();
    REQUIRE(inner.pointer);
    CHECK(inner.pointer != outer.pointer);
    CHECK(inner.pinned == outer.pinned);
    inner.publish(&object);
    CHECK(users_of(&object).size() == 2);
    withdraw(*outer.pointer, &object);
    withdraw(*inner.pointer, &object);
    CHECK(!hazard_records::is_protected(&object));
}

TEST_CASE("a hazard that is released protects nothing") {
    const int object = 0;
    std::vector<hazard_records::hazard> hazards;
    for (int i = 0; i < 20; ++i)
        hazards.push_back(hazard_records::any_hazard());
    for (const auto& each : hazards)
        each.release();
    CHECK(!hazard_records::is_protected(&object));
}

TEST_CASE("a thread may have more hazards than its record holds, and withdraw them in any order") {
    const int objects[hazards_per_record + 2 * hazard_storage::block_size + 1]{}; // in three blocks
    std::vector<hazard_pointer*> mine;
    for (const int& each : objects)
        mine.push_back(&publish(&each));
    for (std::size_t i = 0; i < mine.size(); ++i)
        CHECK(users_of(&objects[i]) == std::vector{routpact::detail::this_thread()});
    // in its record, and in shared records
    for (const std::size_t i : std::initializer_list<std::size_t>{3, 20, 0, mine.size() - 1, 10}) {
        withdraw(*mine[i], &objects[i]);
        CHECK(!hazard_records::is_protected(&objects[i]));
        mine[i] = &publish(&objects[i]);
        CHECK(hazard_records::is_protected(&objects[i]));
    }
    for (std::size_t i = 0; i < mine.size(); ++i) {
        CHECK(hazard_records::is_protected(&objects[i]));
        withdraw(*mine[i], &objects[i]);
        CHECK(!hazard_records::is_protected(&objects[i]));
    }
}

TEST_CASE("the hazards of a thread are in one cache line until its record is full") {
    const int object = 0;
    const auto line_of = [](const hazard_pointer& each) {
        return reinterpret_cast<std::uintptr_t>(&each) / 64;
    };
    for (int round = 0; round < 2; ++round) {
        std::vector<hazard_pointer*> mine;
        while (mine.size() <= per_record)
            mine.push_back(&publish(&object));
        for (unsigned i = 0; i < per_record; ++i)
            CHECK(line_of(*mine[i]) == line_of(*mine[0]));
        CHECK(line_of(*mine[per_record]) != line_of(*mine[0]));
        for (hazard_pointer* const each : mine)
            withdraw(*each, &object);
    }
}

TEST_CASE("there may be more threads than records in the first block") {
    constexpr unsigned some = 3 * hazard_storage::block_size;
    for (int round = 0; round < 2; ++round) {
        const int object = 0;
        std::atomic<unsigned> begun = 0;
        std::atomic<bool> done = false;
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < some; ++i)
            threads.emplace_back([&] {
                hazard_pointer& mine = publish(&object);
                ++begun;
                while (!done) // not more often: so many threads would keep the processors busy
                    std::this_thread::sleep_for(std::chrono::milliseconds{20});
                withdraw(mine, &object);
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
        CHECK(!hazard_records::is_protected(&object));
    }
}

#if defined(_WIN32) || defined(__linux__)
TEST_CASE(
    "new threads take over the records of ended ones, so many short threads need few records") {
    const int object = 0;
    std::vector<hazard_pointer*> taken;
    for (unsigned i = 0; i < 10 * hazard_storage::block_size; ++i)
        run_on_ended_thread([&] {
            hazard_pointer& mine = publish(&object);
            taken.push_back(&mine);
            withdraw(mine, &object);
        });
    std::sort(taken.begin(), taken.end());
    taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
    CHECK(taken.size() <= 7 * hazard_storage::block_size); // including the records of other tests
    const auto line_of = [](const hazard_pointer* each) {
        return reinterpret_cast<std::uintptr_t>(each) / 64;
    };
    for (std::size_t i = 1; i < taken.size(); ++i) // each is the first hazard pointer of a record
        CHECK(line_of(taken[i - 1]) != line_of(taken[i]));
}
#endif

TEST_CASE("an array is pinned until its thread pins another one or ends") {
    static const int arrays[2]{}; // static, because a pin outlives the test
    const auto pin = [](const void* array) {
        const auto mine = hazard_records::any_hazard();
        mine.pin(array);
        mine.release();
    };
    CHECK(!hazard_storage::is_pinned(&arrays[0]));
    pin(&arrays[0]);
    CHECK(hazard_storage::is_pinned(&arrays[0]));
    pin(&arrays[1]); // replaces the pin of the same thread
    CHECK(!hazard_storage::is_pinned(&arrays[0]));
    CHECK(hazard_storage::is_pinned(&arrays[1]));
#if defined(_WIN32) || defined(__linux__)
    run_on_ended_thread([&] { pin(&arrays[0]); });
    CHECK(!hazard_storage::is_pinned(&arrays[0]));
#endif
}

TEST_CASE("an array is pinned if any running thread pins it") {
    static const int array = 0;
    std::atomic<int> pinned = 0;
    std::atomic<bool> enough = false;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&, i] {
            const auto mine = hazard_records::any_hazard();
            if (i == 2)
                mine.pin(&array);
            mine.release();
            ++pinned;
            wait_until(enough);
        });
    wait_until([&] { return pinned == 3; });
    CHECK(hazard_storage::is_pinned(&array));
    hazard_storage::unpin(&array);
    CHECK(!hazard_storage::is_pinned(&array));
    enough = true;
    for (std::thread& each : threads)
        each.join();
}

TEST_CASE("a shared record pins as long as it is taken") {
    const int object = 0;
    static const int array = 0;
    std::vector<hazard_pointer*> mine;
    while (mine.size() < per_record)
        mine.push_back(&publish(&object));
    const auto shared = hazard_records::any_hazard();
    shared.pin(&array);
    CHECK(hazard_storage::is_pinned(&array));
    shared.publish(&object);
    CHECK(hazard_storage::is_pinned(&array));
    withdraw(*shared.pointer, &object);
    CHECK(!hazard_storage::is_pinned(&array));
    for (hazard_pointer* const each : mine)
        withdraw(*each, &object);
}

TEST_CASE("is_protected_here() reports hazards of the calling thread only") {
    const int objects[50]{};
    std::vector<hazard_pointer*> mine;
    for (const int& each : objects) {
        CHECK(!hazard_records::is_protected_here(&each));
        mine.push_back(&publish(&each));
    }
    bool by_other = false;
    for (std::size_t n = 0; n < mine.size(); ++n) {
        CHECK(hazard_records::is_protected_here(&objects[n]));
        std::thread{[&] {
            by_other = by_other || hazard_records::is_protected_here(&objects[n]);
        }}.join();
        withdraw(*mine[n], &objects[n]);
        CHECK(!hazard_records::is_protected_here(&objects[n]));
    }
    CHECK(!by_other);
}
