// What the table does under the lock of all rundowns.

#include "interfaces.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <routpact/interface_table.hpp>
#include <thread>
#include <type_traits>

using namespace table_tests;

using routpact::insert_result;
using routpact::interface_table;
using routpact::monitor_lock;
using routpact::remove_result;
using routpact::rundown;

namespace {

void wait_for(const std::atomic<bool>& condition) {
    while (!condition)
        std::this_thread::yield();
}

// Says when it is being made or destroyed, and waits until that may go on.
struct halting {
    struct gate {
        std::atomic<bool> reached = false;
        std::atomic<bool> open = false;
        void pass() {
            reached = true;
            wait_for(open);
        }
    };
    halting(gate* m, gate* e) : ending{e} {
        if (m)
            m->pass();
    }
    ~halting() {
        if (ending)
            ending->pass();
    }
    gate* ending;
};

// Whether `call` waits while the lock is held: from its beginning on, or from where it stands at
// the gate; and does not get to its end, or not as far as it is to say in `ended`.
template <class Call>
bool waits_for_the_lock(Call call, halting::gate* at = nullptr) {
    std::atomic<bool> ended = false;
    std::thread caller;
    std::optional<monitor_lock> locked;
    const auto begin = [&] {
        caller = std::thread{[&] {
            if constexpr (std::is_invocable_v<Call, std::atomic<bool>&>)
                call(ended);
            else
                call();
            ended = true;
        }};
    };
    if (at) {
        begin();
        wait_for(at->reached);
        locked.emplace(rundown::guard);
        at->open = true;
    } else {
        locked.emplace(rundown::guard);
        begin();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    const bool waited = !ended;
    locked.reset();
    caller.join();
    return waited;
}

} // namespace

TEST_CASE("finding an interface takes no lock") {
    interface_table<counted> table;
    table.insert(7);
    bool found = false;
    const monitor_lock locked{rundown::guard};
    std::thread{[&] { found = static_cast<bool>(table.find(7)); }}.join();
    CHECK(found);
}

TEST_CASE("whatever changes a table, or looks at all of it, does so under the lock") {
    interface_table<counted> table;
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.size()); }));
    CHECK(waits_for_the_lock([&] { table.insert(7); }));
    CHECK(waits_for_the_lock([&] { table.insert(7); })); // which is refused
    CHECK(waits_for_the_lock([&](std::atomic<bool>& visited) {
        table.for_each([&](ULONG, counted&) { visited = true; });
    }));
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.remove(7)); }));
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.remove(7)); })); // which is refused
    CHECK(waits_for_the_lock([&] { table.clear(); }));
}

TEST_CASE("an interface is shown, and its index given free, under the lock") {
    halting::gate making;
    halting::gate ending;
    interface_table<halting> table;
    CHECK(waits_for_the_lock([&] { table.insert(7, &making, &ending); }, &making));
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.remove(7)); }, &ending));
}

TEST_CASE("a visit goes on to the next interface under the lock") {
    halting::gate visiting;
    interface_table<counted> table;
    table.insert(7);
    CHECK(waits_for_the_lock([&] { table.for_each([&](ULONG, counted&) { visiting.pass(); }); },
                             &visiting));
}

TEST_CASE("the destructor of the table hides what is left under the lock") {
    struct telling {
        std::atomic<bool>* destroyed = nullptr;
        ~telling() { *destroyed = true; }
    };
    auto table = std::make_unique<interface_table<telling>>();
    table->insert(7);
    CHECK(waits_for_the_lock([&](std::atomic<bool>& destroyed) {
        table->find(7)->destroyed = &destroyed;
        table.reset();
    }));

    halting::gate ending;
    auto other = std::make_unique<interface_table<halting>>();
    other->insert(7, nullptr, &ending);
    CHECK(waits_for_the_lock([&] { other.reset(); }, &ending));
}
