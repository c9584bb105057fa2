#pragma once
// A vector of the checker. It does not call operator new and delete, which record the memory of the
// program.

#include <cstdlib>
#include <vector>

namespace model {

template <class T>
struct own_allocator {
    using value_type = T;
    own_allocator() noexcept = default;
    template <class U>
    own_allocator(const own_allocator<U>&) noexcept {}
    T* allocate(std::size_t count) {
        void* const memory = std::malloc(count * sizeof(T));
        if (!memory)
            std::abort();
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t) noexcept { std::free(memory); }
    template <class U>
    bool operator==(const own_allocator<U>&) const noexcept {
        return true;
    }
};
template <class T>
using own_vector = std::vector<T, own_allocator<T>>;

} // namespace model
