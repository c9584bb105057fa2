#pragma once
// Memory that detects accesses, by pages without access rights.

#include <atomic>
#include <cstdint>
#include <cstring>
#include <routpact/abi.hpp>

#ifndef _WIN32
#include <csignal>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace routpact::inline ROUTPACT_ABI::detail {

/// Provides two pages and detects accesses to the second page, and to the first page after bar().
///
/// The first access to a protected page sets a flag and makes the page accessible, so the protocol
/// continues. The destructor does not release the pages, because a protocol may keep pointers to
/// them. At most one object exists at a time.
class watched_memory {
public:
    ROUTPACT_HIDDEN watched_memory() : pages_{allocate()} {
        watched_ = this;
        set_access(second_page(), false);
    }
    watched_memory(const watched_memory&) = delete;
    watched_memory& operator=(const watched_memory&) = delete;
    ROUTPACT_HIDDEN ~watched_memory() {
        set_access(pages_, true);
        set_access(second_page(), true);
        watched_ = nullptr;
        release_handler();
    }

    /// Returns the last `size` bytes of the first page. `size` is at most a page.
    PVOID tail(std::size_t size) const { return second_page() - size; }
    /// Copies `size` bytes to the end of the first page. Returns the copy.
    PVOID tail_of(const void* data, std::size_t size) const {
        PVOID const to = tail(size);
        if (size)
            std::memcpy(to, data, size);
        return to;
    }
    /// Protects the first page.
    void bar() { set_access(pages_, false); }
    /// Whether a protected page was accessed.
    bool was_touched() const { return touched_; }

private:
    unsigned char* second_page() const { return pages_ + page(); }

    // Records an access to `address`. Returns false if the address is not in the two pages.
    bool record(std::uintptr_t address) {
        const std::uintptr_t offset = address - reinterpret_cast<std::uintptr_t>(pages_);
        if (offset >= 2 * page())
            return false;
        touched_ = true;
        return set_access(offset < page() ? pages_ : second_page(), true);
    }

#ifdef _WIN32
    static std::size_t page() {
        SYSTEM_INFO system{};
        GetSystemInfo(&system);
        return system.dwPageSize;
    }
    static bool set_access(void* where, bool allowed) {
        DWORD before = 0;
        return VirtualProtect(where, page(), allowed ? PAGE_READWRITE : PAGE_NOACCESS, &before);
    }
    ROUTPACT_HIDDEN static LONG WINAPI on_fault(EXCEPTION_POINTERS* fault) {
        const EXCEPTION_RECORD& record = *fault->ExceptionRecord;
        watched_memory* const self = watched_;
        return self && record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION &&
                       record.NumberParameters >= 2 && self->record(record.ExceptionInformation[1])
                   ? EXCEPTION_CONTINUE_EXECUTION
                   : EXCEPTION_CONTINUE_SEARCH;
    }
    ROUTPACT_HIDDEN unsigned char* allocate() {
        handler_ = AddVectoredExceptionHandler(1, on_fault);
        return static_cast<unsigned char*>(
            VirtualAlloc(nullptr, 2 * page(), MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE));
    }
    ROUTPACT_HIDDEN void release_handler() { RemoveVectoredExceptionHandler(handler_); }
    void* handler_ = nullptr;
#else
    static std::size_t page() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }
    static bool set_access(void* where, bool allowed) {
        return mprotect(where, page(), allowed ? PROT_READ | PROT_WRITE : PROT_NONE) == 0;
    }
    ROUTPACT_HIDDEN static void on_fault(int signal, siginfo_t* fault, void*) {
        watched_memory* const self = watched_;
        if (self && self->record(reinterpret_cast<std::uintptr_t>(fault->si_addr)))
            return;
        // A fault elsewhere: restore the previous handler, which gets the repeated fault.
        sigaction(signal, signal == SIGBUS ? &before_[1] : &before_[0], nullptr);
    }
    ROUTPACT_HIDDEN unsigned char* allocate() {
        struct sigaction action{};
        action.sa_sigaction = on_fault;
        action.sa_flags = SA_SIGINFO;
        sigaction(SIGSEGV, &action, &before_[0]);
        sigaction(SIGBUS, &action, &before_[1]); // some systems raise SIGBUS instead
        return static_cast<unsigned char*>(
            mmap(nullptr, 2 * page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    }
    ROUTPACT_HIDDEN void release_handler() {
        sigaction(SIGSEGV, &before_[0], nullptr);
        sigaction(SIGBUS, &before_[1], nullptr);
    }
    ROUTPACT_HIDDEN static inline struct sigaction before_[2];
#endif

    ROUTPACT_HIDDEN static inline std::atomic<watched_memory*> watched_ = nullptr;
    std::atomic<bool> touched_ = false;
    unsigned char* pages_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
