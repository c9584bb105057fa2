#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/index_map.hpp>
#include <thread>

namespace {

using routpact::index_map;
using routpact::slab_handle;
using routpact::uses;

// A search as any thread may do it.
const void* search(const index_map& map, ULONG index) {
    uses::place& mine = uses::begin_search();
    const void* const found = map.find(index);
    uses::end_search(mine, nullptr);
    return found;
}

char objects[1000];

} // namespace

TEST_CASE("an index map finds what is shown until it is hidden") {
    index_map map;
    CHECK(!search(map, 0));
    const auto index_of = [](slab_handle i) { return ULONG{i} << 22 | i; };
    const slab_handle count = sizeof(objects);
    for (slab_handle i = 1; i < count; ++i) {
        CHECK(!map.taken_for(index_of(i)));
        REQUIRE(map.take(index_of(i), i));
        CHECK(!search(map, index_of(i)));
        CHECK(map.taken_for(index_of(i)) == i);
        map.show(index_of(i), &objects[i]);
    }
    for (slab_handle i = 1; i < count; ++i)
        CHECK(search(map, index_of(i)) == &objects[i]);
    for (slab_handle i = 3; i < count; i += 3)
        map.hide(index_of(i));
    for (slab_handle i = 1; i < count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? nullptr : &objects[i]));
        CHECK(map.taken_for(index_of(i)) == i);
    }
    for (slab_handle i = 3; i < count; i += 3)
        map.give_back(index_of(i));
    for (slab_handle i = 1; i < count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? nullptr : &objects[i]));
        CHECK(map.taken_for(index_of(i)) == (i % 3 == 0 ? 0 : i));
    }
}

TEST_CASE("the index 0 and the highest handle are like any other") {
    index_map map;
    CHECK(!search(map, 0));
    REQUIRE(map.take(7, 1));
    map.show(7, &objects[1]);
    CHECK(!search(map, 0));
    CHECK(!map.taken_for(0));
    REQUIRE(map.take(0, routpact::slab::highest_handle));
    CHECK(!search(map, 0));
    CHECK(map.taken_for(0) == routpact::slab::highest_handle);
    map.show(0, &objects[0]);
    CHECK(search(map, 0) == &objects[0]);
    CHECK(search(map, 7) == &objects[1]);
}

TEST_CASE("indexes may all be at home in one bucket, and the index 0 too") {
    // times the factor of the hash function these are 0 to 6
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
        const ULONG gone = (first + 1) % 7; // the last one of the bucket
        map.hide(index_of(gone));
        map.give_back(index_of(gone));
        for (ULONG each = 0; each < 7; ++each)
            CHECK(search(map, index_of(each)) == (each == gone ? nullptr : &objects[each]));
        const ULONG displaced = (first + 6) % 7; // into the last bucket that was passed to
        map.hide(index_of(displaced));
        map.give_back(index_of(displaced));
        REQUIRE(map.take(index_of(displaced), 2));
        CHECK(map.taken_for(index_of(displaced)) == 2);
        map.show(index_of(displaced), &objects[7]);
        CHECK(search(map, index_of(displaced)) == &objects[7]);
    }
}

TEST_CASE("an index may lead nowhere while the map grows") {
    index_map map;
    REQUIRE(map.take(1, 11)); // being made
    REQUIRE(map.take(2, 12));
    map.show(2, &objects[2]);
    map.hide(2); // being ended
    REQUIRE(map.take(3, 13));
    map.show(3, &objects[3]);
    for (ULONG i = 100; i < 200; ++i)
        REQUIRE(map.take(i, 1));
    for (const ULONG each : {1u, 2u, 3u})
        CHECK(map.taken_for(each) == 10 + each);
    CHECK(!search(map, 1));
    CHECK(!search(map, 2));
    CHECK(search(map, 3) == &objects[3]);
    map.show(1, &objects[1]);
    CHECK(search(map, 1) == &objects[1]);
    CHECK(map.give_back(2) == 12);
    CHECK(!map.taken_for(2));
}

TEST_CASE("an index that was given back can be taken again") {
    index_map map;
    for (const slab_handle each : {1u, 2u, 1u}) {
        REQUIRE(map.take(7, each));
        map.show(7, &objects[each]);
        CHECK(search(map, 7) == &objects[each]);
        map.hide(7);
        CHECK(map.give_back(7) == each);
        CHECK(!search(map, 7));
        CHECK(!map.taken_for(7));
    }
}

TEST_CASE("indexes that come and go take no room for ever") {
    index_map map;
    for (ULONG i = 0; i < 100000; ++i) { // a search would never end where all were in use
        REQUIRE(map.take(i, 1));
        map.show(i, objects);
        REQUIRE(search(map, i) == objects);
        map.hide(i);
        map.give_back(i);
    }
    CHECK(!search(map, 99999));
}

TEST_CASE("what searches still look at does not go when the map grows") {
    index_map map;
    for (ULONG i = 0; i < 8; ++i)
        REQUIRE(map.take(i, 1));
    uses::place& mine = uses::begin_search();
    std::atomic<bool> grown = false;
    std::thread writer{[&] { grown = map.take(8, 1); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    CHECK(!grown);
    uses::end_search(mine, nullptr);
    writer.join();
    CHECK(grown);
}

TEST_CASE("an index map needs no dynamic initialiser") {
    static constinit index_map map;
    CHECK(!search(map, 7));
}
