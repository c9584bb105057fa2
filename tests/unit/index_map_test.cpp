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
slab_handle search(const index_map& map, ULONG index) {
    uses::place& mine = uses::begin_search();
    const slab_handle found = map.find(index);
    uses::end_search(mine, nullptr);
    return found;
}

} // namespace

TEST_CASE("an index map finds what is shown until it is hidden") {
    index_map map;
    CHECK(search(map, 0) == 0);
    constexpr slab_handle count = 1000;
    const auto index_of = [](slab_handle i) { return ULONG{i} << 22 | i; };
    for (slab_handle i = 1; i <= count; ++i) {
        CHECK_FALSE(map.is_taken(index_of(i)));
        REQUIRE(map.take(index_of(i)));
        CHECK(search(map, index_of(i)) == 0);
        CHECK(map.is_taken(index_of(i)));
        map.show(index_of(i), i);
    }
    for (slab_handle i = 1; i <= count; ++i)
        CHECK(search(map, index_of(i)) == i);
    for (slab_handle i = 3; i <= count; i += 3)
        map.hide(index_of(i));
    for (slab_handle i = 1; i <= count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? 0 : i));
        CHECK(map.is_taken(index_of(i)));
    }
    for (slab_handle i = 3; i <= count; i += 3)
        map.give_back(index_of(i));
    for (slab_handle i = 1; i <= count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? 0 : i));
        CHECK(map.is_taken(index_of(i)) == (i % 3 != 0));
    }
}

TEST_CASE("the index 0 and the highest handle are like any other") {
    index_map map;
    CHECK(search(map, 0) == 0);
    REQUIRE(map.take(7));
    map.show(7, 1);
    CHECK(search(map, 0) == 0);
    CHECK_FALSE(map.is_taken(0));
    REQUIRE(map.take(0));
    CHECK(search(map, 0) == 0);
    map.show(0, routpact::slab::highest_handle);
    CHECK(search(map, 0) == routpact::slab::highest_handle);
    CHECK(search(map, 7) == 1);
}

TEST_CASE("indexes may all share one bucket, and the index 0 too") {
    // times the factor of the hash function these are 0 to 6
    const auto index_of = [](slab_handle i) { return ULONG{0x144CBC89} * i; };
    for (slab_handle first = 0; first < 7; ++first) {
        index_map map;
        for (slab_handle i = 0; i < 7; ++i) {
            const slab_handle each = (first + i) % 7;
            CHECK(search(map, index_of(each)) == 0);
            REQUIRE(map.take(index_of(each)));
            map.show(index_of(each), each + 1);
        }
        for (slab_handle each = 0; each < 7; ++each)
            CHECK(search(map, index_of(each)) == each + 1);
        CHECK(search(map, index_of(7)) == 0);
        const slab_handle gone = (first + 1) % 7; // the last one of the bucket
        map.hide(index_of(gone));
        map.give_back(index_of(gone));
        for (slab_handle each = 0; each < 7; ++each)
            CHECK(search(map, index_of(each)) == (each == gone ? 0 : each + 1));
    }
}

TEST_CASE("an index that was given back can be taken again") {
    index_map map;
    for (const slab_handle each : {1u, 2u, 1u}) {
        REQUIRE(map.take(7));
        map.show(7, each);
        CHECK(search(map, 7) == each);
        map.hide(7);
        map.give_back(7);
        CHECK(search(map, 7) == 0);
        CHECK_FALSE(map.is_taken(7));
    }
}

TEST_CASE("indexes that come and go take no room for ever") {
    index_map map;
    for (ULONG i = 0; i < 100000; ++i) { // a search would never end where no entry is free
        REQUIRE(map.take(i));
        map.show(i, 1);
        REQUIRE(search(map, i) == 1);
        map.hide(i);
        map.give_back(i);
    }
    CHECK(search(map, 99999) == 0);
}

TEST_CASE("what searches still look at does not go when the map grows") {
    index_map map;
    for (ULONG i = 0; i < 8; ++i)
        REQUIRE(map.take(i));
    uses::place& mine = uses::begin_search();
    std::atomic<bool> grown = false;
    std::thread writer{[&] { grown = map.take(8); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    CHECK(!grown);
    uses::end_search(mine, nullptr);
    writer.join();
    CHECK(grown);
}

TEST_CASE("an index map needs no dynamic initialiser") {
    static constinit index_map map;
    CHECK(search(map, 7) == 0);
}
