#include "contender.hpp"
#include "registered.hpp"

#include <benchmark/benchmark.h>
#include <string>

#if defined(__GLIBC__)
#include <malloc.h>

std::uint64_t bytes_in_use() {
    const struct mallinfo2 all = mallinfo2();
    return all.uordblks + all.hblkhd;
}
#else
std::uint64_t bytes_in_use() {
    return 0;
}
#endif

void register_adding() {
    constexpr content held{100'000, true, false};
    static std::vector<ULONG> indexes;
    for (ULONG slot = 0; slot != held.interfaces; ++slot)
        indexes.push_back(index_of(held, slot));

    for (const contender* const to : contenders()) {
        const std::string name = std::string{"adding/contender:"} + to->name +
                                 "/interfaces:" + std::to_string(held.interfaces);
        benchmark::RegisterBenchmark(name.c_str(),
                                     [to](benchmark::State& state) {
                                         for (auto _ : state) {
                                             const adding_cost cost = to->add_to_new(indexes);
                                             state.SetIterationTime(cost.milliseconds / 1e3);
                                             state.counters["ms"] = cost.milliseconds;
                                             if (cost.bytes != 0) // without the interface object
                                                 state.counters["bytes_per_interface"] =
                                                     cost.bytes / held.interfaces - sizeof(dial_in);
                                         }
                                     })
            ->Iterations(1)
            ->UseManualTime();
    }
}
