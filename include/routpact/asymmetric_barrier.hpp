#pragma once
// Order between a store and a later load, whose cost falls on one of the two sides that need it.
//
// Two threads that each store something and then look at what the other stores miss each other
// unless both put a full barrier between the two. If one side is rare, it can do that on behalf of
// all others: the system interrupts every processor that runs this process (membarrier on Linux,
// FlushProcessWriteBuffers on Windows). The frequent side then only has to keep its compiler from
// swapping the two. Where the system offers no such thing, each side needs a fence of its own.

#include <atomic>
#include <routpact/abi.hpp>

#if defined(__linux__)
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace routpact {

#ifdef __ELF__ // of this module alone
#pragma GCC visibility push(hidden)
#endif
/// A barrier for a frequent side, light(), and a rare side, heavy(). Thread-safe.
class asymmetric_barrier {
public:
    /// Whether heavy() works for both sides. It has to be known before the first light().
    static bool is_available() noexcept {
        static const bool available = can_interrupt();
        return available;
    }
    /// Between the store and the load of the frequent side, if heavy() works for both.
    static void light() noexcept { std::atomic_signal_fence(std::memory_order_seq_cst); }
    /// The same, if it does not.
    static void fence() noexcept { std::atomic_thread_fence(std::memory_order_seq_cst); }
    /// Between the store and the load of the rare side.
    static void heavy() noexcept {
        if (is_available())
            interrupt_all();
        else
            fence();
    }

private:
#if defined(_WIN32)
    // In Wine 8, FlushProcessWriteBuffers does nothing.
    static bool can_interrupt() noexcept {
        const HMODULE system = GetModuleHandleW(L"ntdll.dll");
        return !system || !GetProcAddress(system, "wine_get_version");
    }
    static void interrupt_all() noexcept { FlushProcessWriteBuffers(); }
#elif defined(__linux__)
    static bool can_interrupt() noexcept {
        return syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    }
    static void interrupt_all() noexcept {
        syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
    }
#else
    static bool can_interrupt() noexcept { return false; }
    static void interrupt_all() noexcept {}
#endif
};
#ifdef __ELF__
#pragma GCC visibility pop
#endif

} // namespace routpact
