// Forwards the calls of the program to the checker.

#include "hooks.hpp"
#include "engine.hpp"
#include <new>

namespace model::hooks {
namespace {
constexpr std::size_t usual = alignof(std::max_align_t);
} // namespace
#define MODEL_CALLER __builtin_return_address(0)

void construct(cell at) noexcept {
    the().atomics.construct(at, MODEL_CALLER);
}
word load(cell at, order o) noexcept {
    return the().atomics.load(at, o, MODEL_CALLER);
}
void store(cell at, word value, order o) noexcept {
    the().atomics.store(at, value, o, MODEL_CALLER);
}
word modify(cell at, change how, word operand, order o) noexcept {
    return the().atomics.modify(at, how, operand, o, MODEL_CALLER);
}
bool compare_exchange(cell at, word& expected, word desired, order success, order failure,
                      bool weak) noexcept {
    return the().atomics.compare_exchange(at, expected, desired, success, failure, weak,
                                          MODEL_CALLER);
}
void fence(order o) noexcept {
    the().atomics.fence(o, MODEL_CALLER);
}
void light() noexcept {
    the().atomics.light(MODEL_CALLER);
}
void heavy() noexcept {
    the().atomics.heavy(MODEL_CALLER);
}
void lock(unsigned& monitor) noexcept {
    the().lock(monitor, MODEL_CALLER);
}
void unlock(unsigned& monitor) noexcept {
    the().unlock(monitor, MODEL_CALLER);
}
void wait(unsigned& monitor) noexcept {
    the().wait(monitor, MODEL_CALLER);
}
void notify_all(unsigned& monitor) noexcept {
    the().notify_all(monitor, MODEL_CALLER);
}
void pause() noexcept {
    the().note({.what = action::pause, .code = MODEL_CALLER});
    the().point(true);
}
std::uintptr_t this_thread() noexcept {
    return the().running().as.id;
}
unsigned thread_number() noexcept {
    return the().running().as.number;
}
bool has_ended(unsigned number) noexcept {
    return the().has_ended(number);
}
void* thread_pointer() noexcept {
    return the().running().as.pointer;
}
bool set_thread_pointer(void* value) noexcept {
    if (!value && (the().without_room || the().choices.without_room()))
        return false;
    the().running().as.pointer = value;
    return true;
}

} // namespace model::hooks

void* operator new(std::size_t size) {
    return model::the().allocate(size, model::hooks::usual, MODEL_CALLER);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return model::the().allocate(size, model::hooks::usual, MODEL_CALLER);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return model::the().allocate(size, static_cast<std::size_t>(alignment), MODEL_CALLER);
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return model::the().allocate(size, static_cast<std::size_t>(alignment), MODEL_CALLER);
}
void operator delete(void* memory) noexcept {
    model::the().release(memory, MODEL_CALLER);
}
void operator delete(void* memory, std::size_t) noexcept {
    model::the().release(memory, MODEL_CALLER);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    model::the().release(memory, MODEL_CALLER);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    model::the().release(memory, MODEL_CALLER);
}
