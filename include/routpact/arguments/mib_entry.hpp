#pragma once
// MIB entries: data that management reads and changes, in a layout that the protocol defines.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Refers to a MIB entry of the router manager. It is valid during the callback.
struct mib_entry {
    const void* data; ///< The first byte; never null.
    ULONG size;       ///< Size in bytes.
};

} // namespace routpact::inline ROUTPACT_ABI
