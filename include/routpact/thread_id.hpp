#pragma once
// Which thread, by the address of the block that the system keeps for it: one instruction.

#include <cstdint>
#include <routpact/abi.hpp>

#if !defined(_WIN32)
#include <pthread.h>
#endif

namespace routpact {

/// Which thread; never 0. Two threads that run at the same time differ; the system gives an ended
/// thread's again to a later one.
using thread_id = std::uintptr_t;

#if defined(__MINGW32__) // g++ 12 takes the block's segment for the address 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Warray-bounds"
#endif
/// The calling thread.
inline thread_id this_thread() noexcept {
#if defined(_WIN32)
    return reinterpret_cast<thread_id>(NtCurrentTeb());
#elif defined(__linux__)
    return reinterpret_cast<thread_id>(__builtin_thread_pointer());
#else
    return (thread_id)pthread_self(); // a pointer or a number
#endif
}
#if defined(__MINGW32__)
#pragma GCC diagnostic pop
#endif

} // namespace routpact
