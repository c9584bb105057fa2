// What tables and uses take of the memory, and that they give it back.

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
using routpact::uses;

struct point {
    explicit point(ULONG n) : number{n} {}
    ULONG number;
};

// The size of an index map's array.
constexpr std::size_t array_of(std::size_t entries) {
    return 2 * sizeof(std::uint64_t) * (2 + entries);
}

void insert(routpact::index_map& map, ULONG index) {
    if (!map.take(index, 1))
        FAIL("no memory");
}

} // namespace

TEST_CASE("a table gives back all its memory") {
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

TEST_CASE("interfaces that come and go take no more memory than those that are there at once") {
    interface_table<point> table;
    REQUIRE(table.insert(0, 0u) == insert_result::inserted);
    const long living = allocations::living;
    const unsigned made = allocations::made;
    constexpr ULONG rounds = 10000;
    for (ULONG index = 1; index <= rounds; ++index) {
        REQUIRE(table.insert(index, index) == insert_result::inserted);
        REQUIRE(table.remove(index) == remove_result::removed);
    }
    CHECK(allocations::living == living);
    CHECK(allocations::latest == array_of(16));
    CHECK(allocations::made - made < rounds / 4); // entries that were used are free again in time
}

TEST_CASE("the first 16 interfaces need no more storage than the first one brings") {
    interface_table<point> table;
    const auto made_by = [&](ULONG index) {
        const unsigned before = allocations::made;
        REQUIRE(table.insert(index, index) == insert_result::inserted);
        return allocations::made - before;
    };
    CHECK(made_by(0) == 3); // for the objects, for what is known of each, for the indexes
    for (ULONG index = 1; index < 16; ++index)
        CHECK(made_by(index) == (index == 8 ? 1 : 0)); // for indexes
    CHECK(made_by(16) == 3);
}

TEST_CASE("storage that was given back is taken again, by one interface each") {
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

TEST_CASE("half of the entries of an index map are free, and two thirds once it has grown") {
    routpact::index_map map;
    ULONG next = 0;
    const auto made_by_next = [&] {
        const unsigned before = allocations::made;
        insert(map, next++);
        return allocations::made - before;
    };
    CHECK(made_by_next() == 1);
    CHECK(allocations::latest == array_of(16));
    for (int i = 2; i <= 8; ++i)
        CHECK(made_by_next() == 0);
    CHECK(made_by_next() == 1);
    CHECK(allocations::latest == array_of(32));
    for (int i = 10; i <= 16; ++i)
        CHECK(made_by_next() == 0);
    CHECK(made_by_next() == 1);
    CHECK(allocations::latest == array_of(64));
}

TEST_CASE("an index map grows by what is in it, not by what was given back") {
    for (const ULONG given_back : {3u, 4u}) {
        routpact::index_map map;
        for (ULONG index = 0; index < 8; ++index)
            insert(map, index);
        for (ULONG index = 0; index < given_back; ++index)
            map.give_back(index);
        insert(map, 8);
        CHECK(allocations::latest == array_of(given_back == 3 ? 32 : 16)); // for 6 indexes, and 5
    }
}

TEST_CASE("an index that comes and goes has one entry, even the index 0") {
    routpact::index_map map;
    const unsigned made = allocations::made;
    for (int i = 0; i < 20; ++i) {
        insert(map, 0);
        map.give_back(0);
    }
    CHECK(allocations::made - made == 1);
}

TEST_CASE("places beyond the records are made when all are taken, and stay for later uses") {
    const int object = 0;
    std::vector<uses::place*> mine;
    mine.reserve(10000);
    const unsigned made = allocations::made;
    const long living = allocations::living;
    while (allocations::made == made)
        mine.push_back(&uses::begin(&object));
    CHECK(allocations::living == living + 1);
    const std::size_t count = mine.size();
    for (int round = 0; round < 2; ++round) {
        for (uses::place* const each : mine)
            CHECK(!uses::end(*each));
        mine.clear();
        const unsigned before = allocations::made;
        while (mine.size() < count)
            mine.push_back(&uses::begin(&object));
        CHECK(allocations::made == before);
    }
    for (uses::place* const each : mine)
        CHECK(!uses::end(*each));
}

#endif
