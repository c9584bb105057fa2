#pragma once
// The litmus test of the asymmetric fence: each of two threads stores to its own variable, executes
// a fence, and loads the other thread's variable.

#include <atomic>
#include <chrono>
#include <thread>

/// Runs `rounds` rounds, with `light` as the fence of one thread and `heavy` as that of the other.
/// Returns the number of rounds in which each thread missed the other's store. A correct pair of
/// fences never allows that. Without fences it happens a few times in 30,000 rounds, because a
/// store waits in the processor's buffer while the processor executes the load.
template <class Light, class Heavy>
int count_missed_stores(int rounds, Light light, Heavy heavy) {
    struct alignas(64) cell { // each in a cache line of its own
        std::atomic<int> value = 0;
    };
    cell frequent, rare, begin, finished;
    const auto await = [](const cell& progress, int round) {
        for (int turn = 0; progress.value.load(std::memory_order_acquire) != round; ++turn)
            if (turn > 1000)
                std::this_thread::yield();
    };

    int seen_by_frequent = 0;
    std::thread other{[&] {
        for (int round = 1; round <= rounds; ++round) {
            await(begin, round);
            frequent.value.store(1, std::memory_order_relaxed);
            light();
            seen_by_frequent = rare.value.load(std::memory_order_relaxed);
            finished.value.store(round, std::memory_order_release);
        }
    }};
    int missed = 0;
    for (int round = 1; round <= rounds; ++round) {
        frequent.value = 0;
        rare.value = 0;
        begin.value.store(round, std::memory_order_release);
        for (std::atomic<int> pause = 0; pause < round % 40;)
            ++pause; // varies the delay between the two threads
        rare.value.store(1, std::memory_order_relaxed);
        heavy();
        const int seen_by_rare = frequent.value.load(std::memory_order_relaxed);
        await(finished, round);
        missed += seen_by_frequent == 0 && seen_by_rare == 0;
    }
    other.join();
    return missed;
}

/// Runs up to `rounds` rounds, for at most `limit`: beside other programs a round takes long,
/// because it waits for both processors. Returns the number of rounds in which each thread missed
/// the other's store; ends with the first ones.
template <class Light, class Heavy>
int count_missed_stores(int rounds, std::chrono::seconds limit, Light light, Heavy heavy) {
    const auto end = std::chrono::steady_clock::now() + limit;
    int missed = 0;
    for (int done = 0; done < rounds && missed == 0 && std::chrono::steady_clock::now() < end;
         done += 1000)
        missed = count_missed_stores(1000, light, heavy);
    return missed;
}
