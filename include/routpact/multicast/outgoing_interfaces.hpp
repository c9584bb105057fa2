#pragma once
// The interfaces on which a protocol forwards the packets of a source.

#include <routpact/detail/multicast/contiguous.hpp>
#include <routpact/mgm.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Refers to the interfaces of the protocol on which packets of a new source or group are to be
/// forwarded. Set `bIsEnabled` of an entry to FALSE to prevent that; change no other member. The
/// entries are valid during the callback. Converts to `std::span<MGM_IF_ENTRY>`. Source:
/// pmgm_creation_alert_callback.
struct outgoing_interfaces : detail::contiguous<MGM_IF_ENTRY> {
    /// Refers to `size` entries that begin at `first`.
    ROUTPACT_HIDDEN constexpr outgoing_interfaces(MGM_IF_ENTRY* first,
                                                  decltype(sizeof 0) size) noexcept
        : contiguous{first, size} {}
};

} // namespace routpact::inline ROUTPACT_ABI
