// StopProtocol while a thread of the protocol's own posts work or calls the protocol.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>
#include <thread>
#include <utility>

using namespace stop_tests;

using routpact::router_manager;

namespace {

// A protocol whose thread posts work when `posts` is set. The destructor of the work waits for the
// stop.
struct posting_thread : protocol_base<14> {
    struct slow_to_go {
        explicit slow_to_go(router_manager& m) : manager{&m} {}
        slow_to_go(slow_to_go&& other) noexcept : manager{std::exchange(other.manager, nullptr)} {}
        ~slow_to_go() {
            if (!manager)
                return;
            going = true;
            wait_for([&] { return manager->is_stopping(); });
        }
        void operator()() const { expect(false); }
        router_manager* manager;
    };

    explicit posting_thread(router_manager& m)
        : own{[&m] {
              wait_for([] { return posts.load(); });
              expect(!m.post(slow_to_go{m}));
          }} {}
    ~posting_thread() { own.join(); }

    std::thread own;
    static inline std::atomic<bool> posts = false;
    static inline std::atomic<bool> going = false;
};

// A protocol whose thread calls the protocol, as a support function may do, while it holds the
// guard of an interface.
struct careless_thread : protocol_base<15> {
    struct interface_type : counted {};

    explicit careless_thread(router_manager& m) : manager{m} {}
    ~careless_thread() { own.join(); }
    void start_complete() {
        own = std::thread{[] {
            const auto held = routpact::interfaces<careless_thread>.find(7);
            DWORD entry = 1;
            expect(set_entry(sizeof entry, &entry) == NO_ERROR);
            held->check();
        }};
    }
    void mib_set_entry(const DWORD&) {
        inside = true;
        wait_for([&] { return manager.is_stopping() && may_leave; });
    }

    router_manager& manager;
    std::thread own;
    static inline PMIB_SET set_entry = nullptr;
    static inline std::atomic<bool> inside = false;
    static inline std::atomic<bool> may_leave = false;
};

} // namespace

#if defined(__GLIBC__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("a thread whose post fails during the stop does not end the protocol") {
    pthread_attr_t before;
    pthread_attr_t unaffordable;
    REQUIRE(pthread_getattr_default_np(&before) == 0);
    REQUIRE(pthread_getattr_default_np(&unaffordable) == 0);
    REQUIRE(pthread_attr_setstacksize(&unaffordable, std::size_t{1} << 46) == 0);
    router<posting_thread> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        posting_thread::posts = posting_thread::going = false;
        manager.run();
        REQUIRE(pthread_setattr_default_np(&unaffordable) == 0);
        posting_thread::posts = true;
        wait_for([] { return posting_thread::going.load(); });
        const DWORD answer = manager->pfnStopProtocol();
        pthread_setattr_default_np(&before);
        CHECK(answer == NO_ERROR);
        manager.check_end(answer);
    }
    pthread_attr_destroy(&before);
    pthread_attr_destroy(&unaffordable);
}
#endif

TEST_CASE("a thread that holds an interface does not end it") {
    router<careless_thread> manager;
    careless_thread::set_entry = manager->pfnMibSetEntry;
    for (unsigned round = 0; round < rounds; ++round) {
        careless_thread::inside = careless_thread::may_leave = false;
        manager.run();
        wait_for([] { return careless_thread::inside.load(); });
        const DWORD answer = manager->pfnStopProtocol();
        CHECK(answer == ERROR_PROTOCOL_STOP_PENDING);
        careless_thread::may_leave = true;
        manager.check_end(answer);
    }
}
