// operator new and delete.
#include <malloc.h>
#include <new>
#include <stdlib.h>

const std::nothrow_t std::nothrow{};

namespace {

void* allocate(size_t size) noexcept {
    return malloc(size ? size : 1);
}
void* allocate(size_t size, std::align_val_t alignment) noexcept {
    return _aligned_malloc(size ? size : 1, static_cast<size_t>(alignment));
}
void* not_null(void* memory) {
    return memory ? memory : throw std::bad_alloc{};
}

} // namespace

// Weak, because a program may replace some of them.
// clang-format off
[[gnu::weak]] void* operator new(size_t n) { return not_null(allocate(n)); }
[[gnu::weak]] void* operator new(size_t n, const std::nothrow_t&) noexcept { return allocate(n); }
[[gnu::weak]] void* operator new(size_t n, std::align_val_t a) { return not_null(allocate(n, a)); }
[[gnu::weak]] void* operator new(size_t n, std::align_val_t a, const std::nothrow_t&) noexcept { return allocate(n, a); }
[[gnu::weak]] void* operator new[](size_t n) { return operator new(n); }
[[gnu::weak]] void* operator new[](size_t n, const std::nothrow_t& t) noexcept { return operator new(n, t); }
[[gnu::weak]] void* operator new[](size_t n, std::align_val_t a) { return operator new(n, a); }
[[gnu::weak]] void* operator new[](size_t n, std::align_val_t a, const std::nothrow_t& t) noexcept { return operator new(n, a, t); }
[[gnu::weak]] void operator delete(void* p) noexcept { free(p); }
[[gnu::weak]] void operator delete(void* p, size_t) noexcept { operator delete(p); }
[[gnu::weak]] void operator delete(void* p, const std::nothrow_t&) noexcept { operator delete(p); }
[[gnu::weak]] void operator delete(void* p, std::align_val_t) noexcept { _aligned_free(p); }
[[gnu::weak]] void operator delete(void* p, size_t, std::align_val_t a) noexcept { operator delete(p, a); }
[[gnu::weak]] void operator delete(void* p, std::align_val_t a, const std::nothrow_t&) noexcept { operator delete(p, a); }
[[gnu::weak]] void operator delete[](void* p) noexcept { operator delete(p); }
[[gnu::weak]] void operator delete[](void* p, size_t) noexcept { operator delete(p); }
[[gnu::weak]] void operator delete[](void* p, const std::nothrow_t&) noexcept { operator delete(p); }
[[gnu::weak]] void operator delete[](void* p, std::align_val_t a) noexcept { operator delete(p, a); }
[[gnu::weak]] void operator delete[](void* p, size_t, std::align_val_t a) noexcept { operator delete(p, a); }
[[gnu::weak]] void operator delete[](void* p, std::align_val_t a, const std::nothrow_t&) noexcept { operator delete(p, a); }
// clang-format on
