#include "arguments.hpp"
#include "dll_under_test.hpp"
#include "held_callback.hpp"
#include "slots.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

using namespace oracle;

TEST_CASE("Callbacks of other interfaces work during a callback", "[concurrency]") {
    const dll_under_test dll;
    dll.run();
    held_callback held{dll};
    for (const slot& s : table) {
        INFO(s.name);
        if (s.call != slot_named("MibGetFirstEntry").call) // its question is about interface 1
            CHECK(s.call(*dll, 2) == s.answer());
    }
    CHECK(held.let_go() == success);
    CHECK(dll.look(1).client_limit == 7);
}

TEST_CASE("Callbacks for the same interface at the same time", "[concurrency]") {
    const dll_under_test dll;
    dll.run();
    auto config = global_of(1000000);
    REQUIRE(dll->pfnSetGlobalInfo(&config, 1, sizeof config, 1) == success);
    std::atomic<unsigned> refused{0};
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (DWORD address = 0; address < 4; ++address)
        threads.emplace_back([&, address] {
            for (int i = 0; i < 2000; ++i) {
                refused += dll.attach(1, address) == success ? 0 : 1;
                refused += dll.attach(1, address) == success ? 0 : 1;
                refused += dll.detach(1, address) == success ? 0 : 1;
            }
        });
    for (std::thread& t : threads)
        t.join();
    CHECK(refused == 0);
    CHECK(dll.look(1).clients == 8000);
}

namespace {

/// Calls callbacks in a loop on its own thread, and records their results.
struct caller {
    unsigned undocumented = 0;
    unsigned updates = 0;   // accepted
    unsigned completed = 0; // fetched
    unsigned stopped = 0;   // ROUTER_STOPPED, fetched

    void take(const fetched_event& got) {
        if (got.answer == success) {
            completed += got.kind == UPDATE_COMPLETE ? 1U : 0U;
            stopped += got.kind == ROUTER_STOPPED ? 1U : 0U;
        } else {
            undocumented += got.answer == nothing_more ? 0U : 1U;
        }
    }

    void call_all(const dll_under_test& dll, ULONG index) {
        static const slot& update_routes = slot_named("UpdateRoutes");
        for (const slot& s : table) {
            const DWORD answer = s.call(*dll, index);
            const bool documented = s.refusal == no_memory
                                        ? answer == no_memory
                                        : answer == success || answer == bad_argument ||
                                              (answer == failure && s.refusal == failure);
            undocumented += documented ? 0U : 1U;
            if (&s == &update_routes && answer == success)
                ++updates;
        }
        dll.add(index); // repeated, because the calls include DeleteInterface
        dll.status(index, RIS_INTERFACE_ENABLED);
        undocumented += dll->pfnStartComplete() == success ? 0U : 1U;
        take(dll.fetch());
    }

    void operator+=(const caller& other) {
        undocumented += other.undocumented;
        updates += other.updates;
        completed += other.completed;
        stopped += other.stopped;
    }
};

/// Stops the DLL while 4 threads use it. `stoppers` threads call StopProtocol at the same time.
void stop_in_use(const dll_under_test& dll, int round, unsigned stoppers) {
    std::atomic<bool> enough{false};
    std::vector<caller> callers(4);
    std::vector<std::thread> threads;
    threads.reserve(callers.size());
    for (std::size_t i = 0; i < callers.size(); ++i)
        threads.emplace_back([&, i] {
            for (ULONG turn = 0; !enough; ++turn)
                callers[i].call_all(dll, 1 + (turn + static_cast<ULONG>(i)) % 5);
        });
    std::this_thread::sleep_for(microseconds{round * 37 % 2000});

    std::vector<DWORD> answers(stoppers, highest);
    std::vector<std::thread> others;
    others.reserve(stoppers);
    for (unsigned i = 1; i < stoppers; ++i)
        others.emplace_back([&, i] { answers[i] = dll->pfnStopProtocol(); });
    answers[0] = dll->pfnStopProtocol();
    for (std::thread& t : others)
        t.join();
    bool pending = false;
    for (const DWORD answer : answers) {
        CHECK((answer == success || answer == stop_pending));
        pending = pending || answer == stop_pending;
    }
    // StopProtocol returns NO_ERROR only after a thread has fetched ROUTER_STOPPED.
    caller here;
    for (int i = 0; pending && i < 10000 && dll->pfnStopProtocol() != success; ++i) {
        WaitForSingleObject(dll.event, 1);
        here.take(dll.fetch());
    }
    CHECK(dll->pfnStopProtocol() == success);
    std::this_thread::sleep_for(microseconds{round * 11 % 500});
    enough = true;
    for (std::thread& t : threads)
        t.join();

    caller all = here;
    for (const caller& c : callers)
        all += c;
    for (fetched_event got = dll.fetch(); got.answer == success; got = dll.fetch())
        all.take(got);
    CHECK(all.undocumented == 0);
    CHECK(all.stopped == (pending ? 1U : 0U));
    CHECK(all.completed == all.updates);
    check_all_refuse(*dll);
    check_is_empty(dll);
}

void stop_in_use_often(unsigned stoppers) {
    const dll_under_test dll;
    for (int round = 0; round < 200; ++round) {
        INFO("round " << round);
        dll.run();
        stop_in_use(dll, round, stoppers);
        WaitForSingleObject(dll.event, 0);
    }
}

} // namespace

TEST_CASE("StopProtocol while every slot is called", "[concurrency]") {
    stop_in_use_often(1);
}

TEST_CASE("StopProtocol from several threads", "[concurrency]") {
    stop_in_use_often(2);
}
