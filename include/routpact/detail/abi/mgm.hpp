#pragma once
// The types of mgm.h: on Windows the platform's header, on other systems declarations of the same
// names, of those that a client of the multicast group manager needs.
//
// Like the header, no pointer type here names a calling convention. The pages name none either.
// See routpact/mgm.hpp for what that means on 32-bit x86.
//
// Every type has a page in Microsoft's mgm reference. The name of the page has the type in lower
// case: nc-mgm-pmgm_rpf_callback, ns-mgm-mgm_if_entry. The header of mingw-w64 has the same types
// as Microsoft's.

#ifndef ROUTPACT_ABI_MIRROR // see base_types.hpp
#include <routpact/detail/abi/platform.hpp>
#endif

#if defined(_WIN32) && !defined(ROUTPACT_ABI_MIRROR) && __has_include(<mgm.h>)

// mgm.h needs the name from iprtrmib.h, which cannot always be included: platform.hpp says why.
struct _MIB_IPMCAST_MFE;
using PMIB_IPMCAST_MFE = _MIB_IPMCAST_MFE*;
extern "C" { // neither Microsoft's header nor that of mingw-w64 says so itself
#include <mgm.h>
}

#else

#ifndef ERROR_ALREADY_EXISTS
/// The code of a registration whose ids are taken, or of an interface that has an owner.
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_ALREADY_EXISTS = 183;
#endif

/// An interface on which multicast data leaves. Source: mgm_if_entry.
struct MGM_IF_ENTRY {
    DWORD dwIfIndex;
    DWORD dwIfNextHopAddr;
    BOOL bIGMP;
    BOOL bIsEnabled;
};
using PMGM_IF_ENTRY = MGM_IF_ENTRY*; ///< A pointer to one.

/// Asks on which interface packets of a source are expected.
using PMGM_RPF_CALLBACK = DWORD (*)(DWORD dwSourceAddr, DWORD dwSourceMask, DWORD dwGroupAddr,
                                    DWORD dwGroupMask, PDWORD pdwInIfIndex,
                                    PDWORD pdwInIfNextHopAddr, PDWORD pdwUpStreamNbr,
                                    DWORD dwHdrSize, PBYTE pbPacketHdr, PBYTE pbRoute);
/// Asks on which interfaces packets of a new source or group are forwarded.
using PMGM_CREATION_ALERT_CALLBACK = DWORD (*)(DWORD dwSourceAddr, DWORD dwSourceMask,
                                               DWORD dwGroupAddr, DWORD dwGroupMask,
                                               DWORD dwInIfIndex, DWORD dwInIfNextHopAddr,
                                               DWORD dwIfCount, PMGM_IF_ENTRY pmieOutIfList);
/// Reports that interfaces of other protocols have no more receivers.
using PMGM_PRUNE_ALERT_CALLBACK = DWORD (*)(DWORD dwSourceAddr, DWORD dwSourceMask,
                                            DWORD dwGroupAddr, DWORD dwGroupMask, DWORD dwIfIndex,
                                            DWORD dwIfNextHopAddr, BOOL bMemberDelete,
                                            PDWORD pdwTimeout);
/// Reports that interfaces of other protocols have new receivers.
using PMGM_JOIN_ALERT_CALLBACK = DWORD (*)(DWORD dwSourceAddr, DWORD dwSourceMask,
                                           DWORD dwGroupAddr, DWORD dwGroupMask,
                                           BOOL bMemberUpdate);
/// Reports a packet that arrived on the wrong interface. Not available, says its page.
using PMGM_WRONG_IF_CALLBACK = DWORD (*)(DWORD dwSourceAddr, DWORD dwGroupAddr, DWORD dwIfIndex,
                                         DWORD dwIfNextHopAddr, DWORD dwHdrSize, PBYTE pbPacketHdr);
/// Reports that IGMP has new receivers on an interface of the protocol.
using PMGM_LOCAL_JOIN_CALLBACK = DWORD (*)(DWORD dwSourceAddr, DWORD dwSourceMask,
                                           DWORD dwGroupAddr, DWORD dwGroupMask, DWORD dwIfIndex,
                                           DWORD dwIfNextHopAddr);
/// Reports that IGMP has no more receivers on an interface of the protocol.
using PMGM_LOCAL_LEAVE_CALLBACK = DWORD (*)(DWORD dwSourceAddr, DWORD dwSourceMask,
                                            DWORD dwGroupAddr, DWORD dwGroupMask, DWORD dwIfIndex,
                                            DWORD dwIfNextHopAddr);
/// Tells IGMP that the owner of an interface changes.
using PMGM_DISABLE_IGMP_CALLBACK = DWORD (*)(DWORD dwIfIndex, DWORD dwIfNextHopAddr);
/// Tells IGMP that the owner of an interface has changed.
using PMGM_ENABLE_IGMP_CALLBACK = DWORD (*)(DWORD dwIfIndex, DWORD dwIfNextHopAddr);

/// The callbacks of a client. Source: routing_protocol_config.
struct ROUTING_PROTOCOL_CONFIG {
    DWORD dwCallbackFlags; ///< Reserved.
    PMGM_RPF_CALLBACK pfnRpfCallback;
    PMGM_CREATION_ALERT_CALLBACK pfnCreationAlertCallback;
    PMGM_PRUNE_ALERT_CALLBACK pfnPruneAlertCallback;
    PMGM_JOIN_ALERT_CALLBACK pfnJoinAlertCallback;
    PMGM_WRONG_IF_CALLBACK pfnWrongIfCallback;
    PMGM_LOCAL_JOIN_CALLBACK pfnLocalJoinCallback;
    PMGM_LOCAL_LEAVE_CALLBACK pfnLocalLeaveCallback;
    PMGM_DISABLE_IGMP_CALLBACK pfnDisableIgmpCallback;
    PMGM_ENABLE_IGMP_CALLBACK pfnEnableIgmpCallback;
};
using PROUTING_PROTOCOL_CONFIG = ROUTING_PROTOCOL_CONFIG*; ///< A pointer to one.

#endif
