#pragma once
// What is allocated, counted by the operators new and delete of allocation_test.cpp; not with
// ThreadSanitizer, which has its own.

#include "../testing/thread_sanitizer.hpp"

#include <atomic>
#include <cstddef>

namespace allocations {

inline std::atomic<unsigned> made = 0;      // and tried
inline std::atomic<unsigned> failing = 0;   // the number of the one that fails, from 1; 0: none
inline std::atomic<long> living = 0;        // made, and not given back
inline std::atomic<std::size_t> latest = 0; // the size of the one made last

} // namespace allocations
