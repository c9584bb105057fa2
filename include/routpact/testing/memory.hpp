#pragma once
// Memory that tells what was done to it: by canary bytes, or by pages that nobody may touch.

#include <atomic>
#include <cstdint>
#include <cstring>
#include <routpact/abi.hpp>
#include <vector>

#ifndef _WIN32
#include <csignal>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace routpact::testing {

/// Room for an output of `capacity` bytes, with canary bytes in front and behind.
class canary_room {
public:
    /// All of it is filled with `pattern`.
    explicit canary_room(ULONG capacity, unsigned char pattern = 0xA5)
        : pattern_{pattern}, capacity_{capacity}, bytes_(margin + capacity + margin, pattern) {}

    /// The room.
    PVOID data() { return bytes_.data() + margin; }
    /// Its first `size` bytes, or as many as there are.
    std::vector<unsigned char> first(ULONG size) const {
        const auto begin = bytes_.begin() + margin;
        return {begin, begin + static_cast<std::ptrdiff_t>(size < capacity_ ? size : capacity_)};
    }
    /// Whether nothing was written outside of the room.
    bool kept_inside() const {
        return is_untouched(0, margin) && is_untouched(margin + capacity_, bytes_.size());
    }
    /// Whether nothing was written into it.
    bool is_empty() const { return is_untouched(margin, margin + capacity_); }
    /// Whether nothing was written at all.
    bool is_untouched() const { return is_untouched(0, bytes_.size()); }

private:
    // a protocol that counts in DWORDs writes four times as much; an item more may be long
    static constexpr unsigned margin = 4096;

    bool is_untouched(std::size_t from, std::size_t to) const {
        for (std::size_t i = from; i < to; ++i)
            if (bytes_[i] != pattern_)
                return false;
        return true;
    }

    unsigned char pattern_;
    std::size_t capacity_;
    std::vector<unsigned char> bytes_;
};

/// Memory that notes whether it is touched once it is barred: in front of a page that always is.
/// There may be one at a time. Whoever touches it goes on after that, as if it were ordinary; and
/// so it stays at the end of this object's life, for a protocol that keeps pointers to it.
class watched_memory {
public:
    watched_memory() : pages_{allocate()} {
        watched_ = this;
        set_access(second(), false);
    }
    watched_memory(const watched_memory&) = delete;
    watched_memory& operator=(const watched_memory&) = delete;
    ~watched_memory() {
        set_access(pages_, true);
        set_access(second(), true);
        watched_ = nullptr;
        release_handler();
    }

    /// The last `size` bytes in front of the barred page; `size` is at most a page.
    PVOID tail(std::size_t size) const { return second() - size; }
    /// A copy of `size` bytes, as the tail.
    PVOID tail_of(const void* data, std::size_t size) const {
        PVOID const to = tail(size);
        if (size)
            std::memcpy(to, data, size);
        return to;
    }
    /// Bars all of it.
    void bar() { set_access(pages_, false); }
    /// Whether it was touched where it was barred.
    bool was_touched() const { return touched_; }

private:
    unsigned char* second() const { return pages_ + page(); }

    bool note(std::uintptr_t address) {
        const std::uintptr_t offset = address - reinterpret_cast<std::uintptr_t>(pages_);
        if (offset >= 2 * page())
            return false;
        touched_ = true;
        return set_access(offset < page() ? pages_ : second(), true);
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
    static LONG WINAPI on_fault(EXCEPTION_POINTERS* fault) {
        const EXCEPTION_RECORD& record = *fault->ExceptionRecord;
        watched_memory* const here = watched_;
        return here && record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION &&
                       record.NumberParameters >= 2 && here->note(record.ExceptionInformation[1])
                   ? EXCEPTION_CONTINUE_EXECUTION
                   : EXCEPTION_CONTINUE_SEARCH;
    }
    unsigned char* allocate() {
        handler_ = AddVectoredExceptionHandler(1, on_fault);
        return static_cast<unsigned char*>(
            VirtualAlloc(nullptr, 2 * page(), MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE));
    }
    void release_handler() { RemoveVectoredExceptionHandler(handler_); }
    void* handler_ = nullptr;
#else
    static std::size_t page() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }
    static bool set_access(void* where, bool allowed) {
        return mprotect(where, page(), allowed ? PROT_READ | PROT_WRITE : PROT_NONE) == 0;
    }
    static void on_fault(int signal, siginfo_t* fault, void*) {
        watched_memory* const here = watched_;
        if (here && here->note(reinterpret_cast<std::uintptr_t>(fault->si_addr)))
            return;
        // none of ours: the same fault, again, goes to whoever was there before
        sigaction(signal, signal == SIGBUS ? &before_[1] : &before_[0], nullptr);
    }
    unsigned char* allocate() {
        struct sigaction ours{};
        ours.sa_sigaction = on_fault;
        ours.sa_flags = SA_SIGINFO;
        sigaction(SIGSEGV, &ours, &before_[0]);
        sigaction(SIGBUS, &ours, &before_[1]); // which some systems raise instead
        return static_cast<unsigned char*>(
            mmap(nullptr, 2 * page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    }
    void release_handler() {
        sigaction(SIGSEGV, &before_[0], nullptr);
        sigaction(SIGBUS, &before_[1], nullptr);
    }
    static inline struct sigaction before_[2];
#endif

    static inline std::atomic<watched_memory*> watched_ = nullptr;
    std::atomic<bool> touched_ = false;
    unsigned char* pages_;
};

} // namespace routpact::testing
