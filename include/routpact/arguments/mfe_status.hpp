#pragma once
// The result of GetMfeStatus.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The status of a multicast forwarding entry, as a protocol may report it. If several apply,
/// report the highest. Source: pget_mfe_status.
enum class mfe_status : BYTE {
    no_error = MFE_NO_ERROR,
    reached_core = MFE_REACHED_CORE,
    pruned_upstream = MFE_PRUNED_UPSTREAM, ///< Only for the owner of the incoming interface.
    oif_pruned = MFE_OIF_PRUNED,           ///< Only for the owner of the outgoing interface.
    old_router = MFE_OLD_ROUTER,           ///< Only for the owner of the incoming interface.
};

} // namespace routpact::inline ROUTPACT_ABI
