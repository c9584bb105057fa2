// StopProtocol while posted work, or a thread of the protocol's own, runs or waits.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/protocol.hpp>
#include <thread>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

using namespace stop_tests;

using routpact::router_manager;

namespace {
// Work that posts a copy of itself until post() refuses it.
struct posting : protocol_base<3> {
    explicit posting(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void connect_client(interface_type&, const IP_LOCAL_BINDING&) { go_on(); }
    void go_on() {
        check();
        ++runs;
        if (!manager.post([this, counting = counted{}] {
                counting.check();
                go_on();
            }))
            expect(manager.is_stopping());
    }

    router_manager& manager;
    static inline std::atomic<unsigned> runs = 0;
};

struct lingering : protocol_base<4> {
    explicit lingering(router_manager& m) : manager{m} {}
    void mib_set_entry(const DWORD&) {
        expect(manager.post([this, counting = counted{}] {
            ++running;
            wait_for([&] { return manager.is_stopping(); });
            dawdle(40);
            expect(!manager.post([counting = counted{}] { expect(false); }));
            counting.check();
            check();
            ++ended;
        }));
    }

    router_manager& manager;
    static inline std::atomic<unsigned> running = 0;
    static inline std::atomic<unsigned> ended = 0;
};
} // namespace

TEST_CASE("a stop waits for posted work that posts more") {
    router<posting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        posting::runs = 0;
        manager.run();
        REQUIRE(manager.call(7) == NO_ERROR);
        REQUIRE(manager.call(7) == NO_ERROR);
        wait_for([&] { return posting::runs > round % 10; });
        dawdle(round);
        manager.stop();
    }
}

TEST_CASE("a stop waits for posted work that is still running, and announces its end") {
    router<lingering> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        lingering::running = 0;
        lingering::ended = 0;
        manager.run();
        DWORD entry = 1;
        for (int i = 0; i < 3; ++i)
            REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        wait_for([] { return lingering::running == 3; });
        manager.stop();
        CHECK(lingering::ended == 3);
    }
}

#ifdef __cpp_exceptions
namespace {
struct throwing : protocol_base<5> {
    explicit throwing(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void stopping() {
        check();
        throw 1;
    }
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        ++inside;
        wait_for([&] { return manager.is_stopping(); });
        dawdle(delay);
        itf.check();
        check();
        throw std::runtime_error{"broken off"};
    }
    void mib_set_entry(const DWORD&) {
        static_cast<void>(manager.post([this, counting = counted{}] {
            wait_for([&] { return manager.is_stopping(); });
            throw 2;
        }));
    }
    static void observe(const routpact::report& what) {
        exceptions += what.kind == routpact::violation::exception_thrown;
    }

    router_manager& manager;
    static inline std::atomic<int> inside = 0;
    static inline std::atomic<unsigned> delay = 0;
    static inline std::atomic<int> exceptions = 0;
};
} // namespace

TEST_CASE("a stop ends well although a callback, posted work and stopping() throw") {
    router<throwing> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        throwing::inside = 0;
        throwing::exceptions = 0;
        throwing::delay = round;
        manager.run();
        DWORD entry = 1;
        REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        const auto call = [&] { expect(manager.call(7) == ERROR_INVALID_PARAMETER); };
        helper one{call};
        helper two{call};
        wait_for([] { return throwing::inside == 2; });
        const DWORD answer = manager->pfnStopProtocol();
        one.join();
        two.join();
        manager.check_end(answer);
        CHECK(throwing::exceptions == 4);
    }
}
#endif

TEST_CASE("stop, start, stop, without a reload") {
    router<lingering> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        const bool at_once = round % 2 == 0;
        manager.run();
        CHECK(manager.start() == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager.add(7) == ERROR_INVALID_PARAMETER);
        DWORD entry = 1;
        if (!at_once)
            REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        const DWORD answer = manager->pfnStopProtocol();
        if (at_once)
            CHECK(answer == NO_ERROR);
        CHECK(manager.add(8) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnMibSetEntry(sizeof entry, &entry) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.check_end(answer);

        REQUIRE(manager.start() == NO_ERROR);
        CHECK(manager->pfnDeleteInterface(7) == ERROR_INVALID_PARAMETER);
        CHECK(manager->pfnMibSetEntry(sizeof entry, &entry) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStopProtocol() == NO_ERROR);
        manager.check_end(NO_ERROR);
    }
}

namespace {
// A protocol with a thread that calls every member of router_manager until the protocol ends.
struct threaded : protocol_base<12> {
    explicit threaded(router_manager& m)
        : manager{m}, thread{[this] {
              while (!ended) {
                  static_cast<void>(manager.post([this, counting = counted{}] { check(); }));
                  manager.save_global_config();
                  manager.save_interface_config(7);
                  const auto itf = routpact::interfaces<threaded>.find(7);
                  if (itf)
                      itf->check();
                  if (++turns > 10) // more posted work, each a thread, only takes time
                      std::this_thread::sleep_for(std::chrono::microseconds{100});
              }
          }} {}
    ~threaded() {
        ended = true;
        thread.join();
    }
    struct interface_type : counted {};

    router_manager& manager;
    std::atomic<bool> ended = false;
    static inline std::atomic<unsigned> turns = 0;
    std::thread thread;
};
} // namespace

TEST_CASE("a stop ends a protocol with a thread of its own") {
    router<threaded> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        threaded::turns = 0;
        manager.run();
        wait_for([&] { return threaded::turns > round % 5; });
        manager.stop();
    }
}
