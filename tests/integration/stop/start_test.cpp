// StopProtocol before StartComplete or during StartProtocol, and starts that fail.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/protocol.hpp>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace start_tests {

using namespace stop_tests;

using routpact::interface_description;
using routpact::router_manager;

namespace {
// A protocol whose constructor posts work, and then does what the test sets.
struct starting : protocol_base<10> {
    starting(router_manager& m, const DWORD* fails) : manager{m} {
        if (posts)
            post();
        if (blocks) {
            ++blocked;
            wait_for([] { return !blocks; });
        }
#ifdef __cpp_exceptions
        if (fails)
            throw std::runtime_error{"no start"};
#else
        static_cast<void>(fails);
#endif
    }
    struct interface_type : counted {
        interface_type(starting& p, const interface_description& d) {
            if (posts)
                p.post();
#ifdef __cpp_exceptions
            if (d.index == 9)
                throw std::runtime_error{"no interface"};
#else
            static_cast<void>(d);
#endif
        }
    };
    void start_complete() {
        early_runs += runs;
        completed = true;
    }
    void post() {
        expect(manager.post([this, counting = counted{}] {
            expect(completed);
            counting.check();
            check();
            ++runs;
        }) || manager.is_stopping());
    }

    router_manager& manager;
    std::atomic<bool> completed = false;
    static inline std::atomic<bool> posts = false;
    static inline std::atomic<bool> blocks = false;
    static inline std::atomic<int> blocked = 0;
    static inline std::atomic<int> runs = 0;
    static inline std::atomic<int> early_runs = 0;
};

void prepare(bool posts) {
    starting::posts = posts;
    starting::blocks = false;
    starting::blocked = 0;
    starting::runs = 0;
    starting::early_runs = 0;
}

#ifdef __cpp_exceptions
DWORD start_badly(const router<starting>& manager) {
    DWORD fails = 1;
    return manager->pfnStartProtocol(router<starting>::notification, nullptr, &fails, 1,
                                     sizeof fails, 1);
}
#endif
} // namespace

TEST_CASE("work posted before StartComplete runs only after it") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        REQUIRE(manager.start() == NO_ERROR);
        REQUIRE(manager.add(7) == NO_ERROR);
        dawdle(round);
        CHECK(starting::runs == 0);
        CHECK(counted::alive == 4);
        REQUIRE(manager->pfnStartComplete() == NO_ERROR);
        wait_for([] { return starting::runs == 2; });
        manager.stop();
        CHECK(starting::early_runs == 0);
    }
}

TEST_CASE("work posted before StartComplete is destroyed by a stop before it") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        REQUIRE(manager.start() == NO_ERROR);
        REQUIRE(manager.add(7) == NO_ERROR);
        CHECK(manager->pfnStopProtocol() == NO_ERROR);
        CHECK(counted::alive == 0);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.check_end(NO_ERROR);
        CHECK(starting::runs == 0);
    }
}

TEST_CASE("a stop races StartComplete and the work that waits for it") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        REQUIRE(manager.start() == NO_ERROR);
        REQUIRE(manager.add(7) == NO_ERROR);
        helper completer{[&] { expect(manager->pfnStartComplete() == NO_ERROR); }};
        dawdle(round);
        const DWORD answer = manager->pfnStopProtocol();
        completer.join();
        manager.check_end(answer);
        CHECK(starting::runs <= 2);
    }
}

TEST_CASE("a stop during StartProtocol ends the protocol that the start has constructed") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(round % 2 == 0);
        starting::blocks = true;
        helper starter{[&] { expect(manager.start() == ERROR_CAN_NOT_COMPLETE); }};
        wait_for([] { return starting::blocked == 1; });
        CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        starting::blocks = false;
        starter.join();
        manager.check_end(ERROR_PROTOCOL_STOP_PENDING);
        CHECK(starting::runs == 0);
    }
}

TEST_CASE("a stop races StartProtocol") {
    router<starting> manager;
    for (unsigned round = 0; round < 10 * rounds; ++round) {
        prepare(true);
        std::atomic<bool> begun = false;
        std::optional<helper> starter;
        starter.emplace([&] {
            begun = true;
            static_cast<void>(manager.start());
        });
        wait_for([&] { return begun.load(); });
        for (unsigned i = 0; i < round % 100; ++i)
            std::atomic_signal_fence(std::memory_order_seq_cst);
        const DWORD answer = manager->pfnStopProtocol();
        starter.reset();
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            manager.await_end();
        manager.check_end(answer == NO_ERROR ? manager->pfnStopProtocol() : answer);
        CHECK(starting::runs == 0);
    }
}

namespace {
struct config {
    DWORD number;
};

struct configured : protocol_base<11> {
    configured(router_manager&, const config& given) { number = given.number; }
    static inline DWORD number = 0;
};
} // namespace

TEST_CASE("a StartProtocol whose block is refused leaves nothing, and a later one works") {
    router<configured> manager;
    const HANDLE event = router<configured>::notification;
    for (unsigned round = 0; round < rounds; ++round) {
        config block{round};
        CHECK(manager->pfnStartProtocol(event, nullptr, nullptr, 0, 0, 0) ==
              ERROR_INVALID_PARAMETER);
        CHECK(manager->pfnStartProtocol(event, nullptr, &block, 1, sizeof block, 2) ==
              ERROR_INVALID_PARAMETER);
        manager.check_end(NO_ERROR);
        CHECK(manager->pfnStartProtocol(event, nullptr, &block, 1, sizeof block, 1) == NO_ERROR);
        CHECK(configured::number == round);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.stop();
    }
}

#ifdef __cpp_exceptions
TEST_CASE("a StartProtocol whose constructor throws leaves nothing, and a later one works") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(false);
        CHECK(start_badly(manager) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager.add(7) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStartComplete() == NO_ERROR);
        manager.check_end(NO_ERROR);
        manager.run();
        manager.stop();
    }
}

TEST_CASE("work posted by a constructor that throws afterwards is destroyed and never runs") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(true);
        CHECK(start_badly(manager) == ERROR_CAN_NOT_COMPLETE);
        CHECK(counted::alive == 0);
        const int left = counted::alive;
        starting::posts = false;
        manager.run(); // must not run work of the failed start
        manager.stop();
        CHECK(starting::runs == 0);
        if (left != 0)
            break; // one round is enough
    }
}

TEST_CASE("an AddInterface whose constructor throws leaves the index absent") {
    router<starting> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        prepare(false);
        manager.run();
        const int before = counted::alive;
        CHECK(manager.add(9) == ERROR_CAN_NOT_COMPLETE);
        CHECK(counted::alive == before);
        CHECK(manager->pfnDeleteInterface(9) == ERROR_INVALID_PARAMETER);
        CHECK(manager.add(9) == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager.add(8) == NO_ERROR);
        manager.stop();
    }
}
#endif

} // namespace start_tests
