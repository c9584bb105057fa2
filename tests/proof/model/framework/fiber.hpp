#pragma once
// Fibers: a stack for each thread of the model, and a switch between them that takes a few
// nanoseconds on the processors that have it in assembly.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#if !defined(__x86_64__)
#include <ucontext.h>
#endif

namespace model {

#if defined(__x86_64__)
extern "C" void model_switch_stack(void** from, void* to) noexcept;
#endif

/// A stack with the point at which its execution continues.
class fiber {
public:
    static constexpr std::size_t stack_size = std::size_t{256} << 10;

    /// The initial stack of the program.
    fiber() noexcept = default;
    fiber(const fiber&) = delete;
    fiber& operator=(const fiber&) = delete;

    /// Prepares a stack that begins with a call of `entry`. `entry` must not return.
    void prepare(void (*entry)() noexcept) noexcept {
        if (!stack_)
            stack_ = static_cast<unsigned char*>(std::aligned_alloc(64, stack_size));
#if defined(__x86_64__)
        // A different offset in every stack, or all stacks would compete for the same cache sets.
        const auto page = reinterpret_cast<std::uintptr_t>(stack_) >> 12;
        void** top = reinterpret_cast<void**>(stack_ + stack_size - page % 16 * 256);
        *--top = nullptr; // unwinding ends here
        *--top = reinterpret_cast<void*>(entry);
        for (int saved = 0; saved < 6; ++saved)
            *--top = nullptr;
        at_ = top;
#else
        getcontext(&at_);
        at_.uc_stack.ss_sp = stack_;
        at_.uc_stack.ss_size = stack_size;
        makecontext(&at_, reinterpret_cast<void (*)()>(entry), 0);
#endif
    }
    /// Switches to `to`; returns when another fiber switches back.
    void go_to(fiber& to) noexcept {
#if defined(__x86_64__)
        model_switch_stack(&at_, to.at_);
#else
        swapcontext(&at_, &to.at_);
#endif
    }
    /// Returns whether an address is on this stack.
    bool has(const void* what) const noexcept {
        const auto begin = reinterpret_cast<std::uintptr_t>(stack_);
        return stack_ && reinterpret_cast<std::uintptr_t>(what) - begin < stack_size;
    }

private:
    unsigned char* stack_ = nullptr; // never freed: the process ends with its last use
#if defined(__x86_64__)
    void* at_ = nullptr;
#else
    ucontext_t at_;
#endif
};

} // namespace model
