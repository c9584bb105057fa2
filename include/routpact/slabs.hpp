#pragma once
// Handle -> storage: an array that grows in pieces, each twice as long as the one before, so that
// what is in it never moves.

#include <cstddef>
#include <cstdint>
#include <new>

namespace routpact {

/// Where something is in slabs: a position, and below it the slab, from 1. 0: nowhere.
using slab_handle = std::uint32_t;

/// What every slabs<T> has in common.
namespace slab {
inline constexpr unsigned bits = 5;
inline constexpr slab_handle first_handle = 1;
inline constexpr slab_handle highest_handle = 0x3FFFFFFF;
constexpr unsigned of(slab_handle handle) noexcept {
    return handle & ((1u << bits) - 1);
}
constexpr std::size_t position(slab_handle handle) noexcept {
    return handle >> bits;
}
constexpr std::size_t size(unsigned slab) noexcept {
    return std::size_t{8} << slab;
}
/// The handle behind another.
constexpr slab_handle after(slab_handle handle) noexcept {
    const bool last = position(handle) + 1 == size(of(handle));
    return last ? of(handle) + 1 : handle + (1u << bits);
}
} // namespace slab

/// Storage for objects of type `T` by their handles, each aligned to `Alignment` bytes or more.
/// Every member function is called by one thread at a time. What is made in the storage is its
/// user's to end.
template <class T, std::size_t Alignment = alignof(T)>
class slabs {
public:
    constexpr slabs() noexcept = default;
    slabs(const slabs&) = delete;
    slabs& operator=(const slabs&) = delete;
    ~slabs() {
        for (cell* const each : slabs_)
            ::operator delete(each, alignment);
    }

    /// Where the object with this handle is, or is to be made.
    T* at(slab_handle handle) const noexcept {
        return reinterpret_cast<T*>(slabs_[slab::of(handle)] + slab::position(handle));
    }
    /// Makes sure of storage for this handle, and all before it had it; false if there is no
    /// memory.
    [[nodiscard]] bool reach(slab_handle handle) noexcept {
        cell*& slab = slabs_[slab::of(handle)];
        const std::size_t size = slab::size(slab::of(handle));
        if (!slab && size <= static_cast<std::size_t>(-1) / sizeof(cell))
            slab = static_cast<cell*>(::operator new(size * sizeof(cell), alignment, std::nothrow));
        return slab;
    }

private:
    struct alignas(Alignment > alignof(T) ? Alignment : alignof(T)) cell {
        unsigned char bytes[sizeof(T)];
    };
    static constexpr std::align_val_t alignment{alignof(cell)};

    cell* slabs_[1u << slab::bits] = {};
};

} // namespace routpact
