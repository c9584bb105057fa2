#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <routpact/asymmetric_barrier.hpp>
#include <thread>

using routpact::asymmetric_barrier;

#if defined(__linux__)
TEST_CASE("the rare side works for both where the system has the means for it") {
    CHECK(asymmetric_barrier::is_available() == !std::getenv("ROUTPACT_TESTS_FENCED"));
}
#endif

TEST_CASE("of two threads that store and then look, at least one sees the other's store") {
    // Stores wait in a buffer of the processor while it goes on to the load: without the barriers
    // both loads see nothing now and then, a few times in all these rounds.
    constexpr int rounds = 100000;
    struct alignas(64) cell {
        std::atomic<int> value = 0;
    };
    cell frequent, rare, begin, finished;
    const bool is_light = asymmetric_barrier::is_available();
    int seen_by_frequent = 0;
    std::thread other{[&] {
        for (int round = 1; round <= rounds; ++round) {
            for (int turn = 0; begin.value.load(std::memory_order_acquire) != round; ++turn)
                if (turn > 1000)
                    std::this_thread::yield();
            frequent.value.store(1, std::memory_order_relaxed);
            is_light ? asymmetric_barrier::light() : asymmetric_barrier::fence();
            seen_by_frequent = rare.value.load(std::memory_order_relaxed);
            finished.value.store(round, std::memory_order_release);
        }
    }};
    int missed = 0;
    for (int round = 1; round <= rounds; ++round) {
        frequent.value = 0;
        rare.value = 0;
        begin.value.store(round, std::memory_order_release);
        for (std::atomic<int> dawdle = 0; dawdle < round % 40;)
            ++dawdle; // another distance in time in every round
        rare.value.store(1, std::memory_order_relaxed);
        asymmetric_barrier::heavy();
        const int seen_by_rare = frequent.value.load(std::memory_order_relaxed);
        for (int turn = 0; finished.value.load(std::memory_order_acquire) != round; ++turn)
            if (turn > 1000)
                std::this_thread::yield();
        missed += seen_by_frequent == 0 && seen_by_rare == 0;
    }
    other.join();
    CHECK(missed == 0);
}
