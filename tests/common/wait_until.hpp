#pragma once
// Waiting for another thread of a test.

#include <atomic>
#include <chrono>
#include <thread>

/// Waits until `condition()` is true. For 5 ms it only yields, because two threads that meet should
/// go on at the same time. Then it sleeps: many threads that only yield can starve other programs.
/// Windows would turn less than 1 ms into a yield.
template <class Condition>
void wait_until(Condition condition) {
    const auto begin = std::chrono::steady_clock::now();
    while (!condition())
        if (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds{5})
            std::this_thread::yield();
        else
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
}
/// Waits until another thread sets `condition`.
inline void wait_until(const std::atomic<bool>& condition) {
    wait_until([&] { return condition.load(); });
}
