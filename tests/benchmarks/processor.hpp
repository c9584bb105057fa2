#pragma once
// Selects the processor that a thread runs on.

#if defined(_WIN32)
#include <routpact/abi.hpp>
#elif defined(__linux__)
#include <sched.h>
#endif

#include <algorithm>
#include <thread>

/// Binds the calling thread to one processor, if the system supports that. Otherwise thread 1 might
/// share the processor of thread 0 for its first calls, until the system moves it.
inline void keep_on_processor_of_thread(int number) {
    const unsigned count = (std::max)(1u, std::thread::hardware_concurrency());
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
