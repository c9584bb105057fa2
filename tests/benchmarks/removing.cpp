// Measures a removal while threads make calls, and calls while a removal waits.

#include "registered.hpp"

#include <algorithm>
#include <atomic>
#include <benchmark/benchmark.h>
#include <chrono>
#include <routpact/callbacks.hpp>
#include <routpact/interface_table.hpp>
#include <string>
#include <thread>
#include <vector>

namespace {

using clock_type = std::chrono::steady_clock;
using routpact::detail::asymmetric_fence;

struct line {
    std::atomic<ULONG> clients = 0;
};
routpact::interface_table<line> lines;
routpact::interface_table<line> other_lines;
void on_connect(line&, PVOID) {}
constexpr PCONNECT_CLIENT connect = routpact::connect_client<lines, on_connect>;

constexpr ULONG crowd = 64;     // the number of interfaces that threads call
constexpr ULONG removed = 1000; // the interface that is removed and added again
constexpr ULONG absent = 5000;

// Threads that make callbacks continuously, for the indexes from `first` to `first + count - 1`.
class callers {
public:
    callers(int threads, ULONG first, ULONG count) : counters_(static_cast<std::size_t>(threads)) {
        for (counter& mine : counters_)
            threads_.emplace_back([this, &mine, first, count] {
                for (ULONG n = 0; !enough_.load(std::memory_order_relaxed); ++n) {
                    connect(first + n % count, nullptr);
                    mine.calls.store(mine.calls.load(std::memory_order_relaxed) + 1,
                                     std::memory_order_relaxed);
                }
            });
    }
    ~callers() {
        enough_ = true;
        for (std::thread& each : threads_)
            each.join();
    }
    callers(const callers&) = delete;
    callers& operator=(const callers&) = delete;

    // Measures for 300 ms. Returns the time of a call in one thread, in ns.
    double ns_a_call() const {
        const auto calls = [this] {
            unsigned long long sum = 0;
            for (const counter& each : counters_)
                sum += each.calls.load(std::memory_order_relaxed);
            return static_cast<double>(sum);
        };
        const double before = calls();
        const auto begin = clock_type::now();
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        const std::chrono::duration<double, std::nano> passed = clock_type::now() - begin;
        return passed.count() * static_cast<double>(counters_.size()) / (calls() - before);
    }

private:
    struct alignas(64) counter {
        std::atomic<unsigned long long> calls = 0;
    };
    std::vector<counter> counters_;
    std::vector<std::thread> threads_;
    std::atomic<bool> enough_ = false;
};

struct microseconds {
    std::vector<double> measured;

    template <class What>
    void add(What what) {
        const auto begin = clock_type::now();
        what();
        measured.push_back(
            std::chrono::duration<double, std::micro>(clock_type::now() - begin).count());
    }
    double at(double share) {
        std::sort(measured.begin(), measured.end());
        return measured[static_cast<std::size_t>(static_cast<double>(measured.size()) * share)];
    }
};

// Alternates removals with bare heavy fences for two seconds while threads make calls.
void remove_beside(benchmark::State& state, int threads, ULONG first, ULONG count) {
    for (ULONG index = 0; index < crowd; ++index)
        lines.insert(index);
    lines.insert(removed);
    microseconds removals, fences;
    for (auto _ : state) {
        const callers busy{threads, first, count};
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        const auto end = clock_type::now() + std::chrono::seconds{2};
        while (clock_type::now() < end) {
            removals.add([] { static_cast<void>(lines.remove(removed)); });
            lines.insert(removed);
            fences.add([] { asymmetric_fence::heavy(); });
        }
        state.SetIterationTime(2);
    }
    state.counters["remove_median_us"] = removals.at(0.5);
    state.counters["remove_p99_us"] = removals.at(0.99);
    state.counters["fence_p99_us"] = fences.at(0.99);
}

// Measures calls without a removal, and while a removal from another table waits.
void call_beside_a_wait(benchmark::State& state, int threads) {
    for (ULONG index = 0; index < crowd; ++index)
        lines.insert(index);
    for (auto _ : state) {
        other_lines.insert(1);
        const callers busy{threads, 0, crowd};
        std::atomic<bool> used = false, enough = false;
        std::thread user{[&] {
            const auto slow = other_lines.find(1);
            used = true;
            while (!enough)
                std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }};
        while (!used)
            std::this_thread::yield();
        const double before = busy.ns_a_call();
        std::thread remover{[] { static_cast<void>(other_lines.remove(1)); }};
        while (other_lines.size() != 0)
            std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        const double meanwhile = busy.ns_a_call();
        enough = true;
        user.join();
        remover.join();
        const double after = busy.ns_a_call();
        state.counters["ns_before"] = (before + after) / 2;
        state.counters["ns_meanwhile"] = meanwhile;
        state.SetIterationTime(1);
    }
}

template <class Run>
void add(const std::string& name, Run run) {
    benchmark::RegisterBenchmark(name.c_str(), run)->Iterations(1)->UseManualTime();
}

} // namespace

void register_removing() {
    struct {
        const char* name;
        ULONG first, count;
    } constexpr kinds[] = {{"other", 0, crowd}, {"same", removed, 1}, {"absent", absent, crowd}};
    for (const int threads : {16, 64})
        for (const auto& [kind, first, count] : kinds)
            add("removing/threads:" + std::to_string(threads) + "/calls:" + kind,
                [threads, first = first, count = count](benchmark::State& state) {
                    remove_beside(state, threads, first, count);
                });
    for (const int threads : {1, 2})
        add("waiting/threads:" + std::to_string(threads),
            [threads](benchmark::State& state) { call_beside_a_wait(state, threads); });
}
