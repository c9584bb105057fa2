// Measures the speed of callbacks. Google Benchmark's options select the benchmarks and the output.

#include "contender.hpp"
#include "registered.hpp"

#include <benchmark/benchmark.h>

extern const contender plain_array;
extern const contender ours;
extern const contender shared_mutex_map;
extern const contender srwlock_chains;
extern const contender tbb_map;
extern const contender boost_map;
extern const contender rcu;

std::vector<const contender*> contenders() {
    return {
        &plain_array,
        &ours,
        &shared_mutex_map,
#if defined(WITH_SRWLOCK)
        &srwlock_chains,
#endif
#if defined(WITH_TBB)
        &tbb_map,
#endif
#if defined(WITH_BOOST)
        &boost_map,
#endif
#if defined(WITH_URCU)
        &rcu,
#endif
    };
}

static const char* platform() {
#if defined(_WIN32)
    const HMODULE ntdll = GetModuleHandleA("ntdll.dll");
    return GetProcAddress(ntdll, "wine_get_version") ? "Windows programs under wine" : "Windows";
#else
    return "native";
#endif
}

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments))
        return 2;
    benchmark::AddCustomContext("platform", platform());
    register_lookups();
    register_dlls();
    register_adding();
    register_removing();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
