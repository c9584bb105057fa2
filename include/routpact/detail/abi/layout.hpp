#pragma once
// Checks the layout of the structures that the protocol shares with the router manager. Every
// translation unit checks it, because a #pragma pack or an option that was active at the #include
// of the platform's headers changes the layout silently. The numbers are those of Microsoft's
// header, for both pointer sizes.

#include <cstddef>
#include <routpact/detail/abi/mpr60.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

inline constexpr std::size_t pointer_size = sizeof(void*);

static_assert(
    sizeof(MPR50_ROUTING_CHARACTERISTICS) == 8 + 27 * pointer_size &&
        offsetof(MPR50_ROUTING_CHARACTERISTICS, pfnStartProtocol) == 8 + pointer_size &&
        offsetof(MPR50_ROUTING_CHARACTERISTICS, pfnMibGetTrapInfo) == 8 + 26 * pointer_size,
    "routpact: MPR50_ROUTING_CHARACTERISTICS has another layout than the router manager expects: "
    "write #pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(MPR60_ROUTING_CHARACTERISTICS) == 8 + 32 * pointer_size &&
        offsetof(MPR60_ROUTING_CHARACTERISTICS, pfnStartProtocol) == 8 + pointer_size &&
        offsetof(MPR60_ROUTING_CHARACTERISTICS, pfnBufferFree) == 8 + 31 * pointer_size,
    "routpact: MPR60_ROUTING_CHARACTERISTICS has another layout than the router manager expects: "
    "write #pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(MPR40_SERVICE_CHARACTERISTICS) == 8 + 13 * pointer_size &&
        offsetof(MPR40_SERVICE_CHARACTERISTICS, pfnIsService) == 8 + pointer_size &&
        offsetof(MPR40_SERVICE_CHARACTERISTICS, pfnGetNextOrderedService) == 8 + 12 * pointer_size,
    "routpact: MPR40_SERVICE_CHARACTERISTICS has another layout than the router manager expects: "
    "write #pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(MPR_SERVICE_CHARACTERISTICS) == 8 + 13 * pointer_size,
    "routpact: MPR_SERVICE_CHARACTERISTICS has another layout than the router manager expects: "
    "write #pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(SUPPORT_FUNCTIONS_50) == (8 + 11 * pointer_size + 7) / 8 * 8 &&
        offsetof(SUPPORT_FUNCTIONS_50, DemandDialRequest) == 8 &&
        offsetof(SUPPORT_FUNCTIONS_50, HasMulticastBoundary) == 8 + 10 * pointer_size,
    "routpact: SUPPORT_FUNCTIONS_50 has another layout than the router manager expects: write "
    "#pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(SUPPORT_FUNCTIONS_60) == 8 + 14 * pointer_size &&
        offsetof(SUPPORT_FUNCTIONS_60, DemandDialRequest) == 8 &&
        offsetof(SUPPORT_FUNCTIONS_60, GetInterfaceInformation) == 8 + 13 * pointer_size,
    "routpact: SUPPORT_FUNCTIONS_60 has another layout than the router manager expects: write "
    "#pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(sizeof(MESSAGE) == 12,
              "routpact: MESSAGE has another layout than the router manager expects: write #pragma "
              "pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(UPDATE_COMPLETE_MESSAGE) == 12 && offsetof(UPDATE_COMPLETE_MESSAGE, UpdateStatus) == 8,
    "routpact: UPDATE_COMPLETE_MESSAGE has another layout than the router manager expects: write "
    "#pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(IP_LOCAL_BINDING) == 8 && offsetof(IP_LOCAL_BINDING, Mask) == 4,
    "routpact: IP_LOCAL_BINDING has another layout than the router manager expects: write #pragma "
    "pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(IP_ADAPTER_BINDING_INFO) == 24 && offsetof(IP_ADAPTER_BINDING_INFO, Speed) == 16 &&
        offsetof(IP_ADAPTER_BINDING_INFO, Address) == 24,
    "routpact: IP_ADAPTER_BINDING_INFO has another layout than the router manager expects: write "
    "#pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(IPV6_LOCAL_BINDING) == 20 && offsetof(IPV6_LOCAL_BINDING, PrefixLength) == 16,
    "routpact: IPV6_LOCAL_BINDING has another layout than the router manager expects: write "
    "#pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(IPV6_ADAPTER_BINDING_INFO) == 32 && offsetof(IPV6_ADAPTER_BINDING_INFO, Speed) == 24 &&
        offsetof(IPV6_ADAPTER_BINDING_INFO, Address) == 32,
    "routpact: IPV6_ADAPTER_BINDING_INFO has another layout than the router manager expects: write "
    "#pragma pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(
    sizeof(INTERFACE_INFO_1) == 24 && offsetof(INTERFACE_INFO_1, dwOperationalState) == 20,
    "routpact: INTERFACE_INFO_1 has another layout than the router manager expects: write #pragma "
    "pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");
static_assert(sizeof(GUID) == 16 && offsetof(GUID, Data4) == 8,
              "routpact: GUID has another layout than the router manager expects: write #pragma "
              "pack(pop) before the platform's headers, and remove -fpack-struct or /Zp");

} // namespace routpact::inline ROUTPACT_ABI::detail
