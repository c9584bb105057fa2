// StopProtocol, StartProtocol and GetEventMessage while the router manager takes ROUTER_STOPPED.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>

using namespace stop_tests;

using routpact::router_manager;

namespace {

DWORD take(const MPR_ROUTING_CHARACTERISTICS& dll, unsigned& stops) {
    ROUTING_PROTOCOL_EVENTS type = UPDATE_COMPLETE;
    const DWORD answer = dll.pfnGetEventMessage(&type, nullptr);
    stops += answer == NO_ERROR && type == ROUTER_STOPPED;
    return answer;
}

} // namespace

#if !defined(_WIN32)
namespace {
// Posts work whose thread exits slowly, so that GetEventMessage waits for it.
struct ending_slowly : protocol_base<20> {
    explicit ending_slowly(router_manager& m) {
        expect(m.post([&m] {
            static thread_local slow_end mine;
            mine.used = true;
            running = true;
            wait_for([&] { return m.is_stopping(); });
        }));
    }
    struct slow_end {
        bool used = false;
        ~slow_end() {
            if (!used)
                return;
            ending = true;
            wait_for([] { return go_on.load(); });
            gone = true;
        }
    };

    static inline std::atomic<bool> running = false;
    static inline std::atomic<bool> ending = false;
    static inline std::atomic<bool> go_on = false;
    static inline std::atomic<bool> gone = false;
};

void begin_to_end(router<ending_slowly>& manager) {
    using p = ending_slowly;
    p::running = p::ending = p::go_on = p::gone = false;
    manager.run();
    wait_for([] { return p::running.load(); });
    CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
    wait_for([] { return p::ending.load(); });
    REQUIRE(WaitForSingleObject(manager.notification, patience) == WAIT_OBJECT_0);
}
} // namespace

TEST_CASE("a StopProtocol that is pending while ROUTER_STOPPED is taken gets it afterwards") {
    router<ending_slowly> manager;
    unsigned pending = 0;
    for (unsigned tries = 1; tries <= 50 && pending < 5; ++tries) {
        begin_to_end(manager);
        unsigned first = 0;
        helper taker{[&] { take(*manager.operator->(), first); }};
        // GetEventMessage waits for the thread, if the taker has called it by then
        std::this_thread::sleep_for(std::chrono::milliseconds{10} * tries);
        CHECK(manager.start() == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        CHECK(!ending_slowly::gone);
        ending_slowly::go_on = true;
        taker.join();
        if (first != 0)
            continue; // that call began after the stop
        ++pending;
        CHECK(WaitForSingleObject(manager.notification, patience) == WAIT_OBJECT_0);
        CHECK(manager.start() == ERROR_CAN_NOT_COMPLETE);
        manager.check_end(ERROR_PROTOCOL_STOP_PENDING);
    }
    CHECK(pending == 5);
}

TEST_CASE("one of two threads takes ROUTER_STOPPED, after the background threads have exited") {
    router<ending_slowly> manager;
    for (unsigned round = 0; round < 5; ++round) {
        begin_to_end(manager);
        std::atomic<unsigned> stops = 0;
        std::atomic<unsigned> early = 0;
        const auto take_one = [&] {
            unsigned mine = 0;
            take(*manager.operator->(), mine);
            if (mine != 0 && !ending_slowly::gone)
                ++early;
            stops += mine;
        };
        helper one{take_one};
        helper two{take_one};
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        CHECK(stops == 0);
        CHECK(manager.start() == ERROR_CAN_NOT_COMPLETE);
        ending_slowly::go_on = true;
        one.join();
        two.join();
        CHECK(stops == 1);
        CHECK(early == 0);
        manager.check_end(NO_ERROR);
        CHECK(manager.start() == NO_ERROR);
        ending_slowly::go_on = true;
        manager.stop();
    }
}
#endif

namespace {
struct working : protocol_base<21> {
    explicit working(router_manager& m) : manager{m} {}
    void mib_set_entry(const DWORD&) {
        expect(manager.post(
            [this, counting = counted{}] { wait_for([&] { return manager.is_stopping(); }); }));
    }
    router_manager& manager;
};
} // namespace

TEST_CASE("stops and threads that take events race: a pending stop is always announced") {
    router<working> manager;
    for (unsigned round = 0; round < rounds / 4; ++round) {
        manager.run();
        DWORD entry = 1;
        if (round % 3 != 0)
            REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        // In order: a stop returned that it is pending; ROUTER_STOPPED was taken.
        std::atomic<unsigned> clock = 0;
        std::atomic<unsigned> pending = 0;
        std::atomic<unsigned> announced = 0;
        std::atomic<unsigned> announcements = 0;
        std::atomic<bool> ended = false;
        const auto raise_to = [](std::atomic<unsigned>& to, unsigned value) {
            unsigned present = to;
            while (present < value && !to.compare_exchange_weak(present, value)) {
            }
        };
        const auto stop = [&] {
            for (unsigned calls = 0; calls < 1000; ++calls) {
                const unsigned before = ++clock;
                const DWORD answer = manager->pfnStopProtocol();
                if (answer == ERROR_PROTOCOL_STOP_PENDING)
                    raise_to(pending, before);
                else if (calls != 0)
                    return;
            }
        };
        const auto take_events = [&] {
            while (!ended) {
                unsigned stops = 0;
                take(*manager.operator->(), stops);
                if (stops != 0) {
                    raise_to(announced, ++clock);
                    ++announcements;
                }
            }
        };
        {
            helper one_takes{take_events};
            helper another_takes{take_events};
            {
                helper one_stops{stop};
                helper another_stops{stop};
                dawdle(round);
            }
            if (pending != 0)
                wait_for([&] { return announcements != 0; });
            ended = true;
        }
        CHECK(announcements == (pending != 0 ? 1u : 0u));
        CHECK(announced >= pending);
        manager.check_end(NO_ERROR);
    }
}
