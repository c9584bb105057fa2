#pragma once
// An asymmetric fence (P1202): store-load ordering between two sides, paid for by the rare side.
//
// Two threads each store to one object and then load the object that the other thread stores to.
// Without a full fence between the two operations of each thread, both loads may miss the other
// store. An asymmetric fence moves that cost to the rare side: heavy() makes every processor that
// runs this process execute a fence (membarrier on Linux, FlushProcessWriteBuffers on Windows), so
// light() on the frequent side only has to stop the compiler from reordering. Where the system has
// no such call, each side has to execute a full fence of its own.

#include <atomic>
#include <routpact/abi.hpp>

#if defined(__linux__)
#include <cerrno>
#include <ctime>
#include <linux/membarrier.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

/// A fence with a frequent side, light(), and a rare side, heavy(). Thread-safe.
class ROUTPACT_HIDDEN asymmetric_fence {
public:
    /// Returns whether heavy() orders both sides. If it does not, the frequent side calls fence()
    /// instead of light(). The first call queries the system, which may take the loader lock: make
    /// it before taking a lock of this library. Takes no lock of this library.
    static bool is_available() noexcept {
        const support known = available_.load(std::memory_order_relaxed);
        return known == support::unknown ? query() : known == support::yes;
    }
    /// Orders the store and the load of the frequent side. Precondition: is_available().
    static void light() noexcept { std::atomic_signal_fence(std::memory_order_seq_cst); }
    /// Orders the store and the load of either side with a full fence.
    static void fence() noexcept { std::atomic_thread_fence(std::memory_order_seq_cst); }
    /// Orders the store and the load of the rare side, and those of every light().
    static void heavy() noexcept {
        fence();
        if (is_available())
            fence_all_processors();
    }

private:
    enum class support : unsigned char { unknown, yes, no };

    static bool query() noexcept {
        const bool available = can_fence_all_processors();
        available_.store(available ? support::yes : support::no, std::memory_order_relaxed);
        return available;
    }

#if defined(_WIN32)
    // In Wine 8, FlushProcessWriteBuffers does nothing.
    static bool can_fence_all_processors() noexcept {
        const HMODULE system = GetModuleHandleW(L"ntdll.dll");
        return !system || !GetProcAddress(system, "wine_get_version");
    }
    static void fence_all_processors() noexcept { FlushProcessWriteBuffers(); }
#elif defined(__linux__)
    static bool membarrier(int command) noexcept {
        return syscall(SYS_membarrier, command, 0, 0) == 0;
    }
    static bool can_fence_all_processors() noexcept {
        const int error = errno;
        const bool available = membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
        errno = error;
        return available;
    }
    // Linux may refuse a call that it accepted before: in a forked child, without memory, or after
    // a seccomp filter was installed. The frequent side still relies on heavy(), so heavy() then
    // tries the other ways until one succeeds.
    static void fence_all_processors() noexcept {
        if (membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) [[likely]]
            return;
        const int error = errno;
        while (!(membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) &&
                 membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) &&
               !membarrier(MEMBARRIER_CMD_GLOBAL) && !revoke_page()) {
            const timespec time{0, 1000000};
            nanosleep(&time, nullptr);
        }
        errno = error;
    }
    // Revoking write access to a page makes Linux interrupt every processor that may have the page
    // in its TLB.
    static bool revoke_page() noexcept {
        const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        void* const page =
            mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (page == MAP_FAILED)
            return false;
        *static_cast<volatile char*>(page) = 1;
        const bool revoked = mprotect(page, size, PROT_READ) == 0;
        munmap(page, size);
        return revoked;
    }
#else
    static bool can_fence_all_processors() noexcept { return false; }
    static void fence_all_processors() noexcept {}
#endif

    static inline constinit std::atomic<support> available_ = support::unknown;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
