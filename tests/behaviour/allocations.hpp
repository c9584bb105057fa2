#pragma once
// What is allocated, counted by the operators new and delete of allocation_test.cpp.

#include <atomic>
#include <cstddef>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ALLOCATOR_TAKEN // by the sanitizer's own operator new
#endif
#endif

namespace allocations {

inline std::atomic<unsigned> made = 0;      // and tried
inline std::atomic<unsigned> failing = 0;   // the number of the one that fails, from 1; 0: none
inline std::atomic<long> living = 0;        // made, and not given back
inline std::atomic<std::size_t> latest = 0; // the size of the one made last

} // namespace allocations
