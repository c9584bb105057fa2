#include "barred_page.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#ifdef _WIN32
#include <routpact/abi.hpp>
#else
#include <csignal>
#include <ctime>
#include <sys/mman.h>
#endif

namespace {

constexpr std::size_t page_size = 4096;

// The state of the fault handler. There is one page at a time.
std::atomic<void*> barred{nullptr};
std::atomic<bool> touched{false};
std::atomic<bool> opened{false};

bool set_access(void* page, bool allowed) {
#ifdef _WIN32
    DWORD before = 0;
    return VirtualProtect(page, page_size, allowed ? PAGE_READWRITE : PAGE_NOACCESS, &before) != 0;
#else
    return mprotect(page, page_size, allowed ? PROT_READ | PROT_WRITE : PROT_NONE) == 0;
#endif
}

void wait_a_little() {
#ifdef _WIN32
    Sleep(1);
#else
    const timespec millisecond{0, 1000000};
    nanosleep(&millisecond, nullptr);
#endif
}

/// Returns false if the fault is not in the page.
bool held_up(std::uintptr_t address) {
    void* const page = barred;
    if (!page || address - reinterpret_cast<std::uintptr_t>(page) >= page_size)
        return false;
    touched = true;
    while (!opened)
        wait_a_little();
    return set_access(page, true);
}

#ifdef _WIN32

void* handler = nullptr;

LONG WINAPI on_fault(EXCEPTION_POINTERS* fault) {
    const EXCEPTION_RECORD& record = *fault->ExceptionRecord;
    const bool ours = record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION &&
                      record.NumberParameters >= 2 && held_up(record.ExceptionInformation[1]);
    return ours ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

void* allocate() {
    handler = AddVectoredExceptionHandler(1, on_fault);
    return VirtualAlloc(nullptr, page_size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
}

void release(void* page) {
    VirtualFree(page, 0, MEM_RELEASE);
    RemoveVectoredExceptionHandler(handler);
}

#else

struct sigaction before;

void on_fault(int, siginfo_t* fault, void*) {
    if (!held_up(reinterpret_cast<std::uintptr_t>(fault->si_addr)))
        sigaction(SIGSEGV, &before, nullptr); // the previous handler gets the repeated fault
}

void* allocate() {
    struct sigaction ours{};
    ours.sa_sigaction = on_fault;
    ours.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &ours, &before);
    return mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void release(void* page) {
    munmap(page, page_size);
    sigaction(SIGSEGV, &before, nullptr);
}

#endif

} // namespace

barred_page::barred_page() : page_{allocate()} {}

barred_page::~barred_page() {
    barred = nullptr;
    release(page_);
}

void barred_page::bar() {
    touched = false;
    opened = false;
    barred = page_;
    set_access(page_, false);
}

bool barred_page::was_touched() const {
    for (int i = 0; i < 10000 && !touched; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    return touched;
}

void barred_page::open() {
    set_access(page_, true);
    opened = true;
}
