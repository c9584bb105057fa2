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

TEST_CASE("an index map finds what is shown until it is hidden or erased") {
    index_map map;
    CHECK(search(map, 0) == 0);
    constexpr slab_handle count = 1000;
    const auto index_of = [](slab_handle i) { return ULONG{i} << 22 | i; };
    for (slab_handle i = 1; i <= count; ++i) {
        CHECK(map.find_any(index_of(i)) == 0);
        REQUIRE(map.insert(index_of(i), i));
        CHECK(search(map, index_of(i)) == 0);
        CHECK(map.find_any(index_of(i)) == i);
        map.show(index_of(i));
    }
    for (slab_handle i = 1; i <= count; ++i)
        CHECK(search(map, index_of(i)) == i);
    for (slab_handle i = 3; i <= count; i += 3)
        map.hide(index_of(i));
    for (slab_handle i = 1; i <= count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? 0 : i));
        CHECK(map.find_any(index_of(i)) == i);
    }
    for (slab_handle i = 3; i <= count; i += 3)
        map.erase(index_of(i));
    for (slab_handle i = 1; i <= count; ++i) {
        CHECK(search(map, index_of(i)) == (i % 3 == 0 ? 0 : i));
        CHECK(map.find_any(index_of(i)) == (i % 3 == 0 ? 0 : i));
    }
}

TEST_CASE("the index 0 and the highest handle are like any other") {
    index_map map;
    CHECK(search(map, 0) == 0);
    REQUIRE(map.insert(7, 1));
    CHECK(search(map, 0) == 0);
    REQUIRE(map.insert(0, routpact::slab::highest_handle));
    CHECK(search(map, 0) == 0);
    map.show(0);
    CHECK(search(map, 0) == routpact::slab::highest_handle);
    CHECK(search(map, 7) == 0);
}

TEST_CASE("an erased index can be inserted again") {
    index_map map;
    for (const slab_handle each : {1u, 2u, 1u}) {
        REQUIRE(map.insert(7, each));
        map.show(7);
        CHECK(search(map, 7) == each);
        map.hide(7);
        map.erase(7);
        CHECK(search(map, 7) == 0);
    }
}

TEST_CASE("indexes that come and go take no room for ever") {
    index_map map;
    for (ULONG i = 0; i < 100000; ++i) { // a search would never end where no entry is free
        REQUIRE(map.insert(i, 1));
        map.show(i);
        REQUIRE(map.find_any(i) == 1);
        map.hide(i);
        map.erase(i);
    }
    CHECK(search(map, 99999) == 0);
}

TEST_CASE("what searches still look at does not go when the map grows") {
    index_map map;
    for (ULONG i = 0; i < 8; ++i)
        REQUIRE(map.insert(i, 1));
    uses::place& mine = uses::begin_search();
    std::atomic<bool> grown = false;
    std::thread writer{[&] { grown = map.insert(8, 1); }};
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
