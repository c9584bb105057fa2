#pragma once
// The beginning of a multicast packet.

#include <routpact/abi.hpp>
#include <routpact/detail/multicast/contiguous.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Refers to the bytes of a packet's IP header, with its options, and of a part of the data. They
/// are read only, and valid during the callback. Converts to `std::span<const BYTE>`. Source:
/// pmgm_rpf_callback.
struct packet_header : detail::contiguous<const BYTE> {
    /// Refers to `size` bytes that begin at `first`.
    ROUTPACT_HIDDEN constexpr packet_header(const BYTE* first, decltype(sizeof 0) size) noexcept
        : contiguous{first, size} {}
};

} // namespace routpact::inline ROUTPACT_ABI
