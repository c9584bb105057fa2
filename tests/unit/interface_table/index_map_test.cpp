#include "../../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <routpact/detail/interface_table/index_map.hpp>
#include <thread>

namespace {

using routpact::detail::index_map;
using routpact::detail::rundown;
using routpact::detail::storage_index;

// Finds the object of `index`, and withdraws the hazard.
const void* search(const index_map& map, ULONG index) {
    const index_map::protected_object found = map.protect(index);
    if (found.object)
        rundown::leave(*found.hazard, found.object);
    return found.object;
}

char objects[1000];

} // namespace

TEST_CASE("protect() finds an object from show() to hide()") {
    index_map map;
    CHECK(!search(map, 0));
    const auto index_of = [](storage_index i) { return ULONG{i} << 22 | i; };
    const storage_index count = sizeof(objects);
    for (storage_index i = 1; i < count; ++i) {
        CHECK(!map.storage_for(index_of(i)));
        REQUIRE(map.take(index_of(i), i));
        CHECK(!search(map, index_of(i)));
        CHECK(map.storage_for(index_of(i)) == i);
        map.show(index_of(i), &objects[i]);
    }
    for (storage_index i = 1; i < count; ++i)
        CHECK(search(map, index_of(i)) == &objects[i]);
    for (storage_index i = 3; i < count; i += 3)
        map.hide(index_of(i));
    for (storage_index i = 1; i < count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? nullptr : &objects[i]));
        CHECK(map.storage_for(index_of(i)) == i);
    }
    for (storage_index i = 3; i < count; i += 3)
        map.give_back(index_of(i));
    for (storage_index i = 1; i < count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? nullptr : &objects[i]));
        CHECK(map.storage_for(index_of(i)) == (i % 3 == 0 ? 0 : i));
    }
}

TEST_CASE("the index 0 and the highest storage index are valid") {
    index_map map;
    CHECK(!search(map, 0));
    REQUIRE(map.take(7, 1));
    map.show(7, &objects[1]);
    CHECK(!search(map, 0));
    CHECK(!map.storage_for(0));
    REQUIRE(map.take(0, routpact::detail::highest_storage_index));
    CHECK(!search(map, 0));
    CHECK(map.storage_for(0) == routpact::detail::highest_storage_index);
    map.show(0, &objects[0]);
    CHECK(search(map, 0) == &objects[0]);
    CHECK(search(map, 7) == &objects[1]);
}

TEST_CASE("any number of indexes may have the same home bucket, the index 0 among them") {
    // The hash function maps these to 0 to 6, so their home bucket is the first one.
    const auto index_of = [](ULONG i) { return ULONG{0x144CBC89} * i; };
    for (ULONG first = 0; first < 7; ++first) {
        index_map map;
        for (ULONG i = 0; i < 7; ++i) {
            const ULONG each = (first + i) % 7;
            CHECK(!search(map, index_of(each)));
            REQUIRE(map.take(index_of(each), 1));
            map.show(index_of(each), &objects[each]);
        }
        for (ULONG each = 0; each < 7; ++each)
            CHECK(search(map, index_of(each)) == &objects[each]);
        CHECK(!search(map, index_of(7)));
        const ULONG gone = (first + 1) % 7; // in the second entry of the home bucket
        map.hide(index_of(gone));
        map.give_back(index_of(gone));
        for (ULONG each = 0; each < 7; ++each)
            CHECK(search(map, index_of(each)) == (each == gone ? nullptr : &objects[each]));
        const ULONG displaced = (first + 6) % 7; // in the last bucket of the overflow
        map.hide(index_of(displaced));
        map.give_back(index_of(displaced));
        REQUIRE(map.take(index_of(displaced), 2));
        CHECK(map.storage_for(index_of(displaced)) == 2);
        map.show(index_of(displaced), &objects[7]);
        CHECK(search(map, index_of(displaced)) == &objects[7]);
    }
}

TEST_CASE("an index without an object stays taken while the map grows") {
    index_map map;
    REQUIRE(map.take(1, 11)); // under construction
    REQUIRE(map.take(2, 12));
    map.show(2, &objects[2]);
    map.hide(2); // being removed
    REQUIRE(map.take(3, 13));
    map.show(3, &objects[3]);
    for (ULONG i = 100; i < 200; ++i)
        REQUIRE(map.take(i, 1));
    for (const ULONG each : {1u, 2u, 3u})
        CHECK(map.storage_for(each) == 10 + each);
    CHECK(!search(map, 1));
    CHECK(!search(map, 2));
    CHECK(search(map, 3) == &objects[3]);
    map.show(1, &objects[1]);
    CHECK(search(map, 1) == &objects[1]);
    CHECK(map.give_back(2) == 12);
    CHECK(!map.storage_for(2));
}

TEST_CASE("an index that was given back can be taken again") {
    index_map map;
    for (const storage_index each : {1u, 2u, 1u}) {
        REQUIRE(map.take(7, each));
        map.show(7, &objects[each]);
        CHECK(search(map, 7) == &objects[each]);
        map.hide(7);
        CHECK(map.give_back(7) == each);
        CHECK(!search(map, 7));
        CHECK(!map.storage_for(7));
    }
}

TEST_CASE("an index that was given back does not occupy an entry forever") {
    index_map map;
    for (ULONG i = 0; i < 100000; ++i) { // a search would not end if all entries were occupied
        REQUIRE(map.take(i, 1));
        map.show(i, objects);
        REQUIRE(search(map, i) == objects);
        map.hide(i);
        map.give_back(i);
    }
    CHECK(!search(map, 99999));
}

TEST_CASE("protect() publishes a hazard only of an object that it finds") {
    index_map map;
    CHECK(!map.protect(7).object);
    REQUIRE(map.take(7, 1));
    map.show(7, &objects[7]);
    CHECK(!routpact::detail::hazard_records::is_protected(&objects[7]));
    const index_map::protected_object first = map.protect(7);
    const index_map::protected_object second = map.protect(7);
    CHECK(first.object == &objects[7]);
    CHECK(second.object == &objects[7]);
    CHECK(first.hazard != second.hazard);
    rundown::leave(*first.hazard, first.object);
    CHECK(routpact::detail::hazard_records::is_protected(&objects[7]));
    rundown::leave(*second.hazard, second.object);
    CHECK(!routpact::detail::hazard_records::is_protected(&objects[7]));
}

TEST_CASE(
    "a thread may search several maps in turn, and new ones at the address of destroyed ones") {
    for (int round = 0; round < 3; ++round) {
        index_map maps[2];
        for (index_map& each : maps)
            REQUIRE(each.take(7, 1));
        maps[0].show(7, &objects[0]);
        maps[1].show(7, &objects[1]);
        for (int i = 0; i < 3; ++i) {
            CHECK(search(maps[0], 7) == &objects[0]);
            CHECK(search(maps[1], 7) == &objects[1]);
            CHECK(!search(maps[1], 8));
        }
    }
}

TEST_CASE("a map grows without waiting for threads that pin its array, and keeps its contents") {
    index_map map;
    std::atomic<bool> searched = false;
    std::atomic<bool> enough = false;
    REQUIRE(map.take(0, 1));
    map.show(0, &objects[0]);
    std::thread other{[&] { // pins the first array, and searches no other for a while
        search(map, 0);
        searched = true;
        wait_until(enough);
        if (search(map, 0) != &objects[0])
            std::abort();
    }};
    wait_until(searched);
    for (ULONG i = 1; i < 1000; ++i) {
        REQUIRE(map.take(i, i));
        map.show(i, &objects[i]);
        CHECK(search(map, i) == &objects[i]);
    }
    enough = true;
    other.join();
}

TEST_CASE("an index map needs no dynamic initialiser") {
    static constinit index_map map;
    CHECK(!search(map, 7));
}
