#pragma once
// The question and the answer of an RPF check: on which interface are packets of a source expected?

#include <routpact/arguments/ipv4_address.hpp>
#include <routpact/multicast/packet_header.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Describes the way on which packets of a source are expected to arrive.
///
/// A handler that returns a path replaces that of the routing table; one that returns nothing, or
/// an empty optional, accepts it. Source: pmgm_rpf_callback.
struct rpf_path {
    ULONG interface_index;   ///< The incoming interface.
    ipv4_address next_hop{}; ///< The next hop, on a point-to-multipoint interface; or zero.
    ipv4_address upstream_neighbor{}; ///< The neighbor towards the source, for information.
};

/// Combines the packet that caused an RPF check and the path that the routing table expects. It is
/// valid during the callback. Source: pmgm_rpf_callback.
struct rpf_query {
    rpf_path expected;    ///< The path according to the multicast view of the routing table.
    packet_header packet; ///< The beginning of the packet.
    /// The route to the source, an RTM_DEST_INFO, unchecked. The handler may write the route that
    /// it used to this memory.
    PBYTE route;
};

} // namespace routpact::inline ROUTPACT_ABI
