#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <random>
#include <routpact/interface_table.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace {

using routpact::insert_result;
using routpact::interface_table;
using routpact::remove_result;

struct line {
    line(std::string n, int s) : name{std::move(n)}, speed{s} {}
    line(const line&) = delete;

    std::string name;
    int speed;
};

struct counted {
    static inline std::atomic<int> alive = 0;
    counted() { ++alive; }
    ~counted() { --alive; }
    counted(const counted&) = delete;
    int value = 0;
};

// Waits for something that another thread will soon make true.
template <class Condition>
void wait_for(Condition condition) {
    while (!condition())
        std::this_thread::yield();
}

} // namespace

TEST_CASE("an inserted interface is found, any other index is not") {
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

TEST_CASE("every 32-bit number is an index like any other") {
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

TEST_CASE("an index that is present is refused and its interface left alone") {
    interface_table<line> table;
    CHECK(table.insert(7, "first", 1) == insert_result::inserted);
    CHECK(table.insert(7, "second", 2) == insert_result::index_taken);
    CHECK(table.find(7)->name == "first");
    CHECK(table.size() == 1);
}

TEST_CASE("a removed interface is destroyed, and its index can be used again") {
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

TEST_CASE("clear ends everything, unless this thread uses something") {
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

TEST_CASE("the destructor of the table destroys what is left") {
    {
        interface_table<counted> table;
        for (ULONG index = 0; index < 100; ++index)
            table.insert(index);
        CHECK(counted::alive == 100);
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("removal from inside a use of the same interface is refused and changes nothing") {
    interface_table<line> table;
    table.insert(7, "Internal", 56);
    table.insert(8, "Other", 64);
    {
        const auto used = table.find(7);
        const auto used_again = table.find(7);
        CHECK(table.remove(7) == remove_result::would_deadlock);
        CHECK(table.find(7)->name == "Internal");
        CHECK(table.remove(8) == remove_result::removed);
    }
    CHECK(table.remove(7) == remove_result::removed);
}

TEST_CASE("removal waits for the last user; meanwhile the interface is gone for everybody else") {
    interface_table<counted> table;
    table.insert(7);
    std::atomic<bool> removed = false;
    std::thread remover;
    {
        const auto used = table.find(7);
        remover = std::thread{[&] {
            CHECK(table.remove(7) == remove_result::removed);
            removed = true;
        }};
        wait_for([&] { return !table.find(7); });
        CHECK(table.remove(7) == remove_result::unknown_index);
        CHECK(table.insert(7) == insert_result::index_taken);
        table.for_each([](ULONG, counted&) { FAIL("it is being removed"); });
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        CHECK(!removed);
        CHECK(counted::alive == 1);
        used->value = 42; // still there for its user
    }
    remover.join();
    CHECK(removed);
    CHECK(counted::alive == 0);
    CHECK(table.insert(7) == insert_result::inserted);
}

TEST_CASE("an interface cannot be found while its constructor runs") {
    static interface_table<counted> others;
    struct slow {
        explicit slow(interface_table<slow>& table) {
            CHECK(!table.find(7));
            CHECK(table.insert(7, table) == insert_result::index_taken);
            CHECK(table.remove(7) == remove_result::unknown_index);
            CHECK(others.insert(1) == insert_result::inserted); // the table is not locked
        }
    };
    interface_table<slow> table;
    CHECK(table.insert(7, table) == insert_result::inserted);
    CHECK(table.find(7));
    others.clear();
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

TEST_CASE("a visitor that throws lets go of the interface") {
    interface_table<counted> table;
    table.insert(7);
    CHECK_THROWS_AS(table.for_each([](ULONG, counted&) { throw std::runtime_error{"stop"}; }),
                    std::runtime_error);
    CHECK(table.remove(7) == remove_result::removed);
}
#endif
