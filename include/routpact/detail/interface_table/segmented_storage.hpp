#pragma once
// An array that grows in segments, each twice as long as the one before, so that its objects never
// move. A storage index names one element: a segment, and a position in it.

#include <cstddef>
#include <cstdint>
#include <new>
#include <routpact/detail/concurrency/process_exit.hpp>
#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Names an element of a segmented_storage: the segment, from 1, in the lowest bits, and the
/// position in the segment above them. 0 names no element.
using storage_index = std::uint32_t;

inline constexpr unsigned segment_bits = 5;
inline constexpr storage_index first_storage_index = 1;
inline constexpr storage_index highest_storage_index = 0x3FFFFFFF;

/// Returns the segment of an element.
ROUTPACT_HIDDEN constexpr unsigned segment_of(storage_index index) noexcept {
    return index & ((1u << segment_bits) - 1);
}
/// Returns the position of an element in its segment.
ROUTPACT_HIDDEN constexpr std::size_t position_of(storage_index index) noexcept {
    return index >> segment_bits;
}
/// Returns how many elements of `bytes` bytes the first segment should have: 16, or as many as fit
/// into 16 KB, so that a table of a few large interfaces stays small.
ROUTPACT_HIDDEN constexpr std::size_t first_segment_size(std::size_t bytes) noexcept {
    std::size_t size = 16;
    while (size > 1 && size * bytes > 16384)
        size /= 2;
    return size;
}

#ifdef _MSC_VER
#pragma warning(push)
#pragma warning(disable : 4324) // alignas adds padding, which is intended
#endif
/// Uninitialised storage for objects of type `T`, each aligned to `Alignment` bytes or more. The
/// first segment has `First` elements. The user of the storage constructs and destroys the objects.
/// Precondition of every member function: no other thread calls one at the same time.
template <class T, std::size_t Alignment = alignof(T), std::size_t First = 16>
class ROUTPACT_HIDDEN segmented_storage {
public:
    constexpr segmented_storage() noexcept = default;
    segmented_storage(const segmented_storage&) = delete;
    segmented_storage& operator=(const segmented_storage&) = delete;
    ~segmented_storage() {
        if (process_exit::begun())
            return;
        for (cell* const each : segments_)
            ::operator delete(each, alignment);
    }

    /// Returns the number of elements of a segment.
    static constexpr std::size_t size(unsigned segment) noexcept { return First << (segment - 1); }
    /// Returns the storage index that follows `index`.
    static constexpr storage_index after(storage_index index) noexcept {
        const bool last = position_of(index) + 1 == size(segment_of(index));
        return last ? segment_of(index) + 1 : index + (1u << segment_bits);
    }
    /// Returns the address of an element. Precondition: reserve() has returned true for it.
    T* at(storage_index index) const noexcept {
        return reinterpret_cast<T*>(segments_[segment_of(index)] + position_of(index));
    }
    /// Returns the storage index of the element at `address`; 0 if there is none.
    storage_index index_of(const void* address) const noexcept {
        storage_index segment = 0;
        for (const cell* const first : segments_) {
            const std::size_t offset =
                reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(first);
            if (first && offset / sizeof(cell) < size(segment))
                return static_cast<storage_index>(offset / sizeof(cell)) << segment_bits | segment;
            ++segment;
        }
        return 0;
    }
    /// Allocates the segment of an element, if it is not allocated yet; returns false if there is
    /// no memory for it.
    [[nodiscard]] bool reserve(storage_index index) noexcept {
        cell*& segment = segments_[segment_of(index)];
        const std::size_t count = size(segment_of(index));
        if (!segment && count <= static_cast<std::size_t>(-1) / sizeof(cell))
            segment =
                static_cast<cell*>(::operator new(count * sizeof(cell), alignment, std::nothrow));
        return segment;
    }

private:
    struct alignas(Alignment > alignof(T) ? Alignment : alignof(T)) cell {
        unsigned char bytes[sizeof(T)];
    };
    static constexpr std::align_val_t alignment{alignof(cell)};

    cell* segments_[1u << segment_bits] = {};
};
#ifdef _MSC_VER
#pragma warning(pop)
#endif

} // namespace routpact::inline ROUTPACT_ABI::detail
