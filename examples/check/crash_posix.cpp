#include "crash.hpp"

#include "records.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <execinfo.h>
#include <memory>
#include <unistd.h>

namespace {

std::atomic_flag crashing;

/// The instruction at which a signal came; null where that is not known.
void* instruction(const ucontext_t& context) {
#if defined(__linux__) && defined(__x86_64__)
    return reinterpret_cast<void*>(context.uc_mcontext.gregs[REG_RIP]);
#elif defined(__linux__) && defined(__aarch64__)
    return reinterpret_cast<void*>(context.uc_mcontext.pc);
#else
    (void)context;
    return nullptr;
#endif
}

/// The return address on top of the stack: who called a function that is none.
void* caller(const ucontext_t& context) {
#if defined(__linux__) && defined(__x86_64__)
    return *reinterpret_cast<void**>(context.uc_mcontext.gregs[REG_RSP]);
#else
    (void)context;
    return nullptr;
#endif
}

/// "reading" or "writing", where the processor says so.
const char* access_kind(const ucontext_t& context) {
#if defined(__linux__) && defined(__x86_64__)
    return (context.uc_mcontext.gregs[REG_ERR] & 2) != 0 ? "writing" : "reading";
#else
    (void)context;
    return "accessing";
#endif
}

/// Where an address is: "sessions.so+0x1234 (name+0x12)".
void describe(const void* address, char* text, std::size_t size) {
    Dl_info found{};
    if (dladdr(address, &found) == 0 || !found.dli_fname) {
        std::snprintf(text, size, "%p, in no module", address);
        return;
    }
    const auto offset = [&](const void* from) {
        return static_cast<unsigned long>(static_cast<const char*>(address) -
                                          static_cast<const char*>(from));
    };
    const char* const slash = std::strrchr(found.dli_fname, '/');
    const char* const module = slash ? slash + 1 : found.dli_fname;
    if (found.dli_sname)
        std::snprintf(text, size, "%s+0x%lx (%s+0x%lx)", module, offset(found.dli_fbase),
                      found.dli_sname, offset(found.dli_saddr));
    else
        std::snprintf(text, size, "%s+0x%lx", module, offset(found.dli_fbase));
}

void send_frame(const void* address) {
    char place[512];
    char line[600];
    describe(address, place, sizeof place);
    const int length = std::snprintf(line, sizeof line, "frame\t%s\n", place);
    send_line(line, static_cast<std::size_t>(length));
}

/// Sends the stack from the function at `address` on outwards.
void send_stack(void* address, const ucontext_t& context) {
    void* frames[32];
    const int count = backtrace(frames, 32);
    void** const end = frames + count;
    Dl_info found{};
    if (address && dladdr(address, &found) == 0) { // a call of what is no function
        send_frame(address);
        address = caller(context);
    }
    void** at = address ? std::find(frames, end, address) : frames;
    if (at == end) {
        send_frame(address);
        return;
    }
    for (; at != end; ++at)
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
    while (crashing.test_and_set()) // another thread crashes as well
        pause();
    const auto& context = *static_cast<const ucontext_t*>(more);
    void* const address = instruction(context);
    char place[512];
    char access[64] = "";
    char line[800];
    describe(address, place, sizeof place);
    if (signal == SIGSEGV || signal == SIGBUS)
        std::snprintf(access, sizeof access, ", %s %p", access_kind(context), info->si_addr);
    const bool deliberate = signal == SIGABRT; // the place is then one in the C library
    const int length = std::snprintf(line, sizeof line, "crash\t%s%s%s%s\n", meaning(signal),
                                     deliberate ? "" : " at ", deliberate ? "" : place, access);
    send_line(line, static_cast<std::size_t>(length));
    send_stack(address, context);
    _exit(1);
}

/// A stack for the handler of a thread whose own has overflowed.
class signal_stack {
public:
    signal_stack() {
        stack_t stack{};
        sigaltstack(nullptr, &stack);
        if ((stack.ss_flags & SS_DISABLE) == 0)
            return; // a sanitizer has made one
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
    void* frame[1];
    backtrace(frame, 1); // loads what it needs now rather than in a crash
    struct sigaction action{};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT})
        sigaction(signal, &action, nullptr);
    prepare_this_thread();
}

void prepare_this_thread() {
    thread_local const signal_stack stack;
}
