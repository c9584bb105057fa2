#pragma once
// The IPX service table of stm.h, for systems without it. It is needed only for the second argument
// of RegisterProtocol: a protocol without such a table sets fSupportedFunctionality to 0 there.
// Source: mpr40_service_characteristics, pregister_protocol.

#if !defined(_WIN32) || defined(ROUTPACT_ABI_MIRROR) // see base_types.hpp

#include <routpact/detail/abi/base_types.hpp>

/// A server that IPX announces.
struct IPX_SERVER_ENTRY {
    USHORT Type;
    UCHAR Name[48];
    UCHAR Network[4];
    UCHAR Node[6];
    UCHAR Socket[2];
    USHORT HopCount;
};
using PIPX_SERVER_ENTRY = IPX_SERVER_ENTRY*; ///< A pointer to one.

/// A server, with the interface and the protocol that it was learned from.
struct IPX_SERVICE {
    ULONG InterfaceIndex;
    ULONG Protocol;
    IPX_SERVER_ENTRY Server;
};
using PIPX_SERVICE = IPX_SERVICE*; ///< A pointer to one.

/// Returns whether the table has a service.
using PIS_SERVICE = BOOL(WINAPI*)(USHORT Type, PUCHAR Name, PIPX_SERVICE Service);
/// Starts an enumeration.
using PCREATE_SERVICE_ENUMERATION_HANDLE = HANDLE(WINAPI*)(DWORD ExclusionFlags,
                                                           PIPX_SERVICE CriteriaService);
/// Takes the next service of an enumeration.
using PENUMERATE_GET_NEXT_SERVICE = DWORD(WINAPI*)(HANDLE EnumerationHandle, PIPX_SERVICE Service);
/// Ends an enumeration.
using PCLOSE_SERVICE_ENUMERATION_HANDLE = DWORD(WINAPI*)(HANDLE EnumerationHandle);
/// Counts the services of the table.
using PGET_SERVICE_COUNT = ULONG(WINAPI*)(VOID);
/// Adds a static service.
using PCREATE_STATIC_SERVICE = DWORD(WINAPI*)(ULONG InterfaceIndex, PIPX_SERVER_ENTRY ServerEntry);
/// Removes a static service.
using PDELETE_STATIC_SERVICE = DWORD(WINAPI*)(ULONG InterfaceIndex, PIPX_SERVER_ENTRY ServerEntry);
/// Converts all services of an interface to static ones.
using PBLOCK_CONVERT_SERVICES_TO_STATIC = DWORD(WINAPI*)(ULONG InterfaceIndex);
/// Removes all static services of an interface.
using PBLOCK_DELETE_STATIC_SERVICES = DWORD(WINAPI*)(ULONG InterfaceIndex);
/// Finds the first service in an order.
using PGET_FIRST_ORDERED_SERVICE = DWORD(WINAPI*)(DWORD OrderingMethod, DWORD ExclusionFlags,
                                                  PIPX_SERVICE Service);
/// Finds the service after a given one.
using PGET_NEXT_ORDERED_SERVICE = DWORD(WINAPI*)(DWORD OrderingMethod, DWORD ExclusionFlags,
                                                 PIPX_SERVICE Service);
/// Starts an autostatic update of services.
using PDO_UPDATE_SERVICES = DWORD(WINAPI*)(ULONG InterfaceIndex);
/// Returns the number of a service.
using PGET_SERVICE_ID = BOOL(WINAPI*)(USHORT Type, PUCHAR Name, PULONG ServiceID);
/// Returns the service with a number.
using PGET_SERVICE_FROM_ID = BOOL(WINAPI*)(ULONG ServiceID, PIPX_SERVICE Service);
/// Returns the service after the one with a number.
using PGET_NEXT_SERVICE_FROM_ID = DWORD(WINAPI*)(ULONG ServiceID, PIPX_SERVICE NextService,
                                                 PULONG NextServiceID);

/// The registration data of a protocol with a service table.
struct MPR40_SERVICE_CHARACTERISTICS {
    DWORD dwVersion;
    DWORD dwProtocolId;
    DWORD fSupportedFunctionality;
    PIS_SERVICE pfnIsService;
    PDO_UPDATE_SERVICES pfnUpdateServices;
    PCREATE_SERVICE_ENUMERATION_HANDLE pfnCreateServiceEnumerationHandle;
    PENUMERATE_GET_NEXT_SERVICE pfnEnumerateGetNextService;
    PCLOSE_SERVICE_ENUMERATION_HANDLE pfnCloseServiceEnumerationHandle;
    PGET_SERVICE_COUNT pfnGetServiceCount;
    PCREATE_STATIC_SERVICE pfnCreateStaticService;
    PDELETE_STATIC_SERVICE pfnDeleteStaticService;
    PBLOCK_CONVERT_SERVICES_TO_STATIC pfnBlockConvertServicesToStatic;
    PBLOCK_DELETE_STATIC_SERVICES pfnBlockDeleteStaticServices;
    PGET_FIRST_ORDERED_SERVICE pfnGetFirstOrderedService;
    PGET_NEXT_ORDERED_SERVICE pfnGetNextOrderedService;
};

/// The registration data for an MPR50 or MPR60 router manager. The member has a name in C++ only.
struct MPR50_SERVICE_CHARACTERISTICS {
    MPR40_SERVICE_CHARACTERISTICS mscMpr40ServiceChars;
};
using MPR_SERVICE_CHARACTERISTICS = MPR50_SERVICE_CHARACTERISTICS; ///< The form in use.
using PMPR_SERVICE_CHARACTERISTICS = MPR_SERVICE_CHARACTERISTICS*; ///< A pointer to one.

#endif
