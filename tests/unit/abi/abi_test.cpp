// The C interface in numbers: every size, offset and type of its structures for both pointer sizes,
// and every constant. On Windows this checks the platform's header, elsewhere ours.

#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <cstring>
#include <routpact/abi.hpp>
#include <type_traits>

namespace {

constexpr bool wide = sizeof(void*) == 8;

struct number {
    const char* what;
    std::size_t actual;
    std::size_t with_64_bit_pointers;
    std::size_t with_32_bit_pointers;
};

template <std::size_t Count>
void check(const number (&table)[Count]) {
    for (const number& row : table) {
        CAPTURE(row.what);
        CHECK(row.actual == (wide ? row.with_64_bit_pointers : row.with_32_bit_pointers));
    }
}

template <class Structure, class Expected, class Field>
constexpr std::size_t typed(std::size_t offset) {
    static_assert(std::is_same_v<Expected, Field>);
    static_assert(std::is_standard_layout_v<Structure>);
    return offset;
}

#define SIZE(structure, on64, on32) {"sizeof " #structure, sizeof(structure), on64, on32}
#define ALIGNMENT(structure, on64, on32) {"alignof " #structure, alignof(structure), on64, on32}
#define FIELD(structure, type, field, on64, on32)                                                  \
    {#structure "::" #field,                                                                       \
     typed<structure, type, decltype(structure::field)>(offsetof(structure, field)), on64, on32}
// An array without a length has no type to compare, only elements.
#define OPEN_ARRAY(structure, type, field, on64, on32)                                             \
    {#structure "::" #field,                                                                       \
     typed<structure, type&, decltype((structure::field[0]))>(offsetof(structure, field)), on64,   \
     on32}

// clang-format off
TEST_CASE("basic types have their Windows sizes") {
    check({
        SIZE(DWORD, 4, 4), SIZE(ULONG, 4, 4), SIZE(UINT32, 4, 4), SIZE(BOOL, 4, 4),
        SIZE(WORD, 2, 2), SIZE(USHORT, 2, 2), SIZE(BYTE, 1, 1), SIZE(UCHAR, 1, 1),
        SIZE(ULONGLONG, 8, 8), SIZE(PVOID, 8, 4), SIZE(LPVOID, 8, 4), SIZE(HANDLE, 8, 4),
        SIZE(GUID, 16, 16), ALIGNMENT(GUID, 4, 4), SIZE(IN6_ADDR, 16, 16), ALIGNMENT(IN6_ADDR, 2, 2),
        SIZE(ROUTING_PROTOCOL_EVENTS, 4, 4), SIZE(NET_INTERFACE_TYPE, 4, 4),
    });
    STATIC_CHECK(std::is_same_v<DWORD, ULONG>);
    STATIC_CHECK(DWORD(-1) > 0);
    STATIC_CHECK(std::is_same_v<LPWSTR, wchar_t*>);
    STATIC_CHECK(std::is_same_v<LPCWSTR, const wchar_t*>);
    STATIC_CHECK(std::is_same_v<PULONG, ULONG*>);
    STATIC_CHECK(std::is_same_v<PDWORD, DWORD*>);
    STATIC_CHECK(std::is_same_v<LPDWORD, DWORD*>);
    STATIC_CHECK(std::is_same_v<PBYTE, BYTE*>);
    STATIC_CHECK(std::is_same_v<PUCHAR, UCHAR*>);
    STATIC_CHECK(TRUE == 1);
    STATIC_CHECK(FALSE == 0);
}

#define MPR50_FIELDS(S)                                                                            \
    FIELD(S, DWORD, dwVersion, 0, 0),                                                              \
    FIELD(S, DWORD, dwProtocolId, 4, 4),                                                           \
    FIELD(S, DWORD, fSupportedFunctionality, 8, 8),                                                \
    FIELD(S, PSTART_PROTOCOL, pfnStartProtocol, 16, 12),                                           \
    FIELD(S, PSTART_COMPLETE, pfnStartComplete, 24, 16),                                           \
    FIELD(S, PSTOP_PROTOCOL, pfnStopProtocol, 32, 20),                                             \
    FIELD(S, PGET_GLOBAL_INFO, pfnGetGlobalInfo, 40, 24),                                          \
    FIELD(S, PSET_GLOBAL_INFO, pfnSetGlobalInfo, 48, 28),                                          \
    FIELD(S, PQUERY_POWER, pfnQueryPower, 56, 32),                                                 \
    FIELD(S, PSET_POWER, pfnSetPower, 64, 36),                                                     \
    FIELD(S, PADD_INTERFACE, pfnAddInterface, 72, 40),                                             \
    FIELD(S, PDELETE_INTERFACE, pfnDeleteInterface, 80, 44),                                       \
    FIELD(S, PINTERFACE_STATUS, pfnInterfaceStatus, 88, 48),                                       \
    FIELD(S, PGET_INTERFACE_INFO, pfnGetInterfaceInfo, 96, 52),                                    \
    FIELD(S, PSET_INTERFACE_INFO, pfnSetInterfaceInfo, 104, 56),                                   \
    FIELD(S, PGET_EVENT_MESSAGE, pfnGetEventMessage, 112, 60),                                     \
    FIELD(S, PDO_UPDATE_ROUTES, pfnUpdateRoutes, 120, 64),                                         \
    FIELD(S, PCONNECT_CLIENT, pfnConnectClient, 128, 68),                                          \
    FIELD(S, PDISCONNECT_CLIENT, pfnDisconnectClient, 136, 72),                                    \
    FIELD(S, PGET_NEIGHBORS, pfnGetNeighbors, 144, 76),                                            \
    FIELD(S, PGET_MFE_STATUS, pfnGetMfeStatus, 152, 80),                                           \
    FIELD(S, PMIB_CREATE, pfnMibCreateEntry, 160, 84),                                             \
    FIELD(S, PMIB_DELETE, pfnMibDeleteEntry, 168, 88),                                             \
    FIELD(S, PMIB_GET, pfnMibGetEntry, 176, 92),                                                   \
    FIELD(S, PMIB_SET, pfnMibSetEntry, 184, 96),                                                   \
    FIELD(S, PMIB_GET_FIRST, pfnMibGetFirstEntry, 192, 100),                                       \
    FIELD(S, PMIB_GET_NEXT, pfnMibGetNextEntry, 200, 104),                                         \
    FIELD(S, PMIB_SET_TRAP_INFO, pfnMibSetTrapInfo, 208, 108),                                     \
    FIELD(S, PMIB_GET_TRAP_INFO, pfnMibGetTrapInfo, 216, 112)

TEST_CASE("the characteristics of a protocol are laid out as in C") {
    check({
        SIZE(MPR50_ROUTING_CHARACTERISTICS, 224, 116),
        ALIGNMENT(MPR50_ROUTING_CHARACTERISTICS, 8, 4),
        MPR50_FIELDS(MPR50_ROUTING_CHARACTERISTICS),

        SIZE(MPR60_ROUTING_CHARACTERISTICS, 264, 136),
        ALIGNMENT(MPR60_ROUTING_CHARACTERISTICS, 8, 4),
        MPR50_FIELDS(MPR60_ROUTING_CHARACTERISTICS),
        FIELD(MPR60_ROUTING_CHARACTERISTICS, PPROTOCOL_ACTION, pfnProtocolAction, 224, 116),
        FIELD(MPR60_ROUTING_CHARACTERISTICS, PGET_PROTOCOL_STATISTICS, pfnGetStatistics, 232, 120),
        FIELD(MPR60_ROUTING_CHARACTERISTICS, PGET_ROUTING_DOMAIN_GLOBAL_INFO, pfnGetRoutingDomainGlobalInfo, 240, 124),
        FIELD(MPR60_ROUTING_CHARACTERISTICS, PSET_ROUTING_DOMAIN_GLOBAL_INFO, pfnSetRoutingDomainGlobalInfo, 248, 128),
        FIELD(MPR60_ROUTING_CHARACTERISTICS, PPROTOCOL_BUFFER_FREE, pfnBufferFree, 256, 132),
    });
}

TEST_CASE("the service characteristics are laid out as in C") {
    check({
        SIZE(MPR40_SERVICE_CHARACTERISTICS, 112, 60),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, DWORD, dwVersion, 0, 0),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, DWORD, dwProtocolId, 4, 4),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, DWORD, fSupportedFunctionality, 8, 8),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PIS_SERVICE, pfnIsService, 16, 12),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PDO_UPDATE_SERVICES, pfnUpdateServices, 24, 16),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PCREATE_SERVICE_ENUMERATION_HANDLE, pfnCreateServiceEnumerationHandle, 32, 20),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PENUMERATE_GET_NEXT_SERVICE, pfnEnumerateGetNextService, 40, 24),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PCLOSE_SERVICE_ENUMERATION_HANDLE, pfnCloseServiceEnumerationHandle, 48, 28),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PGET_SERVICE_COUNT, pfnGetServiceCount, 56, 32),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PCREATE_STATIC_SERVICE, pfnCreateStaticService, 64, 36),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PDELETE_STATIC_SERVICE, pfnDeleteStaticService, 72, 40),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PBLOCK_CONVERT_SERVICES_TO_STATIC, pfnBlockConvertServicesToStatic, 80, 44),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PBLOCK_DELETE_STATIC_SERVICES, pfnBlockDeleteStaticServices, 88, 48),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PGET_FIRST_ORDERED_SERVICE, pfnGetFirstOrderedService, 96, 52),
        FIELD(MPR40_SERVICE_CHARACTERISTICS, PGET_NEXT_ORDERED_SERVICE, pfnGetNextOrderedService, 104, 56),

        SIZE(MPR50_SERVICE_CHARACTERISTICS, 112, 60),
        FIELD(MPR50_SERVICE_CHARACTERISTICS, MPR40_SERVICE_CHARACTERISTICS, mscMpr40ServiceChars, 0, 0),
    });
    STATIC_CHECK(std::is_same_v<MPR_SERVICE_CHARACTERISTICS, MPR50_SERVICE_CHARACTERISTICS>);
}

using demand_dial = DWORD(WINAPI*)(DWORD, DWORD);
using receive_type = DWORD(WINAPI*)(DWORD, DWORD, DWORD, BOOL);
using validate = DWORD(WINAPI*)(DWORD, PVOID, PVOID);
using mib_change = DWORD(WINAPI*)(DWORD, DWORD, LPVOID);
using mib_query = DWORD(WINAPI*)(DWORD, DWORD, LPVOID, LPDWORD, LPVOID);
using router_id = DWORD(WINAPI*)();
using boundary = BOOL(WINAPI*)(DWORD, DWORD);
using validate_ex = DWORD(WINAPI*)(DWORD, DWORD, DWORD, PVOID, GUID*, PVOID);
using domain_info = DWORD(WINAPI*)(GUID*, DWORD, DWORD, PVOID);
using interface_information = DWORD(WINAPI*)(DWORD, DWORD, DWORD, DWORD, PVOID);

#define SUPPORT_FUNCTIONS_50_FIELDS(S)                                                             \
    FIELD(S, ULONGLONG, _Align8, 0, 0),                                                            \
    FIELD(S, DWORD, dwVersion, 0, 0),                                                              \
    FIELD(S, DWORD, dwReserved, 4, 4),                                                             \
    FIELD(S, demand_dial, DemandDialRequest, 8, 8),                                                \
    FIELD(S, receive_type, SetInterfaceReceiveType, 16, 12),                                       \
    FIELD(S, validate, ValidateRoute, 24, 16),                                                     \
    FIELD(S, mib_change, MIBEntryCreate, 32, 20),                                                  \
    FIELD(S, mib_change, MIBEntryDelete, 40, 24),                                                  \
    FIELD(S, mib_change, MIBEntrySet, 48, 28),                                                     \
    FIELD(S, mib_query, MIBEntryGet, 56, 32),                                                      \
    FIELD(S, mib_query, MIBEntryGetFirst, 64, 36),                                                 \
    FIELD(S, mib_query, MIBEntryGetNext, 72, 40),                                                  \
    FIELD(S, router_id, GetRouterId, 80, 44),                                                      \
    FIELD(S, boundary, HasMulticastBoundary, 88, 48)

TEST_CASE("the support functions are laid out as in C") {
    check({
        SIZE(SUPPORT_FUNCTIONS_50, 96, 56),
        ALIGNMENT(SUPPORT_FUNCTIONS_50, 8, 8),
        SUPPORT_FUNCTIONS_50_FIELDS(SUPPORT_FUNCTIONS_50),

        SIZE(SUPPORT_FUNCTIONS_60, 120, 64),
        ALIGNMENT(SUPPORT_FUNCTIONS_60, 8, 8),
        SUPPORT_FUNCTIONS_50_FIELDS(SUPPORT_FUNCTIONS_60),
        FIELD(SUPPORT_FUNCTIONS_60, validate_ex, ValidateRouteEx, 96, 52),
        FIELD(SUPPORT_FUNCTIONS_60, domain_info, GetRoutingDomainInfo, 104, 56),
        FIELD(SUPPORT_FUNCTIONS_60, interface_information, GetInterfaceInformation, 112, 60),
    });
}

TEST_CASE("messages and bindings are laid out as in C") {
    check({
        SIZE(UPDATE_COMPLETE_MESSAGE, 12, 12),
        ALIGNMENT(UPDATE_COMPLETE_MESSAGE, 4, 4),
        FIELD(UPDATE_COMPLETE_MESSAGE, ULONG, InterfaceIndex, 0, 0),
        FIELD(UPDATE_COMPLETE_MESSAGE, ULONG, UpdateType, 4, 4),
        FIELD(UPDATE_COMPLETE_MESSAGE, ULONG, UpdateStatus, 8, 8),

        SIZE(MESSAGE, 12, 12),
        ALIGNMENT(MESSAGE, 4, 4),
        FIELD(MESSAGE, UPDATE_COMPLETE_MESSAGE, UpdateCompleteMessage, 0, 0),
        FIELD(MESSAGE, DWORD, InterfaceIndex, 0, 0),

        SIZE(IP_LOCAL_BINDING, 8, 8),
        FIELD(IP_LOCAL_BINDING, DWORD, Address, 0, 0),
        FIELD(IP_LOCAL_BINDING, DWORD, Mask, 4, 4),

        SIZE(IP_ADAPTER_BINDING_INFO, 24, 24),
        ALIGNMENT(IP_ADAPTER_BINDING_INFO, 8, 8),
        FIELD(IP_ADAPTER_BINDING_INFO, ULONG, AddressCount, 0, 0),
        FIELD(IP_ADAPTER_BINDING_INFO, DWORD, RemoteAddress, 4, 4),
        FIELD(IP_ADAPTER_BINDING_INFO, ULONG, Mtu, 8, 8),
        FIELD(IP_ADAPTER_BINDING_INFO, ULONGLONG, Speed, 16, 16),
        OPEN_ARRAY(IP_ADAPTER_BINDING_INFO, IP_LOCAL_BINDING, Address, 24, 24),
        {"0 addresses", SIZEOF_IP_BINDING(0), 24, 24},
        {"1 address", SIZEOF_IP_BINDING(1), 32, 32},
        {"3 addresses", SIZEOF_IP_BINDING(3), 48, 48},

        SIZE(IPV6_LOCAL_BINDING, 20, 20),
        ALIGNMENT(IPV6_LOCAL_BINDING, 4, 4),
        FIELD(IPV6_LOCAL_BINDING, IN6_ADDR, Address, 0, 0),
        FIELD(IPV6_LOCAL_BINDING, DWORD, PrefixLength, 16, 16),

        SIZE(IPV6_ADAPTER_BINDING_INFO, 32, 32),
        ALIGNMENT(IPV6_ADAPTER_BINDING_INFO, 8, 8),
        FIELD(IPV6_ADAPTER_BINDING_INFO, ULONG, AddressCount, 0, 0),
        FIELD(IPV6_ADAPTER_BINDING_INFO, IN6_ADDR, RemoteAddress, 4, 4),
        FIELD(IPV6_ADAPTER_BINDING_INFO, ULONG, Mtu, 20, 20),
        FIELD(IPV6_ADAPTER_BINDING_INFO, ULONGLONG, Speed, 24, 24),
        OPEN_ARRAY(IPV6_ADAPTER_BINDING_INFO, IPV6_LOCAL_BINDING, Address, 32, 32),
        {"0 IPv6 addresses", SIZEOF_IPV6_BINDING(0), 32, 32},
        {"3 IPv6 addresses", SIZEOF_IPV6_BINDING(3), 92, 92},

        SIZE(INTERFACE_INFO_1, 24, 24),
        FIELD(INTERFACE_INFO_1, UINT32, compartmentId, 0, 0),
        FIELD(INTERFACE_INFO_1, GUID, routingDomainId, 4, 4),
        FIELD(INTERFACE_INFO_1, DWORD, dwOperationalState, 20, 20),
    });
}

// Only mingw-w64's header still has this structure.
#ifdef IPX_PROTOCOL_SAP
TEST_CASE("the IPX binding is laid out as in C") {
    check({
        SIZE(IPX_ADAPTER_BINDING_INFO, 28, 28),
        FIELD(IPX_ADAPTER_BINDING_INFO, ULONG, AdapterIndex, 0, 0),
        FIELD(IPX_ADAPTER_BINDING_INFO, UCHAR[4], Network, 4, 4),
        FIELD(IPX_ADAPTER_BINDING_INFO, UCHAR[6], LocalNode, 8, 8),
        FIELD(IPX_ADAPTER_BINDING_INFO, UCHAR[6], RemoteNode, 14, 14),
        FIELD(IPX_ADAPTER_BINDING_INFO, ULONG, MaxPacketSize, 20, 20),
        FIELD(IPX_ADAPTER_BINDING_INFO, ULONG, LinkSpeed, 24, 24),
    });
}
#endif

struct constant {
    const char* name;
    DWORD actual;
    DWORD expected;
};
#define VALUE(name, expected) {#name, static_cast<DWORD>(name), expected}

#if defined(MPR60) && MPR60 && !defined(IPX_PROTOCOL_SAP) // mingw-w64's header ignores MPR60
constexpr bool mpr60 = true;
#else
constexpr bool mpr60 = false;
#endif

TEST_CASE("constants have their documented values") {
    static const constant table[] = {
        VALUE(NO_ERROR, 0), VALUE(ERROR_ACCESS_DENIED, 5), VALUE(ERROR_NOT_ENOUGH_MEMORY, 8),
        VALUE(ERROR_NOT_SUPPORTED, 50), VALUE(ERROR_INVALID_PARAMETER, 87),
        VALUE(ERROR_INSUFFICIENT_BUFFER, 122), VALUE(ERROR_NO_MORE_ITEMS, 259),
        VALUE(ERROR_PROTOCOL_STOP_PENDING, 907), VALUE(ERROR_CAN_NOT_COMPLETE, 1003),

        VALUE(ERROR_INVALID_HANDLE, 6), VALUE(ERROR_CALL_NOT_IMPLEMENTED, 120),
        VALUE(ROUTEBASE, 900), VALUE(ERROR_ROUTER_STOPPED, 900),
        VALUE(ERROR_UNKNOWN_PROTOCOL_ID, 902), VALUE(ERROR_NO_SUCH_INTERFACE, 905),
        VALUE(ERROR_INTERFACE_NOT_CONNECTED, 906), VALUE(ERROR_UPDATE_IN_PROGRESS, 911),

        VALUE(ROUTER_STOPPED, 0), VALUE(SAVE_GLOBAL_CONFIG_INFO, 1),
        VALUE(SAVE_INTERFACE_CONFIG_INFO, 2), VALUE(UPDATE_COMPLETE, 3),
        VALUE(PERMANENT, 0), VALUE(DEMAND_DIAL, 1),
        VALUE(LOCAL_WORKSTATION_DIAL, 2), VALUE(REMOTE_WORKSTATION_DIAL, 3),

        VALUE(RIS_INTERFACE_ADDRESS_CHANGE, 0), VALUE(RIS_INTERFACE_ENABLED, 1),
        VALUE(RIS_INTERFACE_DISABLED, 2), VALUE(RIS_INTERFACE_MEDIA_PRESENT, 3),
        VALUE(RIS_INTERFACE_MEDIA_ABSENT, 4),

        VALUE(RF_ROUTING, 1), VALUE(RF_ROUTINGV6, 2), VALUE(RF_DEMAND_UPDATE_ROUTES, 4),
        VALUE(RF_ADD_ALL_INTERFACES, 0x10), VALUE(RF_MULTICAST, 0x20), VALUE(RF_POWER, 0x40),
        VALUE(SERVICES, 2), VALUE(DEMAND_UPDATE_SERVICES, 8),

        VALUE(MS_ROUTER_VERSION, mpr60 ? 0x600 : 0x500), VALUE(INTERFACE_INFO_REVISION_1, 1),
        VALUE(IR_PROMISCUOUS, 0), VALUE(IR_PROMISCUOUS_MULTICAST, 1),

        VALUE(MFE_NO_ERROR, 0), VALUE(MFE_REACHED_CORE, 1), VALUE(MFE_PRUNED_UPSTREAM, 4),
        VALUE(MFE_OIF_PRUNED, 5), VALUE(MFE_OLD_ROUTER, 11),
        VALUE(MFE_NOT_FORWARDING, 2), VALUE(MFE_WRONG_IF, 3), VALUE(MFE_BOUNDARY_REACHED, 6),
        VALUE(MFE_NO_MULTICAST, 7), VALUE(MFE_IIF, 8), VALUE(MFE_NO_ROUTE, 9),
        VALUE(MFE_NOT_LAST_HOP, 10), VALUE(MFE_PROHIBITED, 12), VALUE(MFE_NO_SPACE, 13),

        VALUE(MRINFO_TUNNEL_FLAG, 0x01), VALUE(MRINFO_PIM_FLAG, 0x04),
        VALUE(MRINFO_DOWN_FLAG, 0x10), VALUE(MRINFO_DISABLED_FLAG, 0x20),
        VALUE(MRINFO_QUERIER_FLAG, 0x40), VALUE(MRINFO_LEAF_FLAG, 0x80),

        VALUE(IPRTRMGR_PID, 10000),
        VALUE(PROTO_TYPE_UCAST, 0), VALUE(PROTO_TYPE_MCAST, 1),
        VALUE(PROTO_TYPE_MS0, 2), VALUE(PROTO_TYPE_MS1, 3),
    };
    for (const constant& row : table) {
        CAPTURE(row.name);
        CHECK(row.actual == row.expected);
    }
    CHECK(std::strcmp(REGISTER_PROTOCOL_ENTRY_POINT_STRING, "RegisterProtocol") == 0);
}
// clang-format on

TEST_CASE("protocol ids are composed and decomposed") {
    constexpr auto id = static_cast<DWORD>(PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fffU, 7U));
    CHECK(id == 0x4fff0007);
    CHECK(TYPE_FROM_PROTO_ID(id) == PROTO_TYPE_MCAST);
    CHECK(VENDOR_FROM_PROTO_ID(id) == 0x0fff);
    CHECK(PROTO_FROM_PROTO_ID(id) == 7);

    // Each part stays within its bits.
    CHECK(static_cast<DWORD>(PROTOCOL_ID(0xffffffffU, 0U, 0U)) == 0xc0000000);
    CHECK(static_cast<DWORD>(PROTOCOL_ID(0U, 0xffffffffU, 0U)) == 0x3fff0000);
    CHECK(static_cast<DWORD>(PROTOCOL_ID(0U, 0U, 0xffffffffU)) == 0x0000ffff);

    CHECK(static_cast<DWORD>(MS_IP_RIP) == 8);
    CHECK(static_cast<DWORD>(MS_IP_BGP) == 0x0137000e);
    CHECK(static_cast<DWORD>(MS_IP_IGMP) == 0x4137000a);
    CHECK(static_cast<DWORD>(MS_IP_NAT) == 0x81372715);
}

TEST_CASE("MPR60 selects the structures that the common names mean") {
    STATIC_CHECK(
        std::is_same_v<SUPPORT_FUNCTIONS,
                       std::conditional_t<mpr60, SUPPORT_FUNCTIONS_60, SUPPORT_FUNCTIONS_50>>);
    STATIC_CHECK(std::is_same_v<MPR_ROUTING_CHARACTERISTICS,
                                std::conditional_t<mpr60, MPR60_ROUTING_CHARACTERISTICS,
                                                   MPR50_ROUTING_CHARACTERISTICS>>);
    STATIC_CHECK(std::is_same_v<PSUPPORT_FUNCTIONS, SUPPORT_FUNCTIONS*>);
    STATIC_CHECK(std::is_same_v<PMPR_ROUTING_CHARACTERISTICS, MPR_ROUTING_CHARACTERISTICS*>);
}

} // namespace

TEST_CASE("functions of events fail for a null handle") {
    CHECK(WaitForSingleObject(nullptr, 0) == WAIT_FAILED);
    CHECK(SetEvent(nullptr) == FALSE);
    CHECK(CloseHandle(nullptr) == FALSE);
}
