// Interfaces in use, by the test's thread and by others: what removals refuse, and what they wait
// for.

#include "../../common/wait_until.hpp"
#include "interfaces.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/interface_table.hpp>
#include <string>
#include <thread>
#include <vector>

using namespace table_tests;

using routpact::insert_result;
using routpact::interface_table;
using routpact::remove_result;

namespace {

// Catch2's assertions work in one thread only; other threads count their failures here.
std::atomic<int> failures = 0;
void expect(bool condition) {
    failures += condition ? 0 : 1;
}

} // namespace

TEST_CASE("remove() refuses, without effect, while the calling thread uses the interface") {
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

TEST_CASE("a thread can ask whether it uses an interface") {
    interface_table<counted> table;
    interface_table<counted> other_table;
    table.insert(7);
    for (ULONG index = 100; index < 200; ++index)
        table.insert(index);
    other_table.insert(8);
    CHECK(!table.used_by_this_thread());
    {
        const auto elsewhere = other_table.find(8);
        CHECK(!table.used_by_this_thread());
        const auto used = table.find(199);
        CHECK(table.used_by_this_thread() == 199);
        std::thread{[&] { expect(!table.used_by_this_thread()); }}.join();
    }
    struct many { // more guards than a record of a thread has hazards
        explicit many(interface_table<counted>& in)
            : one{in.find(7)}, two{in.find(7)}, three{in.find(7)} {}
        decltype(table.find(7)) one, two, three;
    };
    {
        const many a{table}, b{table}, c{table};
        std::thread{[&] { expect(!table.used_by_this_thread()); }}.join();
    }
    CHECK(!table.used_by_this_thread());
    table.for_each([&](ULONG index, counted&) { CHECK(table.used_by_this_thread() == index); });
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("remove() waits for the last user; meanwhile other threads do not find the interface") {
    interface_table<counted> table;
    table.insert(6);
    table.insert(7);
    table.insert(8);
    std::atomic<bool> removed = false;
    std::thread remover;
    {
        const auto used = table.find(7);
        remover = std::thread{[&] {
            expect(table.remove(7) == remove_result::removed);
            removed = true;
        }};
        wait_until([&] { return !table.find(7); });
        CHECK(table.remove(7) == remove_result::unknown_index);
        CHECK(table.insert(7) == insert_result::index_taken);
        std::string visited;
        table.for_each([&](ULONG index, counted&) { visited += std::to_string(index) + " "; });
        CHECK(visited == "6 8 ");
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        CHECK(!removed);
        CHECK(counted::alive == 3);
        used->value = 42; // the user may still access it
    }
    remover.join();
    CHECK(removed);
    CHECK(counted::alive == 2);
    CHECK(table.insert(7) == insert_result::inserted);
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("remove() waits until for_each() has visited the interface") {
    interface_table<counted> table;
    table.insert(7);
    table.insert(8);
    std::thread remover;
    table.for_each([&](ULONG index, counted&) {
        if (index == 7) {
            remover = std::thread{[&] { expect(table.remove(7) == remove_result::removed); }};
            wait_until([&] { return !table.find(7); });
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
            CHECK(counted::alive == 2);
        } else {
            remover.join();
            CHECK(counted::alive == 1);
        }
    });
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("a thread may use any number of interfaces, one of them any number of times") {
    constexpr ULONG count = 50;
    interface_table<counted> table;
    for (ULONG index = 0; index < count; ++index)
        table.insert(index);
    const auto use_from = [&](ULONG index, const auto& self) -> void {
        if (index == count)
            return;
        const auto used = table.find(index);
        const auto once_more = table.find(0);
        REQUIRE(used);
        REQUIRE(once_more);
        CHECK(used.index() == index);
        self(index + 1, self);
        CHECK(table.remove(index) == remove_result::would_deadlock);
    };
    use_from(0, use_from);
    CHECK(table.clear());
    CHECK(counted::alive == 0);
}

TEST_CASE("remove() waits for more users than there are records in a block") {
    constexpr int count = 300;
    interface_table<counted> table;
    table.insert(7);
    std::atomic<int> using_it = 0;
    std::atomic<int> may_end = 0;
    std::vector<std::thread> users;
    for (int i = 0; i < count; ++i)
        users.emplace_back([&, i] {
            const auto used = table.find(7);
            expect(static_cast<bool>(used));
            ++using_it;
            while (may_end <= i)
                std::this_thread::sleep_for(std::chrono::milliseconds{20});
            expect(counted::alive == 1);
        });
    while (using_it != count)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    std::thread remover{[&] { expect(table.remove(7) == remove_result::removed); }};
    wait_until([&] { return !table.find(7); });
    for (const int allowed : {count / 2, count - 1}) {
        may_end = allowed;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        CHECK(counted::alive == 1);
    }
    may_end = count;
    remover.join();
    CHECK(counted::alive == 0);
    for (std::thread& each : users)
        each.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("size() does not count an interface that is being removed") {
    interface_table<counted> table;
    CHECK(table.insert(7) == insert_result::inserted);
    std::thread remover;
    {
        const auto used = table.find(7);
        remover = std::thread{[&] { expect(table.remove(7) == remove_result::removed); }};
        wait_until([&] { return !table.find(7); });
        CHECK(table.size() == 0);
    }
    remover.join();
    CHECK(table.size() == 0);
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("clear() waits for interfaces that other threads remove") {
    interface_table<counted> table;
    CHECK(table.insert(7) == insert_result::inserted);
    std::atomic<bool> found = false;
    std::atomic<bool> leave = false;
    std::thread user{[&] {
        const auto used = table.find(7);
        found = true;
        wait_until([&] { return leave.load(); });
    }};
    wait_until([&] { return found.load(); });
    std::thread remover{[&] { expect(table.remove(7) == remove_result::removed); }};
    wait_until([&] { return !table.find(7); });
    std::thread release{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        leave = true;
    }};
    CHECK(table.clear());
    CHECK(counted::alive == 0);
    user.join();
    remover.join();
    release.join();
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("clear() waits for interfaces that other threads construct, and removes them") {
    struct slow : counted {
        explicit slow(std::atomic<bool>& begun) {
            begun = true;
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    };
    interface_table<slow> table;
    std::atomic<bool> begun = false;
    std::thread inserter{[&] { expect(table.insert(7, begun) == insert_result::inserted); }};
    wait_until([&] { return begun.load(); });
    CHECK(table.clear());
    CHECK(counted::alive == 0);
    inserter.join();
    CHECK(table.size() == 0);
    CHECK(failures.exchange(0) == 0);
}

TEST_CASE("remove() refuses a cycle of waiting threads through two tables") {
    interface_table<counted> here;
    interface_table<counted> there;
    CHECK(here.insert(1) == insert_result::inserted);
    CHECK(there.insert(1) == insert_result::inserted);
    std::thread other;
    {
        const auto used_here = here.find(1);
        other = std::thread{[&] {
            const auto used_there = there.find(1);
            expect(here.remove(1) == remove_result::removed);
        }};
        wait_until([&] { return !here.find(1); });
        CHECK(there.remove(1) == remove_result::would_deadlock);
    }
    other.join();
    CHECK(there.remove(1) == remove_result::removed);
    CHECK(failures.exchange(0) == 0);
}
