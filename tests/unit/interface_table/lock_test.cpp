// The operations of the table that happen with rundown::guard locked.

#include "../../common/wait_until.hpp"
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
using routpact::remove_result;
using routpact::detail::monitor_lock;
using routpact::detail::rundown;

namespace {

// An interface whose constructor and destructor each stop at a checkpoint until the test opens it.
struct halting {
    struct checkpoint {
        std::atomic<bool> reached = false;
        std::atomic<bool> open = false;
        void pass() {
            reached = true;
            wait_until(open);
        }
    };
    halting(checkpoint* c, checkpoint* e) : ending{e} {
        if (c)
            c->pass();
    }
    ~halting() {
        if (ending)
            ending->pass();
    }
    checkpoint* ending;
};

// Returns whether `call` waits while this thread has locked the monitor. Locks it before the call
// begins, or else when the call has reached the checkpoint `at`. The call waits if it does not
// return meanwhile, or if it takes a parameter, if it does not set that to true.
template <class Call>
bool waits_for_the_lock(Call call, halting::checkpoint* at = nullptr) {
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
        wait_until(at->reached);
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

TEST_CASE("find() takes no lock") {
    interface_table<counted> table;
    table.insert(7);
    bool found = false;
    const monitor_lock locked{rundown::guard};
    std::thread{[&] { found = static_cast<bool>(table.find(7)); }}.join();
    CHECK(found);
}

TEST_CASE("operations that change a table or read all of it lock the monitor") {
    interface_table<counted> table;
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.size()); }));
    CHECK(waits_for_the_lock([&] { table.insert(7); }));
    CHECK(waits_for_the_lock([&] { table.insert(7); })); // is refused
    CHECK(waits_for_the_lock([&](std::atomic<bool>& visited) {
        table.for_each([&](ULONG, counted&) { visited = true; });
    }));
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.remove(7)); }));
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.remove(7)); })); // is refused
    CHECK(waits_for_the_lock([&] { table.clear(); }));
}

TEST_CASE("an interface is shown, and its index is given back, with the monitor locked") {
    halting::checkpoint constructing;
    halting::checkpoint ending;
    interface_table<halting> table;
    CHECK(waits_for_the_lock([&] { table.insert(7, &constructing, &ending); }, &constructing));
    CHECK(waits_for_the_lock([&] { static_cast<void>(table.remove(7)); }, &ending));
}

TEST_CASE("for_each() steps to the next interface with the monitor locked") {
    halting::checkpoint visiting;
    interface_table<counted> table;
    table.insert(7);
    CHECK(waits_for_the_lock([&] { table.for_each([&](ULONG, counted&) { visiting.pass(); }); },
                             &visiting));
}

TEST_CASE("the destructor of the table hides the remaining interfaces with the monitor locked") {
    struct recording {
        std::atomic<bool>* destroyed = nullptr;
        ~recording() { *destroyed = true; }
    };
    auto table = std::make_unique<interface_table<recording>>();
    table->insert(7);
    CHECK(waits_for_the_lock([&](std::atomic<bool>& destroyed) {
        table->find(7)->destroyed = &destroyed;
        table.reset();
    }));

    halting::checkpoint ending;
    auto other = std::make_unique<interface_table<halting>>();
    other->insert(7, nullptr, &ending);
    CHECK(waits_for_the_lock([&] { other.reset(); }, &ending));
}
