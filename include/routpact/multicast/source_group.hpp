#pragma once
// The sources and groups that a callback of the multicast group manager concerns.

#include <routpact/arguments/ipv4_address.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Names a source and a group of multicast data. Zero stands for all sources, or for all groups;
/// its mask is zero then. The pages say that the present multicast group manager passes no other
/// ranges. Source: pmgm_join_alert_callback.
struct source_group {
    ipv4_address source;      ///< The address of the source; zero: all sources.
    ipv4_address source_mask; ///< The subnet mask of the source.
    ipv4_address group;       ///< The address of the group; zero: all groups.
    ipv4_address group_mask;  ///< The subnet mask of the group.

    /// Tells whether all sources are meant.
    ROUTPACT_HIDDEN constexpr bool any_source() const noexcept { return source == ipv4_address{}; }
    /// Tells whether all groups are meant.
    ROUTPACT_HIDDEN constexpr bool any_group() const noexcept { return group == ipv4_address{}; }
};

} // namespace routpact::inline ROUTPACT_ABI
