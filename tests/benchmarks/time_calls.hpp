#pragma once
// Times calls. Google Benchmark starts the threads and runs the repetitions in random order.

#include "processor.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdint>
#include <routpact/abi.hpp>
#include <utility>
#include <vector>

/// Calls a function for each number in turn, repeatedly.
template <class Call>
class call_loop {
public:
    call_loop(std::vector<ULONG> numbers, Call call) : numbers_{std::move(numbers)}, call_{call} {
        while (numbers_.size() <
               64) // so that the wrap to the first number is as rare as in long lists
            numbers_.insert(numbers_.end(), numbers_.begin(), numbers_.end());
    }

    /// Makes so many calls. Returns the nanoseconds per call.
    double time(std::int64_t calls) {
        const ULONG* const first = numbers_.data();
        const ULONG* const last = first + numbers_.size();
        const ULONG* next = first + next_;
        const Call call = call_; // a local copy, so that its members stay in registers
        std::int64_t wrong = 0;
        const auto start = std::chrono::steady_clock::now();
        for (std::int64_t i = 0; i != calls; ++i) {
            wrong += !call(*next);
            if (++next == last)
                next = first;
        }
        const std::chrono::duration<double, std::nano> taken =
            std::chrono::steady_clock::now() - start;
        next_ = next - first;
        wrong_ += wrong;
        return taken.count() / static_cast<double>(calls);
    }

    std::int64_t size() const { return static_cast<std::int64_t>(numbers_.size()); }
    bool all_right() const { return wrong_ == 0; }

private:
    std::vector<ULONG> numbers_;
    Call call_;
    std::ptrdiff_t next_ = 0;
    std::int64_t wrong_ = 0;
};

/// Calls `call(number)` for `numbers` for 10 ms in each thread of the benchmark. `call` makes
/// `per_round` callbacks and returns whether their results are right. Reports the time of one
/// callback as counter "ns": the median over short slices of the time, since other threads on the
/// same processor interrupt few of the slices.
template <class Call>
void time_calls(benchmark::State& state, std::vector<ULONG> numbers, int per_round, Call call) {
    using clock = std::chrono::steady_clock;
    constexpr double slice = 50'000; // ns, without an interruption
    keep_on_processor_of_thread(state.thread_index());

    call_loop calls{std::move(numbers), call};
    calls.time(calls.size()); // warms the caches
    double fastest = slice;
    for (int i = 0; i != 3; ++i)
        fastest = (std::min)(fastest, calls.time(2000));
    const auto length = static_cast<std::int64_t>(slice / (std::max)(fastest, 0.1));

    std::vector<double> slices;
    slices.reserve(1000);
    while (state.KeepRunning()) { // one iteration; all threads begin together
        const clock::time_point end = clock::now() + std::chrono::milliseconds{10};
        do
            slices.push_back(calls.time(length));
        while (clock::now() < end);
    }
    if (!calls.all_right())
        state.SkipWithError("a callback returned a wrong code");
    const auto median = slices.begin() + static_cast<std::ptrdiff_t>(slices.size() / 2);
    std::nth_element(slices.begin(), median, slices.end());
    state.counters["ns"] = benchmark::Counter(*median / per_round, benchmark::Counter::kAvgThreads);
}
