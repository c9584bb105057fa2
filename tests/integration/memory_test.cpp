// The memory that tables and hazards allocate, and that it is freed.

#include "allocations.hpp"

#if !defined(THREAD_SANITIZER)

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <routpact/interface_table.hpp>
#include <vector>

namespace {

using routpact::insert_result;
using routpact::interface_table;
using routpact::remove_result;
using routpact::detail::hazard_records;

struct point {
    explicit point(ULONG n) : number{n} {}
    ULONG number;
};

// The size in bytes of an index map's array.
constexpr std::size_t array_of(std::size_t entries) {
    return 2 * sizeof(std::uint64_t) * (2 + entries);
}

void insert(routpact::detail::index_map& map, ULONG index) {
    if (!map.take(index, 1))
        FAIL("no memory");
}

} // namespace

TEST_CASE("a table frees all its memory") {
    const long before = allocations::living;
    {
        interface_table<point> table;
        for (ULONG index = 0; index < 1000; ++index)
            REQUIRE(table.insert(index, index) == insert_result::inserted);
        for (ULONG index = 0; index < 1000; index += 2)
            REQUIRE(table.remove(index) == remove_result::removed);
        CHECK(allocations::living > before);
    }
    CHECK(allocations::living == before);
}

TEST_CASE("the memory of a table does not grow with the interfaces that were removed") {
    interface_table<point> table;
    REQUIRE(table.insert(0, 0u) == insert_result::inserted);
    const long living = allocations::living;
    const unsigned before = allocations::attempts;
    constexpr ULONG rounds = 10000;
    for (ULONG index = 1; index <= rounds; ++index) {
        REQUIRE(table.insert(index, index) == insert_result::inserted);
        REQUIRE(table.remove(index) == remove_result::removed);
    }
    CHECK(allocations::living == living);
    CHECK(allocations::latest == array_of(16));
    CHECK(allocations::attempts - before <
          rounds / 4); // the map reuses entries that were given back
}

TEST_CASE("the storage that the first interface allocates is enough for 16") {
    interface_table<point> table;
    const auto allocations_of = [&](ULONG index) {
        const unsigned before = allocations::attempts;
        REQUIRE(table.insert(index, index) == insert_result::inserted);
        return allocations::attempts - before;
    };
    CHECK(allocations_of(0) == 3); // for the objects, the nodes and the index map
    for (ULONG index = 1; index < 16; ++index)
        CHECK(allocations_of(index) == (index == 8 ? 1 : 0)); // for the index map
    CHECK(allocations_of(16) == 3);
}

TEST_CASE("storage that was given back is reused, each element by one interface") {
    interface_table<point> table;
    constexpr ULONG count = 8;
    for (int round = 0; round < 3; ++round) {
        for (ULONG index = 0; index < count; ++index)
            REQUIRE(table.insert(index, index) == insert_result::inserted);
        for (ULONG index = 0; index < count; ++index)
            CHECK(table.find(index)->number == index);
        for (ULONG index = 1; index < count; ++index)
            REQUIRE(table.remove(index) == remove_result::removed);
        CHECK(table.find(0)->number == 0);
        REQUIRE(table.remove(0) == remove_result::removed);
    }
}

TEST_CASE(
    "at least half of the entries of an index map are free, and two thirds after it has grown") {
    routpact::detail::index_map map;
    ULONG next = 0;
    const auto allocations_of_next = [&] {
        const unsigned before = allocations::attempts;
        insert(map, next++);
        return allocations::attempts - before;
    };
    CHECK(allocations_of_next() == 1);
    CHECK(allocations::latest == array_of(16));
    for (int i = 2; i <= 8; ++i)
        CHECK(allocations_of_next() == 0);
    CHECK(allocations_of_next() == 1);
    CHECK(allocations::latest == array_of(32));
    for (int i = 10; i <= 16; ++i)
        CHECK(allocations_of_next() == 0);
    CHECK(allocations_of_next() == 1);
    CHECK(allocations::latest == array_of(64));
}

TEST_CASE("the new array of an index map has room for the taken indexes only") {
    for (const ULONG given_back : {3u, 4u}) {
        routpact::detail::index_map map;
        for (ULONG index = 0; index < 8; ++index)
            insert(map, index);
        for (ULONG index = 0; index < given_back; ++index)
            map.give_back(index);
        insert(map, 8);
        CHECK(allocations::latest == array_of(given_back == 3 ? 32 : 16)); // for 6 indexes, and 5
    }
}

TEST_CASE("an index that is taken again gets its old entry, even the index 0") {
    routpact::detail::index_map map;
    const unsigned before = allocations::attempts;
    for (int i = 0; i < 20; ++i) {
        insert(map, 0);
        map.give_back(0);
    }
    CHECK(allocations::attempts - before == 1);
}

TEST_CASE("hazard pointers that were released can be taken again") {
    const int object = 0;
    std::vector<hazard_records::hazard> mine;
    mine.reserve(100);
    while (mine.size() < 20) {
        mine.push_back(hazard_records::any_hazard());
        mine.back().publish(&object);
    }
    interface_table<point> table;
    REQUIRE(table.insert(1, 1u) == insert_result::inserted);
    const unsigned before = allocations::attempts;
    unsigned found = 0;
    for (int i = 0; i < 1000; ++i) {
        hazard_records::any_hazard().release();
        found += table.find(2) ? 1u : 0u;
        table.for_each([&](ULONG, point&) { ++found; });
    }
    CHECK(found == 1000);
    CHECK(allocations::attempts == before);
    for (const auto& each : mine)
        CHECK(!hazard_records::withdraw(*each.pointer, &object));
}

TEST_CASE("shared records are allocated when all are taken, and are reused") {
    const int object = 0;
    const auto publish = [&] {
        const auto hazard = hazard_records::any_hazard();
        hazard.publish(&object);
        return hazard.pointer;
    };
    std::vector<routpact::detail::hazard_pointer*> mine;
    mine.reserve(10000);
    const unsigned before = allocations::attempts;
    const long living = allocations::living;
    while (allocations::attempts == before)
        mine.push_back(publish());
    CHECK(allocations::living == living + 1);
    const std::size_t count = mine.size();
    for (int round = 0; round < 2; ++round) {
        for (auto* const each : mine)
            CHECK(!hazard_records::withdraw(*each, &object));
        mine.clear();
        const unsigned before_reuse = allocations::attempts;
        while (mine.size() < count)
            mine.push_back(publish());
        CHECK(allocations::attempts == before_reuse);
    }
    for (auto* const each : mine)
        CHECK(!hazard_records::withdraw(*each, &object));
}

#endif
