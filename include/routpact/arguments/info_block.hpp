#pragma once
// Info blocks: configuration in a layout that the protocol defines, with a version, a size and a
// count.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Refers to an info block of the router manager. It is valid during the callback.
class info_block {
public:
    /// Refers to no block.
    ROUTPACT_HIDDEN constexpr info_block() noexcept = default;
    /// Constructs the block from the C arguments; `size` is that of one structure in bytes.
    ROUTPACT_HIDDEN constexpr info_block(const void* data, ULONG version, ULONG size,
                                         ULONG count) noexcept
        : data_{data}, version_{version}, size_{size}, count_{count} {}

    /// Returns a pointer to the first byte; null only if an optional block is absent.
    ROUTPACT_HIDDEN constexpr const void* data() const noexcept { return data_; }
    /// Returns the length of the whole block in bytes.
    ROUTPACT_HIDDEN constexpr ULONG bytes() const noexcept { return size_ * count_; }
    /// Returns the number of structures; 1 according to the pages.
    ROUTPACT_HIDDEN constexpr ULONG count() const noexcept { return count_; }
    /// Returns the version of the layout; the protocol defines the numbers.
    ROUTPACT_HIDDEN constexpr ULONG version() const noexcept { return version_; }

private:
    const void* data_ = nullptr;
    ULONG version_ = 0;
    ULONG size_ = 0;
    ULONG count_ = 0;
};

/// Combines a result that is an info block with the version of its layout. A handler that returns a
/// `Value` alone returns version 1.
template <class Value>
struct versioned {
    Value value;       ///< The content of the block: a T, a sequence of T, or a counted_block.
    ULONG version = 1; ///< Version of the layout; the protocol defines the numbers.
};

} // namespace routpact::inline ROUTPACT_ABI
