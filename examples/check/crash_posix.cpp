#include "crash.hpp"

#include "records.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <execinfo.h>
#include <memory>
#include <optional>
#include <unistd.h>
#include <utility>

#ifdef __linux__
#include <link.h>
#endif

namespace {

std::atomic_flag crashing;
bool reports = false;

/// Returns the instruction that raised the signal, where the context is known.
std::optional<void*> instruction(const ucontext_t& context) {
#if defined(__linux__) && defined(__x86_64__)
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a register's value
    return reinterpret_cast<void*>(context.uc_mcontext.gregs[REG_RIP]);
#elif defined(__linux__) && defined(__aarch64__)
    return reinterpret_cast<void*>(context.uc_mcontext.pc);
#else
    (void)context;
    return std::nullopt;
#endif
}

/// Whether the address is close to the stack pointer.
bool is_stack_overflow(const ucontext_t& context, const void* address) {
#if defined(__linux__) && defined(__x86_64__)
    const auto top = static_cast<std::uintptr_t>(context.uc_mcontext.gregs[REG_RSP]);
    constexpr std::uintptr_t reach = 65536;
    return reinterpret_cast<std::uintptr_t>(address) - top + reach < 2 * reach;
#else
    (void)context, (void)address;
    return false;
#endif
}

/// Returns the return address on top of the stack: the caller, after a call of an invalid address.
void* caller(const ucontext_t& context) {
#if defined(__linux__) && defined(__x86_64__)
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a register's value
    return *reinterpret_cast<void**>(context.uc_mcontext.gregs[REG_RSP]);
#else
    (void)context;
    return nullptr;
#endif
}

/// Returns "reading" or "writing" where the context is known, else "accessing".
const char* access_kind(const ucontext_t& context) {
#if defined(__linux__) && defined(__x86_64__)
    return (context.uc_mcontext.gregs[REG_ERR] & 2) != 0 ? "writing" : "reading";
#else
    (void)context;
    return "accessing";
#endif
}

unsigned long number(const void* address) {
    return static_cast<unsigned long>(reinterpret_cast<std::uintptr_t>(address));
}

/// A module that may be unloaded meanwhile. Its memory is known by the loader only while it is
/// loaded.
struct known_module {
    char name[256] = "";
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
};
known_module remembered;

/// Returns a path without its folders.
const char* file_name(const char* path) {
    const char* const slash = std::strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/// Formats the place of an address: "sessions.so+0x1234 (name+0x12)".
void describe(const void* address, char* text, std::size_t size) {
    Dl_info found{};
    if (dladdr(address, &found) == 0 || !found.dli_fname) {
        const unsigned long place = number(address);
        if (place >= remembered.begin && place < remembered.end)
            std::snprintf(text, size, "the unloaded %s+0x%lx", remembered.name,
                          place - static_cast<unsigned long>(remembered.begin));
        else
            std::snprintf(text, size, "0x%lx, in no module", place);
        return;
    }
    const char* const module = file_name(found.dli_fname);
    if (found.dli_sname)
        std::snprintf(text, size, "%s+0x%lx (%s+0x%lx)", module,
                      number(address) - number(found.dli_fbase), found.dli_sname,
                      number(address) - number(found.dli_saddr));
    else
        std::snprintf(text, size, "%s+0x%lx", module, number(address) - number(found.dli_fbase));
}

void send_frame(const void* address) {
    char place[512];
    char line[600];
    describe(address, place, sizeof place);
    const int length = std::snprintf(line, sizeof line, "frame\t%s\n", place);
    send_line(line, static_cast<std::size_t>(length));
}

bool is_in_this_program(const void* address) {
    static int here;
    Dl_info found{};
    Dl_info ours{};
    return dladdr(address, &found) != 0 && dladdr(&here, &ours) != 0 &&
           found.dli_fbase == ours.dli_fbase;
}

/// Sends the stack from the function with the instruction, if that is known, to the first function
/// of this program.
void send_stack(std::optional<void*> instruction, const ucontext_t& context) {
    void* frames[64];
    void** at = frames;
    void** const end = frames + backtrace(frames, 64);
    Dl_info found{};
    if (instruction && dladdr(*instruction, &found) == 0) { // a call of an invalid address
        send_frame(*instruction);
        instruction = caller(context);
    }
    if (instruction)
        at = std::find(frames, end, *instruction);
    if (instruction && at == end)
        send_frame(*instruction);
    const void* last = nullptr;
    for (; at != end && !is_in_this_program(*at); ++at)
        if (std::exchange(last, *at) != *at) // recursion
            send_frame(*at);
}

const char* meaning(int signal) {
    switch (signal) {
    case SIGSEGV:
        return "segmentation fault (SIGSEGV)";
    case SIGBUS:
        return "bus error (SIGBUS)";
    case SIGILL:
        return "illegal instruction (SIGILL)";
    case SIGFPE:
        return "arithmetic error (SIGFPE)";
    case SIGABRT:
        return "abort() was called (SIGABRT)";
    default:
        return "deadly signal";
    }
}

void on_signal(int signal, siginfo_t* info, void* more) {
    while (crashing.test_and_set()) // another thread is reporting its crash
        pause();
    const auto& context = *static_cast<const ucontext_t*>(more);
    const std::optional<void*> where = instruction(context);
    char place[512] = "";
    char access[64] = "";
    char line[800];
    if (where && signal != SIGABRT) { // abort() raises it inside the C library
        std::strcpy(place, " at ");
        describe(*where, place + 4, sizeof place - 4);
    }
    if (signal == SIGSEGV || signal == SIGBUS)
        std::snprintf(access, sizeof access, ", %s address 0x%lx", access_kind(context),
                      number(info->si_addr));
    const bool overflow = signal == SIGSEGV && is_stack_overflow(context, info->si_addr);
    const int length =
        std::snprintf(line, sizeof line, "crash\t%s%s%s\n",
                      overflow ? "stack overflow (SIGSEGV)" : meaning(signal), place, access);
    send_line(line, static_cast<std::size_t>(length));
    send_stack(where, context);
    _exit(1);
}

/// Provides a stack for the signal handler of a thread whose own stack has overflowed.
class signal_stack {
public:
    signal_stack() {
        stack_t stack{};
        sigaltstack(nullptr, &stack);
        if ((stack.ss_flags & SS_DISABLE) == 0)
            return; // a sanitizer has set one
        memory_ = std::make_unique<char[]>(size);
        stack = {};
        stack.ss_sp = memory_.get();
        stack.ss_size = size;
        sigaltstack(&stack, nullptr);
    }
    ~signal_stack() {
        stack_t none{};
        none.ss_flags = SS_DISABLE;
        if (memory_)
            sigaltstack(&none, nullptr);
    }
    signal_stack(const signal_stack&) = delete;
    signal_stack& operator=(const signal_stack&) = delete;

private:
    static constexpr std::size_t size = std::size_t{64} * 1024;
    std::unique_ptr<char[]> memory_;
};

} // namespace

void report_crashes() {
    reports = true;
    void* frame[1];
    backtrace(frame, 1); // loads its library now, which it cannot do in a crash
    struct sigaction action{};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT})
        sigaction(signal, &action, nullptr);
    prepare_this_thread();
}

void remember_module(const void* inside) {
    Dl_info found{};
    if (dladdr(inside, &found) == 0)
        return;
    remembered = {};
    std::snprintf(remembered.name, sizeof remembered.name, "%s", file_name(found.dli_fname));
    remembered.begin = reinterpret_cast<std::uintptr_t>(found.dli_fbase);
#ifdef __linux__ // elsewhere the size is not known
    dl_iterate_phdr(
        [](dl_phdr_info* module, std::size_t, void*) {
            if (module->dlpi_addr != remembered.begin)
                return 0;
            for (int i = 0; i < module->dlpi_phnum; ++i) {
                const auto& part = module->dlpi_phdr[i];
                if (part.p_type == PT_LOAD)
                    remembered.end =
                        (std::max<std::uintptr_t>)(remembered.end,
                                                   module->dlpi_addr + part.p_vaddr + part.p_memsz);
            }
            return 1;
        },
        nullptr);
#endif
}

void prepare_this_thread() {
    thread_local const signal_stack stack;
}

load_watch::load_watch() {
    if (reports)
        send_record({"loading"});
}

load_watch::~load_watch() {
    if (reports && std::uncaught_exceptions() == 0)
        send_record({"loaded"});
}

void load_watch::failed() const {}
