// The contents of a table: interfaces are inserted, found, visited and removed.

#include "../../common/wait_until.hpp"
#include "interfaces.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <routpact/interface_table.hpp>
#include <string>
#include <thread>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

using namespace table_tests;

using routpact::insert_result;
using routpact::interface_table;
using routpact::remove_result;

TEST_CASE("find() finds an inserted interface, and no other index") {
    interface_table<line> table;
    CHECK(table.insert(7, "Internal", 56) == insert_result::inserted);
    const auto found = table.find(7);
    REQUIRE(found);
    CHECK(found->name == "Internal");
    CHECK((*found).speed == 56);
    CHECK(found.index() == 7);
    CHECK(!table.find(8));
    CHECK(!table.find(0));
}

TEST_CASE("every 32-bit number is a valid index") {
    interface_table<line> table;
    const ULONG indexes[] = {0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};
    for (const ULONG index : indexes)
        CHECK(!table.find(index));
    int speed = 0;
    for (const ULONG index : indexes)
        CHECK(table.insert(index, "line", speed++) == insert_result::inserted);
    speed = 0;
    for (const ULONG index : indexes) {
        REQUIRE(table.find(index));
        CHECK(table.find(index)->speed == speed++);
    }
    for (const ULONG index : indexes) {
        CHECK(table.remove(index) == remove_result::removed);
        CHECK(!table.find(index));
    }
}

TEST_CASE("no two interfaces share a cache line") {
    interface_table<int> table;
    for (ULONG index = 0; index < 10; ++index) {
        REQUIRE(table.insert(index, 0) == insert_result::inserted);
        CHECK(reinterpret_cast<std::uintptr_t>(&*table.find(index)) % 64 == 0);
    }
}

TEST_CASE("insert() refuses an index that is present, and does not change its interface") {
    interface_table<line> table;
    CHECK(table.insert(7, "first", 1) == insert_result::inserted);
    CHECK(table.insert(7, "second", 2) == insert_result::index_taken);
    CHECK(table.find(7)->name == "first");
    CHECK(table.size() == 1);
}

TEST_CASE("remove() destroys the interface, and its index can be inserted again") {
    interface_table<counted> table;
    for (int round = 0; round < 3; ++round) {
        CHECK(table.insert(7) == insert_result::inserted);
        CHECK(counted::alive == 1);
        CHECK(table.remove(7) == remove_result::removed);
        CHECK(counted::alive == 0);
        CHECK(table.remove(7) == remove_result::unknown_index);
    }
    CHECK(table.remove(8) == remove_result::unknown_index);
}

TEST_CASE("the table grows and shrinks with its interfaces, in any pattern of indexes") {
    const auto check = [](auto index_of) {
        interface_table<counted> table;
        constexpr ULONG many = 5000;
        for (ULONG i = 0; i < many; ++i) {
            REQUIRE(table.insert(index_of(i)) == insert_result::inserted);
            table.find(index_of(i))->value = static_cast<int>(i);
        }
        CHECK(table.size() == many);
        CHECK(counted::alive == static_cast<int>(many));
        for (ULONG i = 0; i < many; i += 2)
            REQUIRE(table.remove(index_of(i)) == remove_result::removed);
        for (ULONG i = 0; i < many; ++i) {
            const auto found = table.find(index_of(i));
            REQUIRE(static_cast<bool>(found) == (i % 2 == 1));
            if (found)
                REQUIRE(found->value == static_cast<int>(i));
        }
        CHECK(table.size() == many / 2);
    };
    check([](ULONG i) { return i; });
    check([](ULONG i) { return i << 16; });
    check([](ULONG i) { return 0xFFFFFFFF - i; });
    check([](ULONG i) { return static_cast<ULONG>(i * 2654435761u); });
    CHECK(counted::alive == 0);
}

TEST_CASE("a table at namespace scope is ready before any code runs") {
    static constinit interface_table<line> table;
    CHECK(!table.find(0));
    CHECK(table.size() == 0);
}

TEST_CASE("every interface is visited once, in order of insertion") {
    interface_table<line> table;
    for (const ULONG index : {ULONG{30}, ULONG{10}, ULONG{20}})
        table.insert(index, std::to_string(index), 0);
    std::string order;
    table.for_each([&](ULONG index, line& l) {
        CHECK(l.name == std::to_string(index));
        order += l.name + " ";
    });
    CHECK(order == "30 10 20 ");

    interface_table<line> empty;
    empty.for_each([](ULONG, line&) { FAIL("there is nothing to visit"); });
}

TEST_CASE("a visitor may change the table around it") {
    interface_table<line> table;
    for (ULONG index = 0; index < 10; ++index)
        table.insert(index, "line", 0);
    std::vector<ULONG> visited;
    table.for_each([&](ULONG index, line&) {
        visited.push_back(index);
        CHECK(table.remove(index) == remove_result::would_deadlock);
        if (index % 2 == 0)
            CHECK(table.remove(index + 1) == remove_result::removed);
    });
    CHECK(visited == std::vector<ULONG>{0, 2, 4, 6, 8});
    CHECK(table.size() == 5);
}

TEST_CASE("clear() removes every interface, but refuses while the calling thread uses one") {
    interface_table<counted> table;
    for (ULONG index = 0; index < 10; ++index)
        table.insert(index);
    {
        const auto used = table.find(0);
        CHECK(!table.clear());
        CHECK(used);
    }
    CHECK(table.clear());
    CHECK(table.size() == 0);
    CHECK(counted::alive == 0);
    CHECK(table.clear());
}

TEST_CASE("clear() returns while another thread keeps inserting, and ignores later interfaces") {
    interface_table<counted> table;
    table.insert(0);
    std::atomic<bool> enough = false;
    std::thread other{[&] {
        for (ULONG index = 1; !enough; ++index)
            if (table.insert(index) == insert_result::out_of_memory)
                return;
    }};
    wait_until([&] { return table.size() >= 100; });
    CHECK(table.clear());
    CHECK(!table.find(0));
    enough = true;
    other.join();
    CHECK(table.clear());
    CHECK(counted::alive == 0);
}

TEST_CASE("try_clear() removes the interfaces without users, and does not wait") {
    interface_table<counted> table;
    CHECK(table.try_clear());
    for (ULONG index = 0; index < 10; ++index)
        table.insert(index);
    std::atomic<bool> found = false;
    std::atomic<bool> enough = false;
    std::thread other{[&] {
        const auto used = table.find(3);
        found = true;
        wait_until(enough);
    }};
    wait_until(found);
    {
        const auto used = table.find(5);
        CHECK(!table.try_clear());
        CHECK(table.size() == 2);
        CHECK(table.find(3)); // is open again
        CHECK(table.find(5));
        CHECK(counted::alive == 2);
    }
    CHECK(!table.try_clear());
    CHECK(table.size() == 1);
    enough = true;
    other.join();
    CHECK(table.try_clear());
    CHECK(counted::alive == 0);
}

TEST_CASE("the destructor of the table destroys the remaining interfaces") {
    {
        interface_table<counted> table;
        for (ULONG index = 0; index < 100; ++index)
            table.insert(index);
        CHECK(counted::alive == 100);
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("an interface cannot be found while its constructor runs") {
    static interface_table<counted> others;
    struct slow {
        explicit slow(interface_table<slow>& table) {
            CHECK(!table.find(7));
            CHECK(table.insert(7, table) == insert_result::index_taken);
            CHECK(table.remove(7) == remove_result::unknown_index);
            CHECK(others.insert(1) == insert_result::inserted); // guard is not locked
        }
    };
    interface_table<slow> table;
    CHECK(table.insert(7, table) == insert_result::inserted);
    CHECK(table.find(7));
    others.clear();
}

TEST_CASE("clear() refuses inside the constructor and destructor of an interface") {
    struct nested {
        nested(interface_table<nested>& t, bool& r) : table{t}, refused{r} {
            refused = !table.clear();
        }
        ~nested() { refused = !table.clear(); }
        interface_table<nested>& table;
        bool& refused;
    };
    interface_table<nested> table;
    bool refused = false;
    CHECK(table.insert(7, table, refused) == insert_result::inserted);
    CHECK(refused);
    refused = false;
    CHECK(table.remove(7) == remove_result::removed);
    CHECK(refused);
}

TEST_CASE("the destructor of an interface does not find the interface") {
    struct curious {
        explicit curious(interface_table<curious>& t) : table{t} {}
        ~curious() {
            CHECK(!table.find(7));
            CHECK(table.remove(7) == remove_result::unknown_index);
            table.for_each([](ULONG, curious&) { FAIL("there is nothing to visit"); });
        }
        interface_table<curious>& table;
    };
    interface_table<curious> removed;
    CHECK(removed.insert(7, removed) == insert_result::inserted);
    CHECK(removed.remove(7) == remove_result::removed);
    interface_table<curious> destroyed;
    CHECK(destroyed.insert(7, destroyed) == insert_result::inserted);
}

TEST_CASE("for_each() ends although the visitor inserts an interface at each visit") {
    interface_table<counted> table;
    CHECK(table.insert(0) == insert_result::inserted);
    CHECK(table.insert(1) == insert_result::inserted);
    ULONG visits = 0;
    table.for_each([&](ULONG, counted&) {
        ++visits;
        CHECK(table.insert(1 + visits) == insert_result::inserted);
    });
    CHECK(visits == 2);
    CHECK(table.size() == 4);
}

TEST_CASE("an interface may overload operator& and be over-aligned") {
    struct alignas(64) unusual {
        unusual* operator&() { return nullptr; }
        int value = 42;
    };
    interface_table<unusual> table;
    CHECK(table.insert(7) == insert_result::inserted);
    CHECK(table.find(7)->value == 42);
    const auto found = table.find(7);
    CHECK(reinterpret_cast<std::uintptr_t>(found.operator->()) % 64 == 0);
}

#ifdef __cpp_exceptions
TEST_CASE("a constructor that throws leaves the index absent") {
    struct refusing {
        explicit refusing(bool fail) {
            if (fail)
                throw std::runtime_error{"no such line"};
        }
    };
    interface_table<refusing> table;
    CHECK_THROWS_AS(table.insert(7, true), std::runtime_error);
    CHECK(!table.find(7));
    CHECK(table.size() == 0);
    CHECK(table.insert(7, false) == insert_result::inserted);
}

TEST_CASE("an interface can be removed after a visitor has thrown") {
    interface_table<counted> table;
    table.insert(7);
    CHECK_THROWS_AS(table.for_each([](ULONG, counted&) { throw std::runtime_error{"stop"}; }),
                    std::runtime_error);
    CHECK(table.remove(7) == remove_result::removed);
}
#endif
