#pragma once
// Which processor a thread runs on.

#if defined(_WIN32)
#include <routpact/abi.hpp>
#elif defined(__linux__)
#include <sched.h>
#endif

#include <algorithm>
#include <thread>

/// Keeps the calling thread on one processor, where that can be had: thread 1 is to run beside
/// thread 0 from its first call on, not behind it until the system finds it another processor.
inline void keep_on_processor_of_thread(int number) {
    const unsigned count = std::max(1u, std::thread::hardware_concurrency());
    const unsigned processor = static_cast<unsigned>(number) % count;
#if defined(_WIN32)
    SetThreadAffinityMask(GetCurrentThread(), DWORD_PTR{1} << processor);
#elif defined(__linux__)
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    sched_setaffinity(0, sizeof set, &set);
#else
    static_cast<void>(processor);
#endif
}
