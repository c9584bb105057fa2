#pragma once
// Info blocks: configuration in a layout that the protocol defines, with a version, a size and a
// count.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Refers to an info block of the router manager. It is valid during the callback.
struct info_block {
    const void* data; ///< The first byte; null only if an optional block is absent.
    ULONG version;    ///< Version of the layout; the protocol defines the numbers.
    ULONG size;       ///< Size of one structure in bytes.
    ULONG count;      ///< The number of structures; 1 according to the pages.

    /// Returns the length in bytes.
    ROUTPACT_HIDDEN ULONG bytes() const noexcept { return size * count; }
};

/// Combines a result that is an info block with the version of its layout. A handler that returns a
/// `Value` alone returns version 1.
template <class Value>
struct versioned {
    Value value;       ///< The content of the block: a T or a sequence of T.
    ULONG version = 1; ///< Version of the layout; the protocol defines the numbers.
};

} // namespace routpact::inline ROUTPACT_ABI
