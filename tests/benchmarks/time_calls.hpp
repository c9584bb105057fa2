#pragma once
// Google Benchmark runs the threads and the repetitions, in an order of chance; this measures.

#include "processor.hpp"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdint>
#include <routpact/abi.hpp>
#include <utility>
#include <vector>

/// Calls for one number after the other, over and over.
template <class Call>
class call_loop {
public:
    call_loop(std::vector<ULONG> numbers, Call call) : numbers_{std::move(numbers)}, call_{call} {
        while (numbers_.size() < 64) // as few jumps back to the first as in a long list
            numbers_.insert(numbers_.end(), numbers_.begin(), numbers_.end());
    }

    /// Nanoseconds a call.
    double time(std::int64_t calls) {
        const ULONG* const first = numbers_.data();
        const ULONG* const last = first + numbers_.size();
        const ULONG* next = first + next_;
        const Call call = call_; // what it refers to stays in registers
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

/// Has every thread of the benchmark call `call(number)` for its `numbers` for 10 ms, and reports
/// as counter "ns" how long each of the `per_round` calls in it takes while its thread runs: the
/// median of slices of the time, few of which another thread on the same processor cuts in two.
/// `call` answers whether all went as it should.
template <class Call>
void time_calls(benchmark::State& state, std::vector<ULONG> numbers, int per_round, Call call) {
    using clock = std::chrono::steady_clock;
    constexpr double slice = 50'000; // ns, if no other thread is in the way
    keep_on_processor_of_thread(state.thread_index());

    call_loop calls{std::move(numbers), call};
    calls.time(calls.size()); // the caches are warm then
    double fastest = slice;
    for (int i = 0; i != 3; ++i)
        fastest = std::min(fastest, calls.time(2000));
    const auto length = static_cast<std::int64_t>(slice / std::max(fastest, 0.1));

    std::vector<double> slices;
    slices.reserve(1000);
    while (state.KeepRunning()) { // once; all threads begin together
        const clock::time_point end = clock::now() + std::chrono::milliseconds{10};
        do
            slices.push_back(calls.time(length));
        while (clock::now() < end);
    }
    if (!calls.all_right())
        state.SkipWithError("wrong answer");
    const auto median = slices.begin() + static_cast<std::ptrdiff_t>(slices.size() / 2);
    std::nth_element(slices.begin(), median, slices.end());
    state.counters["ns"] = benchmark::Counter(*median / per_round, benchmark::Counter::kAvgThreads);
}
