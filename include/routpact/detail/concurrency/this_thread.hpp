#pragma once
// Identity of threads, a thread-local pointer, and a check whether another thread has ended.

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <routpact/abi.hpp>

#if !defined(_WIN32)
#include <pthread.h>
#endif
#if defined(__linux__)
#include <cerrno>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

/// Identifies a thread; never 0. Unique among the running threads; the system may reuse the
/// identity of an ended thread.
using thread_id = std::uintptr_t;

#if defined(__MINGW32__) // g++ 12 takes the segment of the thread's block for the address 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Warray-bounds"
#endif
/// Returns the identity of the calling thread: the address of the system's block for the thread.
ROUTPACT_HIDDEN inline thread_id this_thread() noexcept {
#if defined(_WIN32)
    return reinterpret_cast<thread_id>(NtCurrentTeb());
#elif defined(__linux__)
    return reinterpret_cast<thread_id>(__builtin_thread_pointer());
#else
    return (thread_id)pthread_self(); // a pointer on some systems, an integer on others
#endif
}

/// The system's number of a thread, for has_ended(). Unique among the running threads; 0 where the
/// system has none.
using thread_number = std::uint32_t;

/// Returns the number of the calling thread.
ROUTPACT_HIDDEN inline thread_number this_thread_number() noexcept {
#if defined(_WIN32)
    return GetCurrentThreadId();
#elif defined(__linux__)
    return static_cast<thread_number>(syscall(SYS_gettid));
#else
    return 0;
#endif
}

/// Returns whether no running thread of this process has that number. False where the system cannot
/// say.
ROUTPACT_HIDDEN inline bool has_ended([[maybe_unused]] thread_number number) noexcept {
#if defined(_WIN32)
    const DWORD error = GetLastError();
    const HANDLE thread = OpenThread(SYNCHRONIZE, FALSE, number);
    const bool ended = thread ? WaitForSingleObject(thread, 0) == WAIT_OBJECT_0
                              : GetLastError() == ERROR_INVALID_PARAMETER;
    if (thread)
        CloseHandle(thread);
    SetLastError(error);
    return ended;
#elif defined(__linux__)
    const int error = errno;
    const bool ended = syscall(SYS_tgkill, getpid(), number, 0) != 0 && errno == ESRCH;
    errno = error;
    return ended;
#else
    return false;
#endif
}

/// A thread-local pointer, initially null. No code of this module runs when a thread ends, so a
/// thread may outlive the module.
class ROUTPACT_HIDDEN thread_pointer {
public:
#if defined(_WIN32)
    // A thread_local variable costs 20 ns with mingw-w64. The first 64 TLS slots of a thread are in
    // the thread's block, at a documented offset (winternl.h).
    /// Returns the pointer of the calling thread.
    static void* get() noexcept {
        const DWORD index = index_.load(std::memory_order_relaxed);
        if (index < near_slots) [[likely]]
            return near_slot(index);
        return index == TLS_OUT_OF_INDEXES ? nullptr : TlsGetValue(index);
    }
    /// Sets the pointer of the calling thread; returns false if the system has no free TLS slot.
    static bool set(void* value) noexcept {
        if (index_.load(std::memory_order_relaxed) == TLS_OUT_OF_INDEXES && !allocate())
            return false;
        return TlsSetValue(index_.load(std::memory_order_relaxed), value) != FALSE;
    }

private:
    static constexpr DWORD near_slots = 64;
    static void* near_slot(DWORD index) noexcept {
        constexpr std::uintptr_t first = sizeof(void*) == 8 ? 0x1480 : 0xE10;
        return *reinterpret_cast<void* const volatile*>(this_thread() + first +
                                                        index * sizeof(void*));
    }
    static bool allocate() noexcept {
        const DWORD allocated = TlsAlloc();
        DWORD none = TLS_OUT_OF_INDEXES;
        if (allocated != TLS_OUT_OF_INDEXES && !index_.compare_exchange_strong(none, allocated))
            TlsFree(allocated); // another thread was faster
        else if (allocated != TLS_OUT_OF_INDEXES)
            std::atexit(free_slot); // before the module is unloaded
        return index_.load(std::memory_order_relaxed) != TLS_OUT_OF_INDEXES;
    }
    static void free_slot() noexcept { TlsFree(index_.exchange(TLS_OUT_OF_INDEXES)); }

    static inline constinit std::atomic<DWORD> index_ = TLS_OUT_OF_INDEXES;
#else
    /// Returns the pointer of the calling thread.
    static void* get() noexcept { return value_; }
    /// Sets the pointer of the calling thread; returns true.
    static bool set(void* value) noexcept {
        value_ = value;
        return true;
    }

private:
#if defined(__GLIBC__) // reserves static TLS for such small variables: access in one instruction
    [[gnu::tls_model("initial-exec")]]
#endif
    static inline constinit thread_local void* value_ = nullptr;
#endif
};
#if defined(__MINGW32__)
#pragma GCC diagnostic pop
#endif

} // namespace routpact::inline ROUTPACT_ABI::detail
