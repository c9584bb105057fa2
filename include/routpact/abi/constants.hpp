#pragma once
// The constants of routprot.h, stm.h, mprerror.h and winerror.h that routing protocols meet, for
// systems without those headers. Windows has macros for them, of type int or long; here they are
// DWORDs, which is what every place that takes one wants.

#if defined(_WIN32) && !defined(ROUTPACT_ABI_MIRROR) // see base_types.hpp
#include <routpact/abi.hpp>
#else

#include <routpact/abi/base_types.hpp>

/// @name Result codes that callbacks are documented to return.
/// @{
inline constexpr DWORD NO_ERROR = 0;
inline constexpr DWORD ERROR_ACCESS_DENIED = 5;
inline constexpr DWORD ERROR_NOT_ENOUGH_MEMORY = 8;
inline constexpr DWORD ERROR_NOT_SUPPORTED = 50;
inline constexpr DWORD ERROR_INVALID_PARAMETER = 87;
inline constexpr DWORD ERROR_INSUFFICIENT_BUFFER = 122;
inline constexpr DWORD ERROR_NO_MORE_ITEMS = 259;
inline constexpr DWORD ERROR_PROTOCOL_STOP_PENDING = 907;
inline constexpr DWORD ERROR_CAN_NOT_COMPLETE = 1003;
/// @}

/// @name Result codes seen around the callbacks, which no callback is documented to return.
/// @{
inline constexpr DWORD ERROR_INVALID_HANDLE = 6;
inline constexpr DWORD ERROR_CALL_NOT_IMPLEMENTED = 120;
inline constexpr DWORD ROUTEBASE = 900; ///< Where the codes of mprerror.h begin.
inline constexpr DWORD ERROR_ROUTER_STOPPED = 900;
inline constexpr DWORD ERROR_UNKNOWN_PROTOCOL_ID = 902;
inline constexpr DWORD ERROR_NO_SUCH_INTERFACE = 905;
inline constexpr DWORD ERROR_INTERFACE_NOT_CONNECTED = 906;
inline constexpr DWORD ERROR_UPDATE_IN_PROGRESS = 911;
/// @}

/// @name What a protocol or router manager can do: flags of fSupportedFunctionality.
/// Source: mpr50_routing_characteristics.
/// @{
inline constexpr DWORD RF_ROUTING = 0x01;
inline constexpr DWORD RF_DEMAND_UPDATE_ROUTES = 0x04;
inline constexpr DWORD RF_ADD_ALL_INTERFACES = 0x10;
inline constexpr DWORD RF_MULTICAST = 0x20;
inline constexpr DWORD RF_POWER = 0x40;
inline constexpr DWORD SERVICES = 0x02; ///< IPX; the IPv6 router manager uses this bit anew.
inline constexpr DWORD DEMAND_UPDATE_SERVICES = 0x08; ///< IPX.
/// @}

/// The version of the interface, in dwVersion.
#if defined(MPR60) && MPR60
inline constexpr DWORD MS_ROUTER_VERSION = 0x600;
#else
inline constexpr DWORD MS_ROUTER_VERSION = 0x500;
#endif

/// @name What an interface receives, for SUPPORT_FUNCTIONS::SetInterfaceReceiveType.
/// @{
inline constexpr DWORD IR_PROMISCUOUS = 0;
inline constexpr DWORD IR_PROMISCUOUS_MULTICAST = 1;
/// @}

/// @name What happened to an interface: StatusType of PINTERFACE_STATUS, values and no flags.
/// Source: pinterface_status.
/// @{
inline constexpr DWORD RIS_INTERFACE_ADDRESS_CHANGE = 0;
inline constexpr DWORD RIS_INTERFACE_ENABLED = 1;
inline constexpr DWORD RIS_INTERFACE_DISABLED = 2;
inline constexpr DWORD RIS_INTERFACE_MEDIA_PRESENT = 3;
inline constexpr DWORD RIS_INTERFACE_MEDIA_ABSENT = 4;
/// @}

/// @name Flags of an interface in the answer of PGET_NEIGHBORS. Source: pget_neighbors.
/// @{
inline constexpr DWORD MRINFO_TUNNEL_FLAG = 0x01;
inline constexpr DWORD MRINFO_PIM_FLAG = 0x04;
inline constexpr DWORD MRINFO_DOWN_FLAG = 0x10;
inline constexpr DWORD MRINFO_DISABLED_FLAG = 0x20;
inline constexpr DWORD MRINFO_QUERIER_FLAG = 0x40;
inline constexpr DWORD MRINFO_LEAF_FLAG = 0x80;
/// @}

/// @name Status of a multicast forwarding entry that PGET_MFE_STATUS may report.
/// The highest that applies is the answer. Source: pget_mfe_status.
/// @{
inline constexpr DWORD MFE_NO_ERROR = 0;
inline constexpr DWORD MFE_REACHED_CORE = 1;
inline constexpr DWORD MFE_PRUNED_UPSTREAM = 4; ///< Only the owner of the incoming interface.
inline constexpr DWORD MFE_OIF_PRUNED = 5;      ///< Only the owner of the outgoing interface.
inline constexpr DWORD MFE_OLD_ROUTER = 11;     ///< Only the owner of the incoming interface.
/// @}

/// @name Status of a multicast forwarding entry that is the router manager's to report.
/// @{
inline constexpr DWORD MFE_NOT_FORWARDING = 2;
inline constexpr DWORD MFE_WRONG_IF = 3;
inline constexpr DWORD MFE_BOUNDARY_REACHED = 6;
inline constexpr DWORD MFE_NO_MULTICAST = 7;
inline constexpr DWORD MFE_IIF = 8;
inline constexpr DWORD MFE_NO_ROUTE = 9;
inline constexpr DWORD MFE_NOT_LAST_HOP = 10;
inline constexpr DWORD MFE_PROHIBITED = 12;
inline constexpr DWORD MFE_NO_SPACE = 13;
/// @}

/// @name Protocol numbers, the lower half of a protocol id.
/// @{
inline constexpr DWORD PROTO_IP_OTHER = 1;
inline constexpr DWORD PROTO_IP_LOCAL = 2;
inline constexpr DWORD PROTO_IP_NETMGMT = 3;
inline constexpr DWORD PROTO_IP_ICMP = 4;
inline constexpr DWORD PROTO_IP_EGP = 5;
inline constexpr DWORD PROTO_IP_GGP = 6;
inline constexpr DWORD PROTO_IP_HELLO = 7;
inline constexpr DWORD PROTO_IP_RIP = 8;
inline constexpr DWORD PROTO_IP_IS_IS = 9;
inline constexpr DWORD PROTO_IP_ES_IS = 10;
inline constexpr DWORD PROTO_IP_CISCO = 11;
inline constexpr DWORD PROTO_IP_BBN = 12;
inline constexpr DWORD PROTO_IP_OSPF = 13;
inline constexpr DWORD PROTO_IP_BGP = 14;
inline constexpr DWORD PROTO_IP_MSDP = 9;  ///< With PROTO_TYPE_MCAST.
inline constexpr DWORD PROTO_IP_IGMP = 10; ///< With PROTO_TYPE_MCAST.
inline constexpr DWORD PROTO_IP_BGMP = 11; ///< With PROTO_TYPE_MCAST.
inline constexpr DWORD PROTO_IP_VRRP = 112;
inline constexpr DWORD PROTO_IP_BOOTP = 9999;
inline constexpr DWORD IPRTRMGR_PID = 10000; ///< The IP router manager itself, in MIB requests.
inline constexpr DWORD PROTO_IP_NT_AUTOSTATIC = 10002;
inline constexpr DWORD PROTO_IP_DNS_PROXY = 10003;
inline constexpr DWORD PROTO_IP_DHCP_ALLOCATOR = 10004;
inline constexpr DWORD PROTO_IP_NAT = 10005;
inline constexpr DWORD PROTO_IP_NT_STATIC = 10006;
inline constexpr DWORD PROTO_IP_NT_STATIC_NON_DOD = 10007;
inline constexpr DWORD PROTO_IP_DIFFSERV = 10008;
inline constexpr DWORD PROTO_IP_MGM = 10009;
inline constexpr DWORD PROTO_IP_ALG = 10010;
inline constexpr DWORD PROTO_IP_H323 = 10011;
inline constexpr DWORD PROTO_IP_FTP = 10012;
inline constexpr DWORD PROTO_IP_DTP = 10013;
/// @}

/// @name The kind of a protocol and its vendor, the upper half of a protocol id.
/// @{
inline constexpr DWORD PROTO_TYPE_UCAST = 0;
inline constexpr DWORD PROTO_TYPE_MCAST = 1; ///< Also for protocols that are both.
inline constexpr DWORD PROTO_TYPE_MS0 = 2;   ///< Microsoft's own.
inline constexpr DWORD PROTO_TYPE_MS1 = 3;   ///< Microsoft's own.
inline constexpr DWORD PROTO_VENDOR_MS0 = 0x0000;
inline constexpr DWORD PROTO_VENDOR_MS1 = 0x0137;
inline constexpr DWORD PROTO_VENDOR_MS2 = 0x3fff;
/// @}

/// A protocol id from its 2-bit type, 14-bit vendor and 16-bit protocol number.
constexpr DWORD PROTOCOL_ID(DWORD type, DWORD vendor, DWORD protocol) noexcept {
    return (type & 0x03) << 30 | (vendor & 0x3fff) << 16 | (protocol & 0xffff);
}

/// The type in a protocol id.
constexpr DWORD TYPE_FROM_PROTO_ID(DWORD id) noexcept {
    return id >> 30 & 0x03;
}

/// The vendor in a protocol id.
constexpr DWORD VENDOR_FROM_PROTO_ID(DWORD id) noexcept {
    return id >> 16 & 0x3fff;
}

/// The protocol number in a protocol id.
constexpr DWORD PROTO_FROM_PROTO_ID(DWORD id) noexcept {
    return id & 0xffff;
}

/// @name Ids of Microsoft's protocols.
/// @{
// clang-format off
inline constexpr DWORD MS_IP_BOOTP = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS0, PROTO_IP_BOOTP);
inline constexpr DWORD MS_IP_RIP = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS0, PROTO_IP_RIP);
inline constexpr DWORD MS_IP_OSPF = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS0, PROTO_IP_OSPF);
inline constexpr DWORD MS_IP_BGP = PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS1, PROTO_IP_BGP);
inline constexpr DWORD MS_IP_IGMP = PROTOCOL_ID(PROTO_TYPE_MCAST, PROTO_VENDOR_MS1, PROTO_IP_IGMP);
inline constexpr DWORD MS_IP_BGMP = PROTOCOL_ID(PROTO_TYPE_MCAST, PROTO_VENDOR_MS1, PROTO_IP_BGMP);
inline constexpr DWORD MS_IP_MSDP = PROTOCOL_ID(PROTO_TYPE_MCAST, PROTO_VENDOR_MS1, PROTO_IP_MSDP);
inline constexpr DWORD MS_IP_DNS_PROXY = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DNS_PROXY);
inline constexpr DWORD MS_IP_DHCP_ALLOCATOR = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DHCP_ALLOCATOR);
inline constexpr DWORD MS_IP_NAT = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_NAT);
inline constexpr DWORD MS_IP_DIFFSERV = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DIFFSERV);
inline constexpr DWORD MS_IP_MGM = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_MGM);
inline constexpr DWORD MS_IP_VRRP = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_VRRP);
inline constexpr DWORD MS_IP_DTP = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_DTP);
inline constexpr DWORD MS_IP_H323 = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_H323);
inline constexpr DWORD MS_IP_FTP = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_FTP);
inline constexpr DWORD MS_IP_ALG = PROTOCOL_ID(PROTO_TYPE_MS0, PROTO_VENDOR_MS1, PROTO_IP_ALG);
// clang-format on
inline constexpr DWORD IPX_PROTOCOL_BASE = 0x0001ffff;
inline constexpr DWORD IPX_PROTOCOL_RIP = IPX_PROTOCOL_BASE + 1;
/// @}

/// @name What to enumerate, and how: ExclusionFlags and OrderingMethod of the IPX service table.
/// @{
inline constexpr DWORD STM_ONLY_THIS_INTERFACE = 0x01;
inline constexpr DWORD STM_ONLY_THIS_PROTOCOL = 0x02;
inline constexpr DWORD STM_ONLY_THIS_TYPE = 0x04;
inline constexpr DWORD STM_ONLY_THIS_NAME = 0x08;
inline constexpr DWORD STM_ORDER_BY_TYPE_AND_NAME = 0;
inline constexpr DWORD STM_ORDER_BY_INTERFACE_TYPE_NAME = 1;
/// @}

/// The name under which the router manager looks up PREGISTER_PROTOCOL.
inline constexpr char REGISTER_PROTOCOL_ENTRY_POINT_STRING[] = "RegisterProtocol";
/// The same for a definition, so it has to be a macro.
#ifndef REGISTER_PROTOCOL_ENTRY_POINT
#define REGISTER_PROTOCOL_ENTRY_POINT RegisterProtocol
#endif

#endif
