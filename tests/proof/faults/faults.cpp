#include "faults.hpp"

#include <atomic>
#include <cstdlib>
#include <new>
#include <routpact/result.hpp>
#include <stdexcept>

namespace {

std::atomic<bool> armed = false;
faults::plan chosen{};
std::atomic<unsigned> passed = 0;
std::atomic<unsigned> failed = 0;
std::atomic<bool> late = false;
std::atomic<long> live = 0;

bool fails(faults::source what) noexcept {
    if (!armed || chosen.what != what)
        return false;
    const unsigned number = ++passed;
    const bool now = chosen.others ? number >= chosen.first : number == chosen.first;
    failed += now ? 1 : 0;
    return now;
}

void* count(void* allocated) noexcept {
    live += allocated ? 1 : 0;
    return allocated;
}
void* allocate(std::size_t size) noexcept {
    return fails(faults::source::allocation) ? nullptr : count(std::malloc(size ? size : 1));
}
void* allocate(std::size_t size, std::align_val_t alignment) noexcept {
    if (fails(faults::source::allocation))
        return nullptr;
    const auto bytes = static_cast<std::size_t>(alignment);
#if defined(_WIN32)
    return count(_aligned_malloc(size, bytes));
#else
    return count(std::aligned_alloc(bytes, (size + bytes - 1) / bytes * bytes));
#endif
}
void release(void* memory) noexcept {
    live -= memory ? 1 : 0;
    std::free(memory);
}
void release(void* memory, std::align_val_t) noexcept {
    live -= memory ? 1 : 0;
#if defined(_WIN32)
    _aligned_free(memory);
#else
    std::free(memory);
#endif
}

// Without exceptions, a throwing operator new cannot report a failure: it never fails here.
template <class... A>
void* allocate_or_throw(A... arguments) {
#ifdef __cpp_exceptions
    if (void* const memory = allocate(arguments...))
        return memory;
    throw std::bad_alloc{};
#else
    const bool before = armed.exchange(false);
    void* const memory = allocate(arguments...);
    armed = before;
    return memory ? memory : (std::abort(), nullptr);
#endif
}

#ifdef __cpp_exceptions
struct cannot_be_copied {
    cannot_be_copied() = default;
    cannot_be_copied(const cannot_be_copied&) { throw 7; }
};

[[noreturn]] void throw_kind(unsigned kind) {
    switch (kind) {
    case 0:
        throw std::runtime_error{"on purpose"};
    case 1:
        throw 7;
    case 2:
        throw std::bad_alloc{};
    case 3:
        throw routpact::error{routpact::code::access_denied};
    case 4:
        throw routpact::error{routpact::code::no_error};
    default:
        const cannot_be_copied thrown;
        throw thrown;
    }
}
#endif

void maybe_throw(bool is_late) {
#ifdef __cpp_exceptions
    if (!fails(faults::source::author))
        return;
    if (is_late)
        late = true;
    throw_kind(chosen.kind);
#else
    static_cast<void>(is_late);
#endif
}

} // namespace

namespace faults {

void arm(const plan& which) noexcept {
    chosen = which;
    passed = failed = 0;
    late = false;
    armed = true;
}
unsigned disarm() noexcept {
    armed = false;
    return failed;
}
void point() {
    maybe_throw(false);
}
void late_point() {
    maybe_throw(true);
}
bool was_late() noexcept {
    return late;
}
long live_blocks() noexcept {
    return live;
}

} // namespace faults

void* operator new(std::size_t size) {
    return allocate_or_throw(size);
}
void* operator new[](std::size_t size) {
    return allocate_or_throw(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return allocate_or_throw(size, alignment);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return allocate(size);
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return allocate(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return allocate(size, alignment);
}
void operator delete(void* memory) noexcept {
    release(memory);
}
void operator delete[](void* memory) noexcept {
    release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    release(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    release(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    release(memory);
}
void operator delete(void* memory, std::align_val_t alignment) noexcept {
    release(memory, alignment);
}
void operator delete[](void* memory, std::align_val_t alignment) noexcept {
    release(memory, alignment);
}
void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept {
    release(memory, alignment);
}
void operator delete[](void* memory, std::size_t, std::align_val_t alignment) noexcept {
    release(memory, alignment);
}
void operator delete(void* memory, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    release(memory, alignment);
}
void operator delete[](void* memory, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    release(memory, alignment);
}
