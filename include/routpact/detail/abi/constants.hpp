#pragma once
// The constants of routprot.h, stm.h, mprerror.h and winerror.h that routing protocols need, for
// systems without those headers. On Windows they are macros of type int or long. Here they are
// DWORDs, because every function takes them as DWORDs.

#if !defined(_WIN32) || defined(ROUTPACT_ABI_MIRROR) // see base_types.hpp

#include <routpact/detail/abi/base_types.hpp>

/// @name Result codes that callbacks are documented to return.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD NO_ERROR = 0;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_ACCESS_DENIED = 5;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_NOT_ENOUGH_MEMORY = 8;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_NOT_SUPPORTED = 50;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_INVALID_PARAMETER = 87;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_INSUFFICIENT_BUFFER = 122;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_NO_MORE_ITEMS = 259;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_PROTOCOL_STOP_PENDING = 907;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_CAN_NOT_COMPLETE = 1003;
/// @}

/// @name Result codes of related functions. No callback is documented to return them.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_INVALID_HANDLE = 6;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_CALL_NOT_IMPLEMENTED = 120;
ROUTPACT_HIDDEN inline constexpr DWORD ROUTEBASE = 900; ///< The first code of mprerror.h.
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_ROUTER_STOPPED = 900;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_UNKNOWN_PROTOCOL_ID = 902;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_NO_SUCH_INTERFACE = 905;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_INTERFACE_NOT_CONNECTED = 906;
ROUTPACT_HIDDEN inline constexpr DWORD ERROR_UPDATE_IN_PROGRESS = 911;
/// @}

/// @name Capabilities of a protocol or router manager: flags of fSupportedFunctionality.
/// Source: mpr50_routing_characteristics.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD RF_ROUTING = 0x01;
ROUTPACT_HIDDEN inline constexpr DWORD RF_DEMAND_UPDATE_ROUTES = 0x04;
ROUTPACT_HIDDEN inline constexpr DWORD RF_ADD_ALL_INTERFACES = 0x10;
ROUTPACT_HIDDEN inline constexpr DWORD RF_MULTICAST = 0x20;
ROUTPACT_HIDDEN inline constexpr DWORD RF_POWER = 0x40;
ROUTPACT_HIDDEN inline constexpr DWORD SERVICES =
    0x02; ///< IPX. The IPv6 router manager reuses this bit.
ROUTPACT_HIDDEN inline constexpr DWORD DEMAND_UPDATE_SERVICES = 0x08; ///< IPX.
/// @}

/// The version of the interface, in dwVersion.
#if defined(MPR60) && MPR60
ROUTPACT_HIDDEN inline constexpr DWORD MS_ROUTER_VERSION = 0x600;
#else
ROUTPACT_HIDDEN inline constexpr DWORD MS_ROUTER_VERSION = 0x500;
#endif

/// @name Receive types of an interface, for SUPPORT_FUNCTIONS::SetInterfaceReceiveType.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD IR_PROMISCUOUS = 0;
ROUTPACT_HIDDEN inline constexpr DWORD IR_PROMISCUOUS_MULTICAST = 1;
/// @}

/// @name Changes of an interface: StatusType of PINTERFACE_STATUS. These are values, not flags.
/// Source: pinterface_status.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD RIS_INTERFACE_ADDRESS_CHANGE = 0;
ROUTPACT_HIDDEN inline constexpr DWORD RIS_INTERFACE_ENABLED = 1;
ROUTPACT_HIDDEN inline constexpr DWORD RIS_INTERFACE_DISABLED = 2;
ROUTPACT_HIDDEN inline constexpr DWORD RIS_INTERFACE_MEDIA_PRESENT = 3;
ROUTPACT_HIDDEN inline constexpr DWORD RIS_INTERFACE_MEDIA_ABSENT = 4;
/// @}

/// @name Flags of an interface in the result of PGET_NEIGHBORS. Source: pget_neighbors.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD MRINFO_TUNNEL_FLAG = 0x01;
ROUTPACT_HIDDEN inline constexpr DWORD MRINFO_PIM_FLAG = 0x04;
ROUTPACT_HIDDEN inline constexpr DWORD MRINFO_DOWN_FLAG = 0x10;
ROUTPACT_HIDDEN inline constexpr DWORD MRINFO_DISABLED_FLAG = 0x20;
ROUTPACT_HIDDEN inline constexpr DWORD MRINFO_QUERIER_FLAG = 0x40;
ROUTPACT_HIDDEN inline constexpr DWORD MRINFO_LEAF_FLAG = 0x80;
/// @}

/// @name Status of a multicast forwarding entry that PGET_MFE_STATUS may report.
/// The highest that applies is reported. Source: pget_mfe_status.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD MFE_NO_ERROR = 0;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_REACHED_CORE = 1;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_PRUNED_UPSTREAM =
    4; ///< Only the owner of the incoming interface.
ROUTPACT_HIDDEN inline constexpr DWORD MFE_OIF_PRUNED =
    5; ///< Only the owner of the outgoing interface.
ROUTPACT_HIDDEN inline constexpr DWORD MFE_OLD_ROUTER =
    11; ///< Only the owner of the incoming interface.
/// @}

/// @name Status of a multicast forwarding entry that only the router manager reports.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD MFE_NOT_FORWARDING = 2;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_WRONG_IF = 3;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_BOUNDARY_REACHED = 6;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_NO_MULTICAST = 7;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_IIF = 8;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_NO_ROUTE = 9;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_NOT_LAST_HOP = 10;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_PROHIBITED = 12;
ROUTPACT_HIDDEN inline constexpr DWORD MFE_NO_SPACE = 13;
/// @}

/// @name Protocol numbers, the lower half of a protocol id.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_OTHER = 1;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_LOCAL = 2;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_NETMGMT = 3;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_ICMP = 4;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_EGP = 5;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_GGP = 6;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_HELLO = 7;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_RIP = 8;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_IS_IS = 9;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_ES_IS = 10;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_CISCO = 11;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_BBN = 12;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_OSPF = 13;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_BGP = 14;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_MSDP = 9;  ///< With PROTO_TYPE_MCAST.
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_IGMP = 10; ///< With PROTO_TYPE_MCAST.
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_BGMP = 11; ///< With PROTO_TYPE_MCAST.
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_VRRP = 112;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_BOOTP = 9999;
ROUTPACT_HIDDEN inline constexpr DWORD IPRTRMGR_PID =
    10000; ///< The IP router manager itself, for MIB requests.
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_NT_AUTOSTATIC = 10002;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_DNS_PROXY = 10003;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_DHCP_ALLOCATOR = 10004;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_NAT = 10005;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_NT_STATIC = 10006;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_NT_STATIC_NON_DOD = 10007;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_DIFFSERV = 10008;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_MGM = 10009;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_ALG = 10010;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_H323 = 10011;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_FTP = 10012;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_IP_DTP = 10013;
/// @}

/// @name Types and vendors of protocols, the upper half of a protocol id.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_TYPE_UCAST = 0;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_TYPE_MCAST =
    1; ///< Also for protocols that are unicast and multicast.
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_TYPE_MS0 = 2; ///< Reserved for Microsoft.
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_TYPE_MS1 = 3; ///< Reserved for Microsoft.
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_VENDOR_MS0 = 0x0000;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_VENDOR_MS1 = 0x0137;
ROUTPACT_HIDDEN inline constexpr DWORD PROTO_VENDOR_MS2 = 0x3fff;
/// @}

/// Returns the protocol id of a 2-bit type, a 14-bit vendor and a 16-bit protocol number.
ROUTPACT_HIDDEN constexpr DWORD PROTOCOL_ID(DWORD type, DWORD vendor, DWORD protocol) noexcept {
    return (type & 0x03) << 30 | (vendor & 0x3fff) << 16 | (protocol & 0xffff);
}

/// Returns the type in a protocol id.
ROUTPACT_HIDDEN constexpr DWORD TYPE_FROM_PROTO_ID(DWORD id) noexcept {
    return id >> 30 & 0x03;
}

/// Returns the vendor in a protocol id.
ROUTPACT_HIDDEN constexpr DWORD VENDOR_FROM_PROTO_ID(DWORD id) noexcept {
    return id >> 16 & 0x3fff;
}

/// Returns the protocol number in a protocol id.
ROUTPACT_HIDDEN constexpr DWORD PROTO_FROM_PROTO_ID(DWORD id) noexcept {
    return id & 0xffff;
}

/// @name Ids of Microsoft's protocols.
/// @{
// clang-format off
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_BOOTP = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS0, PROTO_IP_BOOTP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_RIP = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS0, PROTO_IP_RIP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_OSPF = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS0, PROTO_IP_OSPF);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_BGP = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS1, PROTO_IP_BGP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_IGMP = PROTOCOL_ID(PROTO_TYPE_MCAST, PROTO_VENDOR_MS1, PROTO_IP_IGMP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_BGMP = PROTOCOL_ID(PROTO_TYPE_MCAST, PROTO_VENDOR_MS1, PROTO_IP_BGMP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_MSDP = PROTOCOL_ID(PROTO_TYPE_MCAST, PROTO_VENDOR_MS1, PROTO_IP_MSDP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_DNS_PROXY = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DNS_PROXY);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_DHCP_ALLOCATOR = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DHCP_ALLOCATOR);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_NAT = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_NAT);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_DIFFSERV = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DIFFSERV);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_MGM = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_MGM);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_VRRP = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_VRRP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_DTP = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DTP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_H323 = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_H323);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_FTP = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_FTP);
ROUTPACT_HIDDEN inline constexpr DWORD MS_IP_ALG = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_ALG);
// clang-format on
ROUTPACT_HIDDEN inline constexpr DWORD IPX_PROTOCOL_BASE = 0x0001ffff;
ROUTPACT_HIDDEN inline constexpr DWORD IPX_PROTOCOL_RIP = IPX_PROTOCOL_BASE + 1;
/// @}

/// @name ExclusionFlags and OrderingMethod of enumerations of the IPX service table.
/// @{
ROUTPACT_HIDDEN inline constexpr DWORD STM_ONLY_THIS_INTERFACE = 0x01;
ROUTPACT_HIDDEN inline constexpr DWORD STM_ONLY_THIS_PROTOCOL = 0x02;
ROUTPACT_HIDDEN inline constexpr DWORD STM_ONLY_THIS_TYPE = 0x04;
ROUTPACT_HIDDEN inline constexpr DWORD STM_ONLY_THIS_NAME = 0x08;
ROUTPACT_HIDDEN inline constexpr DWORD STM_ORDER_BY_TYPE_AND_NAME = 0;
ROUTPACT_HIDDEN inline constexpr DWORD STM_ORDER_BY_INTERFACE_TYPE_NAME = 1;
/// @}

/// The name under which the router manager looks up PREGISTER_PROTOCOL.
ROUTPACT_HIDDEN inline constexpr char REGISTER_PROTOCOL_ENTRY_POINT_STRING[] = "RegisterProtocol";
/// The same name for the definition of the function, which needs a macro.
#ifndef REGISTER_PROTOCOL_ENTRY_POINT
#define REGISTER_PROTOCOL_ENTRY_POINT RegisterProtocol
#endif

#endif
