#pragma once
// An info block as bytes.

#include <routpact/abi.hpp>
#include <vector>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Holds the bytes of an info block. The protocol defines their layout.
struct info_bytes {
    std::vector<unsigned char> bytes{}; ///< `StructureSize` bytes; `StructureCount` is 1.
    ULONG version = 1;                  ///< The StructureVersion.
};

} // namespace routpact::inline ROUTPACT_ABI::testing
