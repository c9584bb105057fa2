#pragma once
// Tells the destructors of static objects whether the process exits.
//
// These destructors run when the module is unloaded, and when the process exits with the module
// loaded. At process exit, Windows has already terminated the other threads at any instruction: a
// lock may stay held, a list may be half changed, a handle may be closed. On other systems the
// other threads still run and use the objects. So at process exit the destructors do not lock,
// wait, signal or free; the system reclaims all memory.

#include <atomic>
#include <cstdlib>
#include <routpact/abi.hpp>
#include <routpact/detail/abi/dll_function.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Detects process exit. Thread-safe.
class ROUTPACT_HIDDEN process_exit {
public:
    /// Registers the std::atexit function that begun() needs. Call it while the program runs,
    /// before creating an object that must survive process exit.
    static void prepare() noexcept {
        if (!prepared_.load(std::memory_order_relaxed) && !prepared_.exchange(true))
            std::atexit(on_exit); // runs before the destructors, which are registered earlier
    }
    /// Returns whether the process exits; false if only this module is unloaded.
    static bool begun() noexcept { return begun_.load(std::memory_order_relaxed) || is_ending(); }

#if defined(__ELF__) && defined(__GNUC__)
    /// Called by the system. At unload it runs before the destructors of static objects and before
    /// the functions that std::atexit registered; at process exit it runs after them.
    [[gnu::destructor]] static void on_unload() noexcept {
        unloaded_.store(true, std::memory_order_relaxed);
    }
#endif

private:
    static void on_exit() noexcept { begun_.store(!is_unloading(), std::memory_order_relaxed); }

#if defined(_WIN32)
    // In a DLL, ntdll reports the exit of the process; in the program itself, std::atexit does.
    static bool is_ending() noexcept {
        BOOLEAN(WINAPI * in_progress)() = nullptr;
        find_function(GetModuleHandleW(L"ntdll.dll"), "RtlDllShutdownInProgress", in_progress);
        return in_progress && in_progress();
    }
    static bool is_unloading() noexcept {
        HMODULE here = nullptr;
        GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                               GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                           reinterpret_cast<LPCWSTR>(&begun_), &here);
        return here != GetModuleHandleW(nullptr) && !is_ending();
    }
#else
    static bool is_ending() noexcept { return false; }
    static bool is_unloading() noexcept { return unloaded_.load(std::memory_order_relaxed); }

    static inline constinit std::atomic<bool> unloaded_ = false;
#endif
    static inline constinit std::atomic<bool> prepared_ = false;
    static inline constinit std::atomic<bool> begun_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
