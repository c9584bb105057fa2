#pragma once
// The types of routprot.h for systems without it, where protocol code compiles unchanged.
//
// Every pointer type has a page in Microsoft's routprot reference. The name of the page has the
// type in lower case: nc-routprot-pstart_protocol.

#if !defined(_WIN32) || defined(ROUTPACT_ABI_MIRROR) // see base_types.hpp

#include <routpact/detail/abi/base_types.hpp>
#include <routpact/detail/abi/constants.hpp>
#include <routpact/detail/abi/services.hpp>

/// The types of events that a protocol reports. Source: pget_event_message.
enum ROUTING_PROTOCOL_EVENTS {
    ROUTER_STOPPED,
    SAVE_GLOBAL_CONFIG_INFO,
    SAVE_INTERFACE_CONFIG_INFO,
    UPDATE_COMPLETE
};

/// The kind of an interface. Source: padd_interface.
enum NET_INTERFACE_TYPE { PERMANENT, DEMAND_DIAL, LOCAL_WORKSTATION_DIAL, REMOTE_WORKSTATION_DIAL };

/// The support functions of an MPR50 router manager. Source: support_functions_50.
struct SUPPORT_FUNCTIONS_50 {
    __extension__ union {
        alignas(8) ULONGLONG _Align8; // 32-bit Linux would align it to 4
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
};

/// The support functions of an MPR60 router manager, see mpr60.hpp.
struct SUPPORT_FUNCTIONS_60;

/// The form in use.
#if defined(MPR60) && MPR60
using SUPPORT_FUNCTIONS = SUPPORT_FUNCTIONS_60;
#else
using SUPPORT_FUNCTIONS = SUPPORT_FUNCTIONS_50;
#endif
using PSUPPORT_FUNCTIONS = SUPPORT_FUNCTIONS*; ///< A pointer to one.

/// The end of an update that PDO_UPDATE_ROUTES started. Source: update_complete_message.
struct UPDATE_COMPLETE_MESSAGE {
    ULONG InterfaceIndex;
    ULONG UpdateType;
    ULONG UpdateStatus;
};
using PUPDATE_COMPLETE_MESSAGE = UPDATE_COMPLETE_MESSAGE*; ///< A pointer to one.

/// The details of an event; other types of events have none. Source: message.
union MESSAGE {
    UPDATE_COMPLETE_MESSAGE UpdateCompleteMessage; ///< For UPDATE_COMPLETE.
    DWORD InterfaceIndex;                          ///< For SAVE_INTERFACE_CONFIG_INFO.
};
using PMESSAGE = MESSAGE*; ///< A pointer to one.

/// An IPv4 address of an interface. Source: ip_local_binding.
struct IP_LOCAL_BINDING {
    DWORD Address;
    DWORD Mask;
};
using PIP_LOCAL_BINDING = IP_LOCAL_BINDING*; ///< A pointer to one.

/// The IPv4 addresses of an interface; an unnumbered one has none. Source: ip_adapter_binding_info.
struct IP_ADAPTER_BINDING_INFO {
    ULONG AddressCount;
    DWORD RemoteAddress;
    ULONG Mtu;
    alignas(8) ULONGLONG Speed;
    __extension__ IP_LOCAL_BINDING Address[0];
};
using PIP_ADAPTER_BINDING_INFO = IP_ADAPTER_BINDING_INFO*; ///< A pointer to one.

/// Returns the size in bytes of an IP_ADAPTER_BINDING_INFO with `count` addresses.
ROUTPACT_HIDDEN constexpr decltype(sizeof 0) SIZEOF_IP_BINDING(decltype(sizeof 0) count) noexcept {
    return sizeof(IP_ADAPTER_BINDING_INFO) + count * sizeof(IP_LOCAL_BINDING);
}

/// Starts the protocol, which is ready for interfaces then.
using PSTART_PROTOCOL = DWORD(WINAPI*)(HANDLE NotificationEvent,
                                       PSUPPORT_FUNCTIONS SupportFunctions, LPVOID GlobalInfo,
                                       ULONG StructureVersion, ULONG StructureSize,
                                       ULONG StructureCount);
/// Reports that every configured interface was added. The protocol may become active.
using PSTART_COMPLETE = DWORD(WINAPI*)(VOID);
/// Stops the protocol, immediately or in the background.
using PSTOP_PROTOCOL = DWORD(WINAPI*)(VOID);
/// Adds an interface, which is disabled initially.
using PADD_INTERFACE = DWORD(WINAPI*)(LPWSTR InterfaceName, ULONG InterfaceIndex,
                                      NET_INTERFACE_TYPE InterfaceType, DWORD MediaType,
                                      WORD AccessType, WORD ConnectionType, PVOID InterfaceInfo,
                                      ULONG StructureVersion, ULONG StructureSize,
                                      ULONG StructureCount);
/// Removes an interface.
using PDELETE_INTERFACE = DWORD(WINAPI*)(ULONG InterfaceIndex);
/// Takes the next event from the protocol's queue.
using PGET_EVENT_MESSAGE = DWORD(WINAPI*)(ROUTING_PROTOCOL_EVENTS* Event, MESSAGE* Result);
/// Reads the configuration of an interface.
using PGET_INTERFACE_INFO = DWORD(WINAPI*)(ULONG InterfaceIndex, PVOID InterfaceInfo,
                                           PULONG BufferSize, PULONG StructureVersion,
                                           PULONG StructureSize, PULONG StructureCount);
/// Replaces the configuration of an interface.
using PSET_INTERFACE_INFO = DWORD(WINAPI*)(ULONG InterfaceIndex, PVOID InterfaceInfo,
                                           ULONG StructureVersion, ULONG StructureSize,
                                           ULONG StructureCount);
/// Reports a change of an interface: enabled, disabled, other addresses.
using PINTERFACE_STATUS = DWORD(WINAPI*)(ULONG InterfaceIndex, BOOL InterfaceActive,
                                         DWORD StatusType, PVOID StatusInfo);
/// Reserved.
using PQUERY_POWER = DWORD(WINAPI*)(DWORD PowerType);
/// Reserved.
using PSET_POWER = DWORD(WINAPI*)(DWORD PowerType);
/// Reads the protocol's global configuration.
using PGET_GLOBAL_INFO = DWORD(WINAPI*)(PVOID GlobalInfo, PULONG BufferSize,
                                        PULONG StructureVersion, PULONG StructureSize,
                                        PULONG StructureCount);
/// Replaces the protocol's global configuration.
using PSET_GLOBAL_INFO = DWORD(WINAPI*)(PVOID GlobalInfo, ULONG StructureVersion,
                                        ULONG StructureSize, ULONG StructureCount);
/// Starts an autostatic update of routes.
using PDO_UPDATE_ROUTES = DWORD(WINAPI*)(ULONG InterfaceIndex);
/// Creates a MIB entry.
using PMIB_CREATE = DWORD(WINAPI*)(ULONG InputDataSize, PVOID InputData);
/// Deletes a MIB entry.
using PMIB_DELETE = DWORD(WINAPI*)(ULONG InputDataSize, PVOID InputData);
/// Reads a MIB entry.
using PMIB_GET = DWORD(WINAPI*)(ULONG InputDataSize, PVOID InputData, PULONG OutputDataSize,
                                PVOID OutputData);
/// Changes a MIB entry.
using PMIB_SET = DWORD(WINAPI*)(ULONG InputDataSize, PVOID InputData);
/// Reads the first MIB entry of a table.
using PMIB_GET_FIRST = DWORD(WINAPI*)(ULONG InputDataSize, PVOID InputData, PULONG OutputDataSize,
                                      PVOID OutputData);
/// Reads the MIB entry after a given one.
using PMIB_GET_NEXT = DWORD(WINAPI*)(ULONG InputDataSize, PVOID InputData, PULONG OutputDataSize,
                                     PVOID OutputData);
/// Registers an event for MIB traps.
using PMIB_SET_TRAP_INFO = DWORD(WINAPI*)(HANDLE Event, ULONG InputDataSize, PVOID InputData,
                                          PULONG OutputDataSize, PVOID OutputData);
/// Reads the details of a MIB trap.
using PMIB_GET_TRAP_INFO = DWORD(WINAPI*)(ULONG InputDataSize, PVOID InputData,
                                          PULONG OutputDataSize, PVOID OutputData);
/// Reports a dial-in client that connected.
using PCONNECT_CLIENT = DWORD(WINAPI*)(ULONG InterfaceIndex, PVOID ClientAddress);
/// Reports a dial-in client that disconnected.
using PDISCONNECT_CLIENT = DWORD(WINAPI*)(ULONG InterfaceIndex, PVOID ClientAddress);
/// Lists the multicast neighbors of an interface.
using PGET_NEIGHBORS = DWORD(WINAPI*)(DWORD InterfaceIndex, PDWORD NeighborList,
                                      PDWORD NeighborListSize, PBYTE InterfaceFlags);
/// Reads the status of a multicast forwarding entry.
using PGET_MFE_STATUS = DWORD(WINAPI*)(DWORD InterfaceIndex, DWORD GroupAddress,
                                       DWORD SourceAddress, PBYTE StatusCode);

/// The callbacks of a protocol for an MPR50 router manager. Source: mpr50_routing_characteristics.
struct MPR50_ROUTING_CHARACTERISTICS {
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
};

/// The callbacks of a protocol for an MPR60 router manager, see mpr60.hpp.
struct MPR60_ROUTING_CHARACTERISTICS;

/// The form in use.
#if defined(MPR60) && MPR60
using MPR_ROUTING_CHARACTERISTICS = MPR60_ROUTING_CHARACTERISTICS;
#else
using MPR_ROUTING_CHARACTERISTICS = MPR50_ROUTING_CHARACTERISTICS;
#endif
using PMPR_ROUTING_CHARACTERISTICS = MPR_ROUTING_CHARACTERISTICS*; ///< A pointer to one.

/// Fills in the callbacks of one protocol. This is the only function that the DLL exports.
using PREGISTER_PROTOCOL = DWORD(WINAPI*)(PMPR_ROUTING_CHARACTERISTICS pRoutingChar,
                                          PMPR_SERVICE_CHARACTERISTICS pServiceChar);

#endif
