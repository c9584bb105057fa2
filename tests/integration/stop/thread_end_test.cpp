// Threads of posted work that exit slowly, for example because the destructor of a thread_local
// object waits for a lock. Only the GetEventMessage that takes ROUTER_STOPPED waits for them.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <mutex>
#include <routpact/protocol.hpp>

using namespace stop_tests;

using routpact::router_manager;

namespace {

// Each thread of the work adds its share to a total when it exits.
struct adding_up : protocol_base<23> {
    explicit adding_up(router_manager& m) : manager{m} {}
    struct share {
        bool used = false;
        ~share() {
            if (!used)
                return;
            ++waiting;
            const std::lock_guard locked{lock};
            ++total;
        }
    };

    // Posts work while it holds the lock that the earlier threads wait for.
    void mib_set_entry(const DWORD&) {
        const std::lock_guard locked{lock};
        for (int i = 1; i <= 3; ++i) {
            expect(manager.post([counting = counted{}] {
                static thread_local share mine;
                mine.used = true;
            }));
#if !defined(_WIN32) // a pool thread does not exit immediately
            wait_for([&] { return waiting == i; });
#endif
        }
    }
    // The last callback to leave. Its caller holds the lock.
    void mib_delete_entry(const DWORD&) {
        inside = true;
        wait_for([&] { return manager.is_stopping(); });
    }

    router_manager& manager;
    static inline std::atomic<int> waiting = 0;
    static inline std::atomic<bool> inside = false;
    static inline std::mutex lock;
    static inline int total = 0;
};

} // namespace

TEST_CASE("post() by a thread that holds a lock does not wait for threads that wait for the lock") {
    router<adding_up> manager;
    DWORD entry = 1;
    for (unsigned round = 0; round < 20; ++round) {
        adding_up::waiting = 0;
        manager.run();
        helper caller{[&] { expect(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR); }};
        caller.join();
        manager.stop();
    }
#if !defined(_WIN32)
    CHECK(adding_up::total == 60); // all threads have exited
#endif
}

TEST_CASE("neither StopProtocol nor the last callback waits for threads that exit") {
    router<adding_up> manager;
    DWORD entry = 1;
    for (unsigned round = 0; round < 20; ++round) {
        adding_up::waiting = 0;
        adding_up::inside = false;
        manager.run();
        REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        DWORD answer = NO_ERROR;
        helper caller{[&] {
            const std::lock_guard locked{adding_up::lock};
            const bool last = round % 2 == 0;
            if (last) {
                expect(manager->pfnMibDeleteEntry(sizeof entry, &entry) == NO_ERROR);
            } else {
                answer = manager->pfnStopProtocol();
                adding_up::inside = true;
            }
        }};
        wait_for([] { return adding_up::inside.load(); });
        if (round % 2 == 0)
            answer = manager->pfnStopProtocol();
        caller.join();
        manager.check_end(answer);
    }
}

#if defined(__linux__)
namespace {
unsigned long pages() {
    unsigned long in_use = 0;
    std::FILE* const file = std::fopen("/proc/self/statm", "r");
    REQUIRE(file);
    REQUIRE(std::fscanf(file, "%lu", &in_use) == 1);
    std::fclose(file);
    return in_use;
}

struct posting_often : protocol_base<24> {
    explicit posting_often(router_manager& m) : manager{m} {}
    void mib_set_entry(const DWORD&) {
        const int before = done;
        expect(manager.post([] { ++done; }));
        wait_for([&] { return done > before; });
    }
    router_manager& manager;
    static inline std::atomic<int> done = 0;
};
} // namespace

TEST_CASE("the threads of posted work do not accumulate while the protocol runs") {
    router<posting_often> manager;
    manager.run();
    DWORD entry = 1;
    const auto post = [&] { REQUIRE(manager->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR); };
    for (int i = 0; i < 20; ++i)
        post();
    const unsigned long before = pages();
    for (int i = 0; i < 300; ++i)
        post();
    CHECK(pages() < before + 100 * 2048); // a stack has 2048 pages
    manager.stop();
}
#endif
