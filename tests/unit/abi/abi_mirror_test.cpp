// Compares our declarations of the C interface with those of the platform: types, sizes, offsets
// and values. For Windows only; CMake omits the test elsewhere.
//
// The platform's macros would expand inside our headers. So this file saves their values, undefines
// the macros, and then includes our headers inside a namespace. All checks are static_asserts:
// compiling this file is the test.

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <routpact/version.hpp>
#include <type_traits>

#ifndef MPR50
#define MPR50 1
#endif
#include <winsock2.h>
// clang-format off
#include <windows.h>
#include <in6addr.h>
#include <mprerror.h>
#include <iprtrmib.h>
#include <routprot.h>
#if __has_include(<mgm.h>)
#include <mgm.h>
#define PLATFORM_HAS_MGM
#endif
// clang-format on

#ifdef RF_ROUTINGV6 // the platform has MPR60, which is compared as well
#define PLATFORM_HAS_MPR60
#else
#undef MPR60
using SUPPORT_FUNCTIONS_50 = SUPPORT_FUNCTIONS;
#endif

// clang-format off
#define CONSTANTS(X)                                                                               \
    X(NO_ERROR) X(ERROR_ACCESS_DENIED) X(ERROR_NOT_ENOUGH_MEMORY) X(ERROR_NOT_SUPPORTED)           \
    X(ERROR_INVALID_PARAMETER) X(ERROR_INSUFFICIENT_BUFFER) X(ERROR_NO_MORE_ITEMS)                 \
    X(ERROR_PROTOCOL_STOP_PENDING) X(ERROR_CAN_NOT_COMPLETE) X(ERROR_INVALID_HANDLE)               \
    X(ERROR_CALL_NOT_IMPLEMENTED) X(ROUTEBASE) X(ERROR_ROUTER_STOPPED)                             \
    X(ERROR_UNKNOWN_PROTOCOL_ID) X(ERROR_NO_SUCH_INTERFACE) X(ERROR_INTERFACE_NOT_CONNECTED)       \
    X(ERROR_UPDATE_IN_PROGRESS) X(RF_ROUTING) X(RF_DEMAND_UPDATE_ROUTES)                           \
    X(RF_ADD_ALL_INTERFACES) X(RF_MULTICAST) X(RF_POWER) X(SERVICES) X(DEMAND_UPDATE_SERVICES)     \
    X(MS_ROUTER_VERSION) X(IR_PROMISCUOUS) X(IR_PROMISCUOUS_MULTICAST)                             \
    X(RIS_INTERFACE_ADDRESS_CHANGE) X(RIS_INTERFACE_ENABLED) X(RIS_INTERFACE_DISABLED)             \
    X(RIS_INTERFACE_MEDIA_PRESENT) X(RIS_INTERFACE_MEDIA_ABSENT) X(MRINFO_TUNNEL_FLAG)             \
    X(MRINFO_PIM_FLAG) X(MRINFO_DOWN_FLAG) X(MRINFO_DISABLED_FLAG) X(MRINFO_QUERIER_FLAG)          \
    X(MRINFO_LEAF_FLAG) X(MFE_NO_ERROR) X(MFE_REACHED_CORE) X(MFE_PRUNED_UPSTREAM)                 \
    X(MFE_OIF_PRUNED) X(MFE_OLD_ROUTER) X(MFE_NOT_FORWARDING) X(MFE_WRONG_IF)                      \
    X(MFE_BOUNDARY_REACHED) X(MFE_NO_MULTICAST) X(MFE_IIF) X(MFE_NO_ROUTE) X(MFE_NOT_LAST_HOP)     \
    X(MFE_PROHIBITED) X(MFE_NO_SPACE) X(PROTO_IP_OTHER) X(PROTO_IP_LOCAL) X(PROTO_IP_NETMGMT)      \
    X(PROTO_IP_ICMP) X(PROTO_IP_EGP) X(PROTO_IP_GGP) X(PROTO_IP_HELLO) X(PROTO_IP_RIP)             \
    X(PROTO_IP_IS_IS) X(PROTO_IP_ES_IS) X(PROTO_IP_CISCO) X(PROTO_IP_BBN) X(PROTO_IP_OSPF)         \
    X(PROTO_IP_BGP) X(PROTO_IP_MSDP) X(PROTO_IP_IGMP) X(PROTO_IP_BGMP) X(PROTO_IP_VRRP)            \
    X(PROTO_IP_BOOTP) X(IPRTRMGR_PID) X(PROTO_IP_NT_AUTOSTATIC) X(PROTO_IP_DNS_PROXY)              \
    X(PROTO_IP_DHCP_ALLOCATOR) X(PROTO_IP_NAT) X(PROTO_IP_NT_STATIC)                               \
    X(PROTO_IP_NT_STATIC_NON_DOD) X(PROTO_IP_DIFFSERV) X(PROTO_IP_MGM) X(PROTO_IP_ALG)             \
    X(PROTO_IP_H323) X(PROTO_IP_FTP) X(PROTO_IP_DTP) X(PROTO_TYPE_UCAST) X(PROTO_TYPE_MCAST)       \
    X(PROTO_TYPE_MS0) X(PROTO_TYPE_MS1) X(PROTO_VENDOR_MS0) X(PROTO_VENDOR_MS1)                    \
    X(PROTO_VENDOR_MS2) X(MS_IP_BOOTP) X(MS_IP_RIP) X(MS_IP_OSPF) X(MS_IP_BGP) X(MS_IP_IGMP)       \
    X(MS_IP_BGMP) X(MS_IP_MSDP) X(MS_IP_DNS_PROXY) X(MS_IP_DHCP_ALLOCATOR) X(MS_IP_NAT)            \
    X(MS_IP_DIFFSERV) X(MS_IP_MGM) X(MS_IP_VRRP) X(MS_IP_DTP) X(MS_IP_H323) X(MS_IP_FTP)           \
    X(MS_IP_ALG) X(IPX_PROTOCOL_BASE) X(IPX_PROTOCOL_RIP) X(STM_ONLY_THIS_INTERFACE)               \
    X(STM_ONLY_THIS_PROTOCOL) X(STM_ONLY_THIS_TYPE) X(STM_ONLY_THIS_NAME)                          \
    X(STM_ORDER_BY_TYPE_AND_NAME) X(STM_ORDER_BY_INTERFACE_TYPE_NAME)          \
    X(ERROR_ALREADY_EXISTS)

namespace platform {
#define KEEP(name) constexpr DWORD kept_##name = static_cast<DWORD>(name);
CONSTANTS(KEEP)
#ifdef PLATFORM_HAS_MPR60
KEEP(RF_ROUTINGV6)
#ifdef INTERFACE_INFO_REVISION_1
#define PLATFORM_HAS_INTERFACE_INFO
KEEP(INTERFACE_INFO_REVISION_1)
#endif
#endif
constexpr int kept_true = TRUE;
constexpr int kept_false = FALSE;
constexpr char entry_point[] = REGISTER_PROTOCOL_ENTRY_POINT_STRING;
constexpr DWORD protocol_id(DWORD type, DWORD vendor, DWORD protocol) {
    return PROTOCOL_ID(type, vendor, protocol);
}
constexpr DWORD type_of(DWORD id) { return TYPE_FROM_PROTO_ID(id); }
constexpr DWORD vendor_of(DWORD id) { return VENDOR_FROM_PROTO_ID(id); }
constexpr DWORD protocol_of(DWORD id) { return PROTO_FROM_PROTO_ID(id); }
constexpr std::size_t size_of_binding(std::size_t count) { return SIZEOF_IP_BINDING(count); }
} // namespace platform

#undef NO_ERROR
#undef ERROR_ACCESS_DENIED
#undef ERROR_NOT_ENOUGH_MEMORY
#undef ERROR_NOT_SUPPORTED
#undef ERROR_INVALID_PARAMETER
#undef ERROR_INSUFFICIENT_BUFFER
#undef ERROR_NO_MORE_ITEMS
#undef ERROR_PROTOCOL_STOP_PENDING
#undef ERROR_CAN_NOT_COMPLETE
#undef ERROR_INVALID_HANDLE
#undef ERROR_CALL_NOT_IMPLEMENTED
#undef ROUTEBASE
#undef ERROR_ROUTER_STOPPED
#undef ERROR_UNKNOWN_PROTOCOL_ID
#undef ERROR_NO_SUCH_INTERFACE
#undef ERROR_INTERFACE_NOT_CONNECTED
#undef ERROR_UPDATE_IN_PROGRESS
#undef ERROR_ALREADY_EXISTS
#undef RF_ROUTING
#undef RF_DEMAND_UPDATE_ROUTES
#undef RF_ADD_ALL_INTERFACES
#undef RF_MULTICAST
#undef RF_POWER
#undef SERVICES
#undef DEMAND_UPDATE_SERVICES
#undef MS_ROUTER_VERSION
#undef IR_PROMISCUOUS
#undef IR_PROMISCUOUS_MULTICAST
#undef RIS_INTERFACE_ADDRESS_CHANGE
#undef RIS_INTERFACE_ENABLED
#undef RIS_INTERFACE_DISABLED
#undef RIS_INTERFACE_MEDIA_PRESENT
#undef RIS_INTERFACE_MEDIA_ABSENT
#undef MRINFO_TUNNEL_FLAG
#undef MRINFO_PIM_FLAG
#undef MRINFO_DOWN_FLAG
#undef MRINFO_DISABLED_FLAG
#undef MRINFO_QUERIER_FLAG
#undef MRINFO_LEAF_FLAG
#undef MFE_NO_ERROR
#undef MFE_REACHED_CORE
#undef MFE_PRUNED_UPSTREAM
#undef MFE_OIF_PRUNED
#undef MFE_OLD_ROUTER
#undef MFE_NOT_FORWARDING
#undef MFE_WRONG_IF
#undef MFE_BOUNDARY_REACHED
#undef MFE_NO_MULTICAST
#undef MFE_IIF
#undef MFE_NO_ROUTE
#undef MFE_NOT_LAST_HOP
#undef MFE_PROHIBITED
#undef MFE_NO_SPACE
#undef PROTO_IP_OTHER
#undef PROTO_IP_LOCAL
#undef PROTO_IP_NETMGMT
#undef PROTO_IP_ICMP
#undef PROTO_IP_EGP
#undef PROTO_IP_GGP
#undef PROTO_IP_HELLO
#undef PROTO_IP_RIP
#undef PROTO_IP_IS_IS
#undef PROTO_IP_ES_IS
#undef PROTO_IP_CISCO
#undef PROTO_IP_BBN
#undef PROTO_IP_OSPF
#undef PROTO_IP_BGP
#undef PROTO_IP_MSDP
#undef PROTO_IP_IGMP
#undef PROTO_IP_BGMP
#undef PROTO_IP_VRRP
#undef PROTO_IP_BOOTP
#undef IPRTRMGR_PID
#undef PROTO_IP_NT_AUTOSTATIC
#undef PROTO_IP_DNS_PROXY
#undef PROTO_IP_DHCP_ALLOCATOR
#undef PROTO_IP_NAT
#undef PROTO_IP_NT_STATIC
#undef PROTO_IP_NT_STATIC_NON_DOD
#undef PROTO_IP_DIFFSERV
#undef PROTO_IP_MGM
#undef PROTO_IP_ALG
#undef PROTO_IP_H323
#undef PROTO_IP_FTP
#undef PROTO_IP_DTP
#undef PROTO_TYPE_UCAST
#undef PROTO_TYPE_MCAST
#undef PROTO_TYPE_MS0
#undef PROTO_TYPE_MS1
#undef PROTO_VENDOR_MS0
#undef PROTO_VENDOR_MS1
#undef PROTO_VENDOR_MS2
#undef MS_IP_BOOTP
#undef MS_IP_RIP
#undef MS_IP_OSPF
#undef MS_IP_BGP
#undef MS_IP_IGMP
#undef MS_IP_BGMP
#undef MS_IP_MSDP
#undef MS_IP_DNS_PROXY
#undef MS_IP_DHCP_ALLOCATOR
#undef MS_IP_NAT
#undef MS_IP_DIFFSERV
#undef MS_IP_MGM
#undef MS_IP_VRRP
#undef MS_IP_DTP
#undef MS_IP_H323
#undef MS_IP_FTP
#undef MS_IP_ALG
#undef IPX_PROTOCOL_BASE
#undef IPX_PROTOCOL_RIP
#undef STM_ONLY_THIS_INTERFACE
#undef STM_ONLY_THIS_PROTOCOL
#undef STM_ONLY_THIS_TYPE
#undef STM_ONLY_THIS_NAME
#undef STM_ORDER_BY_TYPE_AND_NAME
#undef STM_ORDER_BY_INTERFACE_TYPE_NAME
#undef RF_ROUTINGV6
#undef INTERFACE_INFO_REVISION_1
#undef TRUE
#undef FALSE
#undef VOID
#undef REGISTER_PROTOCOL_ENTRY_POINT_STRING
#undef PROTOCOL_ID
#undef TYPE_FROM_PROTO_ID
#undef VENDOR_FROM_PROTO_ID
#undef PROTO_FROM_PROTO_ID
#undef SIZEOF_IP_BINDING
#undef SIZEOF_IPV6_BINDING
// clang-format on

#define ROUTPACT_ABI_MIRROR
namespace ours {
#include <routpact/detail/abi/portable.hpp>

#include <routpact/detail/abi/mpr60.hpp>

#include <routpact/detail/abi/mgm.hpp>
} // namespace ours

namespace {

// The platform's type for one of ours. The specialisation for functions takes WINAPI alone, so on
// 32-bit x86 a pointer with another convention keeps its type, which is not one of the platform.
template <class T>
struct translated {
    using type = T;
};
template <class T>
using on_platform = typename translated<T>::type;
template <class T>
struct translated<T*> {
    using type = on_platform<T>*;
};
template <class Result, class... Parameters>
struct translated<Result(WINAPI*)(Parameters...)> {
    using type = on_platform<Result>(WINAPI*)(on_platform<Parameters>...);
};
#ifdef __i386__ // the callbacks of mgm.h name no convention; elsewhere this would be a redefinition
template <class Result, class... Parameters>
struct translated<Result (*)(Parameters...)> {
    using type = on_platform<Result> (*)(on_platform<Parameters>...);
};
#endif

template <class Ours, class Platform>
constexpr bool same = std::is_same_v<on_platform<Ours>, Platform>;

#define COUNTERPARTS(our_type, platform_type)                                                      \
    template <>                                                                                    \
    struct translated<ours::our_type> {                                                            \
        using type = ::platform_type;                                                              \
    };                                                                                             \
    static_assert(sizeof(ours::our_type) == sizeof(::platform_type));                              \
    static_assert(alignof(ours::our_type) == alignof(::platform_type));                            \
    static_assert(std::is_class_v<ours::our_type> == std::is_class_v<::platform_type>);            \
    static_assert(std::is_union_v<ours::our_type> == std::is_union_v<::platform_type>);            \
    static_assert(std::is_enum_v<ours::our_type> == std::is_enum_v<::platform_type>);
#define FIELD(our_type, platform_type, field)                                                      \
    static_assert(same<decltype(static_cast<ours::our_type*>(nullptr)->field),                     \
                       decltype(static_cast<::platform_type*>(nullptr)->field)>);                  \
    static_assert(offsetof(ours::our_type, field) == offsetof(::platform_type, field));
// An array without a length has no type to compare, only elements.
#define OPEN_ARRAY(type, field)                                                                    \
    static_assert(sizeof(ours::type::field) == sizeof(::type::field));                             \
    static_assert(same<std::remove_reference_t<decltype(ours::type::field[0])>,                    \
                       std::remove_reference_t<decltype(::type::field[0])>>);                      \
    static_assert(offsetof(ours::type, field) == offsetof(::type, field));
#define TYPE(name) static_assert(same<ours::name, ::name>);
#define CONSTANT(name)                                                                             \
    static_assert(std::is_same_v<decltype(ours::name), const DWORD>);                              \
    static_assert(ours::name == platform::kept_##name);
#define ENUMERATOR(name)                                                                           \
    static_assert(same<decltype(ours::name), decltype(::name)>);                                   \
    static_assert(static_cast<long long>(ours::name) == static_cast<long long>(::name));

// Basic types.
// clang-format off
#define BASE_TYPES(X)                                                                              \
    X(DWORD) X(ULONG) X(UINT32) X(ULONGLONG) X(WORD) X(USHORT) X(BYTE) X(UCHAR) X(BOOL)            \
    X(WCHAR) X(PVOID) X(LPVOID) X(HANDLE) X(PULONG) X(PDWORD) X(LPDWORD) X(PBYTE) X(PUCHAR)        \
    X(LPWSTR) X(LPCWSTR)
// clang-format on
BASE_TYPES(TYPE)
static_assert(std::is_same_v<ours::VOID, void>);

COUNTERPARTS(GUID, GUID)
FIELD(GUID, GUID, Data1)
FIELD(GUID, GUID, Data2)
FIELD(GUID, GUID, Data3)
FIELD(GUID, GUID, Data4)

COUNTERPARTS(IN6_ADDR, IN6_ADDR)
FIELD(IN6_ADDR, IN6_ADDR, u.Byte)
FIELD(IN6_ADDR, IN6_ADDR, u.Word)

// Constants.
CONSTANTS(CONSTANT)
#ifdef PLATFORM_HAS_MPR60
CONSTANT(RF_ROUTINGV6)
#endif
#ifdef PLATFORM_HAS_INTERFACE_INFO
CONSTANT(INTERFACE_INFO_REVISION_1)
#endif
static_assert(std::is_same_v<decltype(ours::TRUE), const BOOL>);
static_assert(std::is_same_v<decltype(ours::FALSE), const BOOL>);
static_assert(ours::TRUE == platform::kept_true);
static_assert(ours::FALSE == platform::kept_false);

constexpr bool same_text(const char* ours, const char* platform) {
    for (; *ours == *platform; ++ours, ++platform)
        if (*ours == 0)
            return true;
    return false;
}
static_assert(same_text(ours::REGISTER_PROTOCOL_ENTRY_POINT_STRING, platform::entry_point));

// Functions that are macros on the platform; each bit is tested separately.
constexpr bool same_protocol_ids() {
    for (DWORD bit = 1; bit != 0; bit <<= 1) {
        if (ours::PROTOCOL_ID(bit, 0, 0) != platform::protocol_id(bit, 0, 0) ||
            ours::PROTOCOL_ID(0, bit, 0) != platform::protocol_id(0, bit, 0) ||
            ours::PROTOCOL_ID(0, 0, bit) != platform::protocol_id(0, 0, bit) ||
            ours::TYPE_FROM_PROTO_ID(bit) != platform::type_of(bit) ||
            ours::VENDOR_FROM_PROTO_ID(bit) != platform::vendor_of(bit) ||
            ours::PROTO_FROM_PROTO_ID(bit) != platform::protocol_of(bit))
            return false;
    }
    return true;
}
static_assert(same_protocol_ids());

constexpr bool same_binding_sizes() {
    for (std::size_t count = 0; count < 10; ++count)
        if (ours::SIZEOF_IP_BINDING(count) != platform::size_of_binding(count))
            return false;
    return std::is_same_v<decltype(ours::SIZEOF_IP_BINDING(0)), std::size_t>;
}
static_assert(same_binding_sizes());

// Enumerations.
COUNTERPARTS(ROUTING_PROTOCOL_EVENTS, ROUTING_PROTOCOL_EVENTS)
ENUMERATOR(ROUTER_STOPPED)
ENUMERATOR(SAVE_GLOBAL_CONFIG_INFO)
ENUMERATOR(SAVE_INTERFACE_CONFIG_INFO)
ENUMERATOR(UPDATE_COMPLETE)

COUNTERPARTS(NET_INTERFACE_TYPE, NET_INTERFACE_TYPE)
ENUMERATOR(PERMANENT)
ENUMERATOR(DEMAND_DIAL)
ENUMERATOR(LOCAL_WORKSTATION_DIAL)
ENUMERATOR(REMOTE_WORKSTATION_DIAL)
static_assert(std::is_same_v<std::underlying_type_t<ours::ROUTING_PROTOCOL_EVENTS>,
                             std::underlying_type_t<::ROUTING_PROTOCOL_EVENTS>>);
static_assert(std::is_same_v<std::underlying_type_t<ours::NET_INTERFACE_TYPE>,
                             std::underlying_type_t<::NET_INTERFACE_TYPE>>);

// Structures: all are paired before any is used in a signature.
COUNTERPARTS(IPX_SERVER_ENTRY, IPX_SERVER_ENTRY)
COUNTERPARTS(IPX_SERVICE, IPX_SERVICE)
COUNTERPARTS(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS)
COUNTERPARTS(MPR50_SERVICE_CHARACTERISTICS, MPR50_SERVICE_CHARACTERISTICS)
COUNTERPARTS(UPDATE_COMPLETE_MESSAGE, UPDATE_COMPLETE_MESSAGE)
COUNTERPARTS(MESSAGE, MESSAGE)
COUNTERPARTS(IP_LOCAL_BINDING, IP_LOCAL_BINDING)
COUNTERPARTS(IP_ADAPTER_BINDING_INFO, IP_ADAPTER_BINDING_INFO)
COUNTERPARTS(SUPPORT_FUNCTIONS_50, SUPPORT_FUNCTIONS_50)
COUNTERPARTS(MPR50_ROUTING_CHARACTERISTICS, MPR50_ROUTING_CHARACTERISTICS)
#ifdef PLATFORM_HAS_MGM
COUNTERPARTS(MGM_IF_ENTRY, MGM_IF_ENTRY)
COUNTERPARTS(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG)
#endif
#ifdef PLATFORM_HAS_MPR60
COUNTERPARTS(IPV6_LOCAL_BINDING, IPV6_LOCAL_BINDING)
COUNTERPARTS(IPV6_ADAPTER_BINDING_INFO, IPV6_ADAPTER_BINDING_INFO)
COUNTERPARTS(SUPPORT_FUNCTIONS_60, SUPPORT_FUNCTIONS_60)
COUNTERPARTS(MPR60_ROUTING_CHARACTERISTICS, MPR60_ROUTING_CHARACTERISTICS)
#endif
#ifdef PLATFORM_HAS_INTERFACE_INFO
COUNTERPARTS(INTERFACE_INFO_1, INTERFACE_INFO_1)
#endif

FIELD(IPX_SERVER_ENTRY, IPX_SERVER_ENTRY, Type)
FIELD(IPX_SERVER_ENTRY, IPX_SERVER_ENTRY, Name)
FIELD(IPX_SERVER_ENTRY, IPX_SERVER_ENTRY, Network)
FIELD(IPX_SERVER_ENTRY, IPX_SERVER_ENTRY, Node)
FIELD(IPX_SERVER_ENTRY, IPX_SERVER_ENTRY, Socket)
FIELD(IPX_SERVER_ENTRY, IPX_SERVER_ENTRY, HopCount)

FIELD(IPX_SERVICE, IPX_SERVICE, InterfaceIndex)
FIELD(IPX_SERVICE, IPX_SERVICE, Protocol)
FIELD(IPX_SERVICE, IPX_SERVICE, Server)

FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, dwVersion)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, dwProtocolId)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, fSupportedFunctionality)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnIsService)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnUpdateServices)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS,
      pfnCreateServiceEnumerationHandle)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnEnumerateGetNextService)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS,
      pfnCloseServiceEnumerationHandle)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnGetServiceCount)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnCreateStaticService)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnDeleteStaticService)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnBlockConvertServicesToStatic)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnBlockDeleteStaticServices)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnGetFirstOrderedService)
FIELD(MPR40_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, pfnGetNextOrderedService)

FIELD(MPR50_SERVICE_CHARACTERISTICS, MPR50_SERVICE_CHARACTERISTICS, mscMpr40ServiceChars)

FIELD(UPDATE_COMPLETE_MESSAGE, UPDATE_COMPLETE_MESSAGE, InterfaceIndex)
FIELD(UPDATE_COMPLETE_MESSAGE, UPDATE_COMPLETE_MESSAGE, UpdateType)
FIELD(UPDATE_COMPLETE_MESSAGE, UPDATE_COMPLETE_MESSAGE, UpdateStatus)

#ifdef PLATFORM_HAS_MGM
FIELD(MGM_IF_ENTRY, MGM_IF_ENTRY, dwIfIndex)
FIELD(MGM_IF_ENTRY, MGM_IF_ENTRY, dwIfNextHopAddr)
FIELD(MGM_IF_ENTRY, MGM_IF_ENTRY, bIGMP)
FIELD(MGM_IF_ENTRY, MGM_IF_ENTRY, bIsEnabled)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, dwCallbackFlags)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnRpfCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnCreationAlertCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnPruneAlertCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnJoinAlertCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnWrongIfCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnLocalJoinCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnLocalLeaveCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnDisableIgmpCallback)
FIELD(ROUTING_PROTOCOL_CONFIG, ROUTING_PROTOCOL_CONFIG, pfnEnableIgmpCallback)
#endif

FIELD(MESSAGE, MESSAGE, UpdateCompleteMessage)
FIELD(MESSAGE, MESSAGE, InterfaceIndex)

FIELD(IP_LOCAL_BINDING, IP_LOCAL_BINDING, Address)
FIELD(IP_LOCAL_BINDING, IP_LOCAL_BINDING, Mask)

FIELD(IP_ADAPTER_BINDING_INFO, IP_ADAPTER_BINDING_INFO, AddressCount)
FIELD(IP_ADAPTER_BINDING_INFO, IP_ADAPTER_BINDING_INFO, RemoteAddress)
FIELD(IP_ADAPTER_BINDING_INFO, IP_ADAPTER_BINDING_INFO, Mtu)
FIELD(IP_ADAPTER_BINDING_INFO, IP_ADAPTER_BINDING_INFO, Speed)
OPEN_ARRAY(IP_ADAPTER_BINDING_INFO, Address)

// The MPR60 forms begin like the MPR50 forms, which proves that much of them on any platform.
// clang-format off
#define SUPPORT_FUNCTIONS_50_FIELDS(X, our_type, platform_type)                                    \
    X(our_type, platform_type, _Align8)                                                            \
    X(our_type, platform_type, dwVersion)                                                          \
    X(our_type, platform_type, dwReserved)                                                         \
    X(our_type, platform_type, DemandDialRequest)                                                  \
    X(our_type, platform_type, SetInterfaceReceiveType)                                            \
    X(our_type, platform_type, ValidateRoute)                                                      \
    X(our_type, platform_type, MIBEntryCreate)                                                     \
    X(our_type, platform_type, MIBEntryDelete)                                                     \
    X(our_type, platform_type, MIBEntrySet)                                                        \
    X(our_type, platform_type, MIBEntryGet)                                                        \
    X(our_type, platform_type, MIBEntryGetFirst)                                                   \
    X(our_type, platform_type, MIBEntryGetNext)                                                    \
    X(our_type, platform_type, GetRouterId)                                                        \
    X(our_type, platform_type, HasMulticastBoundary)

#define MPR50_FIELDS(X, our_type, platform_type)                                                   \
    X(our_type, platform_type, dwVersion)                                                          \
    X(our_type, platform_type, dwProtocolId)                                                       \
    X(our_type, platform_type, fSupportedFunctionality)                                            \
    X(our_type, platform_type, pfnStartProtocol)                                                   \
    X(our_type, platform_type, pfnStartComplete)                                                   \
    X(our_type, platform_type, pfnStopProtocol)                                                    \
    X(our_type, platform_type, pfnGetGlobalInfo)                                                   \
    X(our_type, platform_type, pfnSetGlobalInfo)                                                   \
    X(our_type, platform_type, pfnQueryPower)                                                      \
    X(our_type, platform_type, pfnSetPower)                                                        \
    X(our_type, platform_type, pfnAddInterface)                                                    \
    X(our_type, platform_type, pfnDeleteInterface)                                                 \
    X(our_type, platform_type, pfnInterfaceStatus)                                                 \
    X(our_type, platform_type, pfnGetInterfaceInfo)                                                \
    X(our_type, platform_type, pfnSetInterfaceInfo)                                                \
    X(our_type, platform_type, pfnGetEventMessage)                                                 \
    X(our_type, platform_type, pfnUpdateRoutes)                                                    \
    X(our_type, platform_type, pfnConnectClient)                                                   \
    X(our_type, platform_type, pfnDisconnectClient)                                                \
    X(our_type, platform_type, pfnGetNeighbors)                                                    \
    X(our_type, platform_type, pfnGetMfeStatus)                                                    \
    X(our_type, platform_type, pfnMibCreateEntry)                                                  \
    X(our_type, platform_type, pfnMibDeleteEntry)                                                  \
    X(our_type, platform_type, pfnMibGetEntry)                                                     \
    X(our_type, platform_type, pfnMibSetEntry)                                                     \
    X(our_type, platform_type, pfnMibGetFirstEntry)                                                \
    X(our_type, platform_type, pfnMibGetNextEntry)                                                 \
    X(our_type, platform_type, pfnMibSetTrapInfo)                                                  \
    X(our_type, platform_type, pfnMibGetTrapInfo)
// clang-format on

SUPPORT_FUNCTIONS_50_FIELDS(FIELD, SUPPORT_FUNCTIONS_50, SUPPORT_FUNCTIONS_50)
SUPPORT_FUNCTIONS_50_FIELDS(FIELD, SUPPORT_FUNCTIONS_60, SUPPORT_FUNCTIONS_50)
MPR50_FIELDS(FIELD, MPR50_ROUTING_CHARACTERISTICS, MPR50_ROUTING_CHARACTERISTICS)
MPR50_FIELDS(FIELD, MPR60_ROUTING_CHARACTERISTICS, MPR50_ROUTING_CHARACTERISTICS)

#ifdef PLATFORM_HAS_MPR60
FIELD(IPV6_LOCAL_BINDING, IPV6_LOCAL_BINDING, Address)
FIELD(IPV6_LOCAL_BINDING, IPV6_LOCAL_BINDING, PrefixLength)
FIELD(IPV6_ADAPTER_BINDING_INFO, IPV6_ADAPTER_BINDING_INFO, AddressCount)
FIELD(IPV6_ADAPTER_BINDING_INFO, IPV6_ADAPTER_BINDING_INFO, RemoteAddress)
FIELD(IPV6_ADAPTER_BINDING_INFO, IPV6_ADAPTER_BINDING_INFO, Mtu)
FIELD(IPV6_ADAPTER_BINDING_INFO, IPV6_ADAPTER_BINDING_INFO, Speed)
OPEN_ARRAY(IPV6_ADAPTER_BINDING_INFO, Address)
FIELD(SUPPORT_FUNCTIONS_60, SUPPORT_FUNCTIONS_60, ValidateRouteEx)
FIELD(SUPPORT_FUNCTIONS_60, SUPPORT_FUNCTIONS_60, GetRoutingDomainInfo)
FIELD(SUPPORT_FUNCTIONS_60, SUPPORT_FUNCTIONS_60, GetInterfaceInformation)
FIELD(MPR60_ROUTING_CHARACTERISTICS, MPR60_ROUTING_CHARACTERISTICS, pfnProtocolAction)
FIELD(MPR60_ROUTING_CHARACTERISTICS, MPR60_ROUTING_CHARACTERISTICS, pfnGetStatistics)
FIELD(MPR60_ROUTING_CHARACTERISTICS, MPR60_ROUTING_CHARACTERISTICS, pfnGetRoutingDomainGlobalInfo)
FIELD(MPR60_ROUTING_CHARACTERISTICS, MPR60_ROUTING_CHARACTERISTICS, pfnSetRoutingDomainGlobalInfo)
FIELD(MPR60_ROUTING_CHARACTERISTICS, MPR60_ROUTING_CHARACTERISTICS, pfnBufferFree)
#endif
#ifdef PLATFORM_HAS_INTERFACE_INFO
FIELD(INTERFACE_INFO_1, INTERFACE_INFO_1, compartmentId)
FIELD(INTERFACE_INFO_1, INTERFACE_INFO_1, routingDomainId)
FIELD(INTERFACE_INFO_1, INTERFACE_INFO_1, dwOperationalState)
#endif

// Pointer types, and the names that stand for the form in use.
// clang-format off
#define POINTER_TYPES(X)                                                                           \
    X(PIPX_SERVER_ENTRY) X(PIPX_SERVICE) X(PIS_SERVICE) X(PCREATE_SERVICE_ENUMERATION_HANDLE)      \
    X(PENUMERATE_GET_NEXT_SERVICE) X(PCLOSE_SERVICE_ENUMERATION_HANDLE) X(PGET_SERVICE_COUNT)      \
    X(PCREATE_STATIC_SERVICE) X(PDELETE_STATIC_SERVICE) X(PBLOCK_CONVERT_SERVICES_TO_STATIC)       \
    X(PBLOCK_DELETE_STATIC_SERVICES) X(PGET_FIRST_ORDERED_SERVICE) X(PGET_NEXT_ORDERED_SERVICE)    \
    X(PDO_UPDATE_SERVICES) X(PGET_SERVICE_ID) X(PGET_SERVICE_FROM_ID)                              \
    X(PGET_NEXT_SERVICE_FROM_ID) X(PMPR_SERVICE_CHARACTERISTICS) X(PSUPPORT_FUNCTIONS)             \
    X(PUPDATE_COMPLETE_MESSAGE) X(PMESSAGE) X(PIP_LOCAL_BINDING) X(PIP_ADAPTER_BINDING_INFO)       \
    X(PSTART_PROTOCOL) X(PSTART_COMPLETE) X(PSTOP_PROTOCOL) X(PADD_INTERFACE)                      \
    X(PDELETE_INTERFACE) X(PGET_EVENT_MESSAGE) X(PGET_INTERFACE_INFO) X(PSET_INTERFACE_INFO)       \
    X(PINTERFACE_STATUS) X(PQUERY_POWER) X(PSET_POWER) X(PGET_GLOBAL_INFO) X(PSET_GLOBAL_INFO)     \
    X(PDO_UPDATE_ROUTES) X(PMIB_CREATE) X(PMIB_DELETE) X(PMIB_GET) X(PMIB_SET)                     \
    X(PMIB_GET_FIRST) X(PMIB_GET_NEXT) X(PMIB_SET_TRAP_INFO) X(PMIB_GET_TRAP_INFO)                 \
    X(PCONNECT_CLIENT) X(PDISCONNECT_CLIENT) X(PGET_NEIGHBORS) X(PGET_MFE_STATUS)                  \
    X(PMPR_ROUTING_CHARACTERISTICS) X(PREGISTER_PROTOCOL)
#define MPR60_POINTER_TYPES(X)                                                                     \
    X(PIPV6_LOCAL_BINDING) X(PIPV6_ADAPTER_BINDING_INFO) X(PPROTOCOL_ACTION)                       \
    X(PGET_PROTOCOL_STATISTICS) X(PGET_ROUTING_DOMAIN_GLOBAL_INFO)                                 \
    X(PSET_ROUTING_DOMAIN_GLOBAL_INFO) X(PPROTOCOL_BUFFER_FREE)
#define MGM_TYPES(X)                                                                               \
    X(PMGM_IF_ENTRY) X(PMGM_RPF_CALLBACK) X(PMGM_CREATION_ALERT_CALLBACK)                          \
    X(PMGM_PRUNE_ALERT_CALLBACK) X(PMGM_JOIN_ALERT_CALLBACK) X(PMGM_WRONG_IF_CALLBACK)             \
    X(PMGM_LOCAL_JOIN_CALLBACK) X(PMGM_LOCAL_LEAVE_CALLBACK) X(PMGM_DISABLE_IGMP_CALLBACK)         \
    X(PMGM_ENABLE_IGMP_CALLBACK) X(PROUTING_PROTOCOL_CONFIG)
// clang-format on
POINTER_TYPES(TYPE)
#ifdef PLATFORM_HAS_MGM
MGM_TYPES(TYPE)
#endif
TYPE(SUPPORT_FUNCTIONS)
TYPE(MPR_SERVICE_CHARACTERISTICS)
TYPE(MPR_ROUTING_CHARACTERISTICS)
#ifdef PLATFORM_HAS_MPR60
MPR60_POINTER_TYPES(TYPE)
#endif
#ifdef PLATFORM_HAS_INTERFACE_INFO
TYPE(PINTERFACE_INFO_1)
#endif

} // namespace

TEST_CASE("our declarations of the C interface are those of the platform") {
    SUCCEED("checked by the compiler");
}
