#pragma once
// Counters of allocations, updated by operator new and operator delete in allocation_test.cpp. Not
// available with ThreadSanitizer, which replaces these operators itself.

#include "../common/thread_sanitizer.hpp"

#include <atomic>
#include <cstddef>

namespace allocations {

inline std::atomic<unsigned> attempts = 0;  // successful or not
inline std::atomic<unsigned> failing = 0;   // the attempt that fails, counted from 1; 0: none
inline std::atomic<long> living = 0;        // allocations that are not freed
inline std::atomic<std::size_t> latest = 0; // the size of the last allocation in bytes

} // namespace allocations
