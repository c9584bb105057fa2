#pragma once
// The MPR60 additions to routprot.h, for platform headers without them. The reference does not
// describe them; the declarations follow Microsoft's current header. The larger structures repeat
// the MPR50 members, as in that header: a base class would move the members that follow its
// padding.

#ifndef ROUTPACT_ABI_MIRROR // see base_types.hpp
#include <routpact/detail/abi/platform.hpp>
#endif
#include <routpact/version.hpp>

#ifndef RF_ROUTINGV6

/// Functionality flag of the IPv6 router manager: the protocol uses the IPv6 routing table.
ROUTPACT_HIDDEN inline constexpr DWORD RF_ROUTINGV6 = 0x02;

/// An IPv6 address of an interface.
struct IPV6_LOCAL_BINDING {
    IN6_ADDR Address;
    DWORD PrefixLength;
};
using PIPV6_LOCAL_BINDING = IPV6_LOCAL_BINDING*; ///< A pointer to one.

/// The IPv6 addresses of an interface.
struct IPV6_ADAPTER_BINDING_INFO {
    ULONG AddressCount;
    IN6_ADDR RemoteAddress;
    ULONG Mtu;
    alignas(8) ULONGLONG Speed; // 32-bit Linux would align it to 4
    __extension__ IPV6_LOCAL_BINDING Address[0];
};
using PIPV6_ADAPTER_BINDING_INFO = IPV6_ADAPTER_BINDING_INFO*; ///< A pointer to one.

/// Returns the size in bytes of an IPV6_ADAPTER_BINDING_INFO with `count` addresses.
ROUTPACT_HIDDEN constexpr decltype(sizeof 0)
SIZEOF_IPV6_BINDING(decltype(sizeof 0) count) noexcept {
    return sizeof(IPV6_ADAPTER_BINDING_INFO) + count * sizeof(IPV6_LOCAL_BINDING);
}

/// The support functions of an MPR60 router manager.
struct SUPPORT_FUNCTIONS_60 {
    __extension__ union {
        alignas(8) ULONGLONG _Align8;
        struct {
            DWORD dwVersion;
            DWORD dwReserved;
        };
    };
    DWORD(WINAPI* DemandDialRequest)(DWORD ProtocolId, DWORD InterfaceIndex);
    DWORD(WINAPI* SetInterfaceReceiveType)
    (DWORD ProtocolId, DWORD InterfaceIndex, DWORD InterfaceReceiveType, BOOL bActivate);
    DWORD(WINAPI* ValidateRoute)(DWORD ProtocolId, PVOID RouteInfo, PVOID DestAddress);
    DWORD(WINAPI* MIBEntryCreate)(DWORD dwRoutingPid, DWORD dwEntrySize, LPVOID lpEntry);
    DWORD(WINAPI* MIBEntryDelete)(DWORD dwRoutingPid, DWORD dwEntrySize, LPVOID lpEntry);
    DWORD(WINAPI* MIBEntrySet)(DWORD dwRoutingPid, DWORD dwEntrySize, LPVOID lpEntry);
    DWORD(WINAPI* MIBEntryGet)
    (DWORD dwRoutingPid, DWORD dwInEntrySize, LPVOID lpInEntry, LPDWORD lpOutEntrySize,
     LPVOID lpOutEntry);
    DWORD(WINAPI* MIBEntryGetFirst)
    (DWORD dwRoutingPid, DWORD dwInEntrySize, LPVOID lpInEntry, LPDWORD lpOutEntrySize,
     LPVOID lpOutEntry);
    DWORD(WINAPI* MIBEntryGetNext)
    (DWORD dwRoutingPid, DWORD dwInEntrySize, LPVOID lpInEntry, LPDWORD lpOutEntrySize,
     LPVOID lpOutEntry);
    DWORD(WINAPI* GetRouterId)(VOID);
    BOOL(WINAPI* HasMulticastBoundary)(DWORD dwIfIndex, DWORD dwGroupAddress);
    DWORD(WINAPI* ValidateRouteEx)
    (DWORD dwProtocolId, DWORD dwSubProtocolId, DWORD dwTransportId, PVOID pRouteInfo,
     GUID* pRoutingDomainId, PVOID pDestAddress);
    DWORD(WINAPI* GetRoutingDomainInfo)
    (GUID* pRoutingDomainId, DWORD dwRevision, DWORD dwBufSize, PVOID pRoutingDomainInfo);
    DWORD(WINAPI* GetInterfaceInformation)
    (DWORD dwInterfaceIndex, DWORD dwTransportId, DWORD dwRevision, DWORD dwBufSize,
     PVOID pInterfaceInfo);
};

/// Requests an action of the protocol.
using PPROTOCOL_ACTION = DWORD(WINAPI*)(DWORD ActionType, PVOID ActionInfo, DWORD ActionSize);
/// Reads statistics into memory that the protocol allocates.
using PGET_PROTOCOL_STATISTICS = DWORD(WINAPI*)(DWORD InEntryType, PVOID InEntry, DWORD InEntrySize,
                                                DWORD OutEntryType, PVOID* OutEntry,
                                                PDWORD OutEntrySize);
/// Reads the global configuration of a routing domain.
using PGET_ROUTING_DOMAIN_GLOBAL_INFO = DWORD(WINAPI*)(GUID* pRoutingDomainId, PVOID GlobalInfo,
                                                       PULONG BufferSize, PULONG StructureVersion,
                                                       PULONG StructureSize, PULONG StructureCount);
/// Replaces the global configuration of a routing domain.
using PSET_ROUTING_DOMAIN_GLOBAL_INFO = DWORD(WINAPI*)(GUID* pRoutingDomainId, PVOID GlobalInfo,
                                                       ULONG StructureVersion, ULONG StructureSize,
                                                       ULONG StructureCount);
/// Releases memory that the protocol allocated.
using PPROTOCOL_BUFFER_FREE = VOID(WINAPI*)(PVOID Ptr);

/// The callbacks of a protocol for an MPR60 router manager. Source: mpr60_routing_characteristics.
struct MPR60_ROUTING_CHARACTERISTICS {
    DWORD dwVersion;
    DWORD dwProtocolId;
    DWORD fSupportedFunctionality;
    PSTART_PROTOCOL pfnStartProtocol;
    PSTART_COMPLETE pfnStartComplete;
    PSTOP_PROTOCOL pfnStopProtocol;
    PGET_GLOBAL_INFO pfnGetGlobalInfo;
    PSET_GLOBAL_INFO pfnSetGlobalInfo;
    PQUERY_POWER pfnQueryPower;
    PSET_POWER pfnSetPower;
    PADD_INTERFACE pfnAddInterface;
    PDELETE_INTERFACE pfnDeleteInterface;
    PINTERFACE_STATUS pfnInterfaceStatus;
    PGET_INTERFACE_INFO pfnGetInterfaceInfo;
    PSET_INTERFACE_INFO pfnSetInterfaceInfo;
    PGET_EVENT_MESSAGE pfnGetEventMessage;
    PDO_UPDATE_ROUTES pfnUpdateRoutes;
    PCONNECT_CLIENT pfnConnectClient;
    PDISCONNECT_CLIENT pfnDisconnectClient;
    PGET_NEIGHBORS pfnGetNeighbors;
    PGET_MFE_STATUS pfnGetMfeStatus;
    PMIB_CREATE pfnMibCreateEntry;
    PMIB_DELETE pfnMibDeleteEntry;
    PMIB_GET pfnMibGetEntry;
    PMIB_SET pfnMibSetEntry;
    PMIB_GET_FIRST pfnMibGetFirstEntry;
    PMIB_GET_NEXT pfnMibGetNextEntry;
    PMIB_SET_TRAP_INFO pfnMibSetTrapInfo;
    PMIB_GET_TRAP_INFO pfnMibGetTrapInfo;
    PPROTOCOL_ACTION pfnProtocolAction;
    PGET_PROTOCOL_STATISTICS pfnGetStatistics;
    PGET_ROUTING_DOMAIN_GLOBAL_INFO pfnGetRoutingDomainGlobalInfo;
    PSET_ROUTING_DOMAIN_GLOBAL_INFO pfnSetRoutingDomainGlobalInfo;
    PPROTOCOL_BUFFER_FREE pfnBufferFree;
};

#endif

#ifndef INTERFACE_INFO_REVISION_1 // Microsoft's header defines this only if MPR60 is nonzero

/// The revision to pass to SUPPORT_FUNCTIONS_60::GetInterfaceInformation.
ROUTPACT_HIDDEN inline constexpr DWORD INTERFACE_INFO_REVISION_1 = 1;

/// The number of a network compartment.
using NET_IF_COMPARTMENT_ID = UINT32;

/// The result of SUPPORT_FUNCTIONS_60::GetInterfaceInformation.
struct INTERFACE_INFO_1 {
    NET_IF_COMPARTMENT_ID compartmentId;
    GUID routingDomainId;
    DWORD dwOperationalState;
};
using PINTERFACE_INFO_1 = INTERFACE_INFO_1*; ///< A pointer to one.

#endif
