#pragma once
// The result of a prune alert.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Sets the time that a multicast forwarding entry (MFE) remains in the cache. A handler that
/// returns nothing, or an empty optional, leaves the default of 900 seconds. Source:
/// pmgm_prune_alert_callback.
struct mfe_timeout {
    DWORD seconds; ///< The time in seconds.
};

} // namespace routpact::inline ROUTPACT_ABI
