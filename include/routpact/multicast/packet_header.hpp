#pragma once
// The beginning of a multicast packet.

#include <routpact/abi.hpp>
#include <routpact/detail/multicast/contiguous.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The bytes of a packet's IP header, with its options, and of a part of the data. They are read
/// only, and valid during the callback. Converts to `std::span<const BYTE>`. Source:
/// pmgm_rpf_callback.
struct packet_header : detail::contiguous<const BYTE> {
    using contiguous::contiguous;
};

} // namespace routpact::inline ROUTPACT_ABI
