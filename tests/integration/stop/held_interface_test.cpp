// StopProtocol, and the last callback to leave, while a thread of the protocol's own holds the
// guard of an interface. Neither waits for the guard.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>

using namespace stop_tests;

using routpact::router_manager;

namespace {

struct looked_at : protocol_base<22> {
    explicit looked_at(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void mib_set_entry(const DWORD&) {
        inside = true;
        wait_for([&] { return manager.is_stopping() && may_leave; });
    }

    router_manager& manager;
    static inline std::atomic<bool> inside = false;
    static inline std::atomic<bool> may_leave = false;
};

// A thread that holds the guard of the interface 7 until give_up().
class looker {
public:
    looker()
        : thread_{[this] {
              const auto held = routpact::interfaces<looked_at>.find(7);
              looks_ = true;
              wait_for([&] { return given_up_.load(); });
              held->check();
          }} {
        wait_for([&] { return looks_.load(); });
    }
    ~looker() { give_up(); }
    void give_up() { given_up_ = true; }

private:
    std::atomic<bool> looks_ = false;
    std::atomic<bool> given_up_ = false;
    helper thread_;
};

// Starts the protocol with more interfaces, which no thread holds: they end before the interface 7.
void run(router<looked_at>& manager) {
    looked_at::inside = looked_at::may_leave = false;
    manager.run();
    for (ULONG index = 8; index < 12; ++index)
        REQUIRE(manager.add(index) == NO_ERROR);
}

} // namespace

TEST_CASE("a stop does not wait for a guard, and ends when the guard is destroyed") {
    router<looked_at> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        run(manager);
        looker looks;
        const DWORD answer = manager->pfnStopProtocol(); // while the guard is held
        CHECK(answer == ERROR_PROTOCOL_STOP_PENDING);
        CHECK(counted::alive >= 2); // the interface, and the protocol
        CHECK(manager.start() == ERROR_CAN_NOT_COMPLETE);
        CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        dawdle(round);
        manager.fetch();
        looks.give_up();
        manager.check_end(answer);
    }
}

TEST_CASE("the last callback to leave does not wait for a guard") {
    router<looked_at> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        run(manager);
        looker looks;
        helper caller{[&] {
            DWORD entry = 1;
            expect(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        }};
        wait_for([] { return looked_at::inside.load(); });
        const DWORD answer = manager->pfnStopProtocol();
        CHECK(answer == ERROR_PROTOCOL_STOP_PENDING);
        looked_at::may_leave = true;
        caller.join(); // while the guard is held
        CHECK(counted::alive >= 2);
        looks.give_up();
        manager.check_end(answer);
    }
}

TEST_CASE("a stop ends although a thread takes and destroys guards all the time") {
    router<looked_at> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        run(manager);
        std::atomic<bool> ended = false;
        std::atomic<unsigned> turns = 0;
        helper looks{[&] {
            while (!ended) {
                for (ULONG index = 7; index < 12; ++index)
                    if (const auto held = routpact::interfaces<looked_at>.find(index))
                        held->check();
                ++turns;
            }
        }};
        wait_for([&] { return turns > round % 5; });
        const DWORD answer = manager->pfnStopProtocol();
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            manager.await_end();
        ended = true;
        looks.join();
        manager.check_end(answer);
    }
}

#if defined(__GLIBC__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("a stop that gets no thread to wait for a guard is resumed by a later call") {
    pthread_attr_t before;
    pthread_attr_t unaffordable;
    REQUIRE(pthread_getattr_default_np(&before) == 0);
    REQUIRE(pthread_getattr_default_np(&unaffordable) == 0);
    REQUIRE(pthread_attr_setstacksize(&unaffordable, std::size_t{1} << 46) == 0);
    router<looked_at> manager;
    for (unsigned round = 0; round < 10; ++round) {
        run(manager);
        looker looks;
        REQUIRE(pthread_setattr_default_np(&unaffordable) == 0);
        const DWORD answer = manager->pfnStopProtocol();
        CHECK(answer == ERROR_PROTOCOL_STOP_PENDING);
        for (int i = 0; i < 2; ++i) { // no thread yet: the stop asks for another call
            CHECK(WaitForSingleObject(manager.notification, patience) == WAIT_OBJECT_0);
            manager.fetch();
            CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
        }
        CHECK(counted::alive == 2);
        if (round % 2 == 0) {
            looks.give_up();
        } else { // with a thread, while the guard is held
            pthread_setattr_default_np(&before);
            CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
            manager.fetch();
            CHECK(counted::alive == 2);
            looks.give_up();
        }
        manager.await_end();
        pthread_setattr_default_np(&before);
        manager.check_end(answer);
    }
    pthread_attr_destroy(&before);
    pthread_attr_destroy(&unaffordable);
}
#endif
