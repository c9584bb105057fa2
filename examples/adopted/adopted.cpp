// A protocol DLL in the style of C with its own hash table. It uses routpact for one callback.
//
// The parts that DisconnectClient needed are marked NEW: a lookup that holds the lock while the
// handler uses the line, the handler, and the assignment in RegisterProtocol.

#include <mutex>
#include <new>
#include <routpact/callbacks.hpp>

#define ADOPTED_PROTOCOL_ID PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7)
#define LINE_BUCKETS 64

namespace {

struct LINE {
    ULONG InterfaceIndex;
    ULONG Clients;
    LINE* Next;
};

LINE* g_Lines[LINE_BUCKETS];
std::mutex g_LinesLock;

LINE** FindLine(ULONG InterfaceIndex) {
    LINE** Line = &g_Lines[InterfaceIndex % LINE_BUCKETS];
    while (*Line && (*Line)->InterfaceIndex != InterfaceIndex)
        Line = &(*Line)->Next;
    return Line;
}

DWORD WINAPI StartProtocol(HANDLE, PSUPPORT_FUNCTIONS, LPVOID, ULONG, ULONG, ULONG) {
    return NO_ERROR;
}

DWORD WINAPI StartComplete() {
    return NO_ERROR;
}

DWORD WINAPI StopProtocol() {
    const std::lock_guard Locked{g_LinesLock};
    for (LINE*& Bucket : g_Lines) {
        while (LINE* const Line = Bucket) {
            Bucket = Line->Next;
            delete Line;
        }
    }
    return NO_ERROR;
}

DWORD WINAPI GetEventMessage(ROUTING_PROTOCOL_EVENTS*, MESSAGE*) {
    return ERROR_NO_MORE_ITEMS;
}

DWORD WINAPI AddInterface(LPWSTR, ULONG InterfaceIndex, NET_INTERFACE_TYPE, DWORD, WORD, WORD,
                          PVOID, ULONG, ULONG, ULONG) {
    const std::lock_guard Locked{g_LinesLock};
    LINE** const Line = FindLine(InterfaceIndex);
    if (*Line)
        return ERROR_INVALID_PARAMETER;
    *Line = new (std::nothrow) LINE{InterfaceIndex, 0, nullptr};
    return *Line ? NO_ERROR : ERROR_CAN_NOT_COMPLETE;
}

DWORD WINAPI DeleteInterface(ULONG InterfaceIndex) {
    const std::lock_guard Locked{g_LinesLock};
    LINE** const Line = FindLine(InterfaceIndex);
    if (!*Line)
        return ERROR_INVALID_PARAMETER;
    LINE* const Deleted = *Line;
    *Line = Deleted->Next;
    delete Deleted;
    return NO_ERROR;
}

DWORD WINAPI InterfaceStatus(ULONG InterfaceIndex, BOOL, DWORD, PVOID) {
    const std::lock_guard Locked{g_LinesLock};
    return *FindLine(InterfaceIndex) ? NO_ERROR : ERROR_INVALID_PARAMETER;
}

// This protocol has no configuration and no MIB, but the router manager requires these functions.
DWORD WINAPI GetGlobalInfo(PVOID, PULONG BufferSize, PULONG, PULONG, PULONG) {
    return BufferSize ? ERROR_CAN_NOT_COMPLETE : ERROR_INVALID_PARAMETER;
}

DWORD WINAPI SetGlobalInfo(PVOID GlobalInfo, ULONG, ULONG, ULONG) {
    return GlobalInfo ? ERROR_CAN_NOT_COMPLETE : ERROR_INVALID_PARAMETER;
}

DWORD WINAPI GetInterfaceInfo(ULONG InterfaceIndex, PVOID, PULONG BufferSize, PULONG, PULONG,
                              PULONG) {
    const std::lock_guard Locked{g_LinesLock};
    return BufferSize && *FindLine(InterfaceIndex) ? ERROR_CAN_NOT_COMPLETE
                                                   : ERROR_INVALID_PARAMETER;
}

DWORD WINAPI SetInterfaceInfo(ULONG InterfaceIndex, PVOID InterfaceInfo, ULONG, ULONG, ULONG) {
    const std::lock_guard Locked{g_LinesLock};
    return InterfaceInfo && *FindLine(InterfaceIndex) ? ERROR_CAN_NOT_COMPLETE
                                                      : ERROR_INVALID_PARAMETER;
}

DWORD WINAPI MibChange(ULONG, PVOID) {
    return ERROR_CAN_NOT_COMPLETE;
}

DWORD WINAPI MibGet(ULONG, PVOID, PULONG, PVOID) {
    return ERROR_CAN_NOT_COMPLETE;
}

DWORD WINAPI MibSetTrapInfo(HANDLE, ULONG, PVOID, PULONG, PVOID) {
    return ERROR_NOT_ENOUGH_MEMORY;
}

DWORD WINAPI MibGetTrapInfo(ULONG, PVOID, PULONG, PVOID) {
    return ERROR_NOT_ENOUGH_MEMORY;
}

// Written by hand, for comparison.
DWORD WINAPI ConnectClient(ULONG InterfaceIndex, PVOID ClientAddress) {
    const std::lock_guard Locked{g_LinesLock};
    LINE* const Line = *FindLine(InterfaceIndex);
    if (!Line || !ClientAddress)
        return ERROR_INVALID_PARAMETER;
    ++Line->Clients;
    return NO_ERROR;
}

// NEW: adapts the table to routpact. find() returns a guard that holds the lock until the handler
// returns.
struct LOCKED_LINE {
    std::unique_lock<std::mutex> Lock;
    LINE* Line;

    explicit operator bool() const { return Line; }
    LINE& operator*() const { return *Line; }
};

struct LINE_TABLE {
    LOCKED_LINE find(ULONG InterfaceIndex) {
        std::unique_lock Lock{g_LinesLock};
        LINE* const Line = *FindLine(InterfaceIndex);
        return {std::move(Lock), Line};
    }
} g_LineTable;

// NEW: the handler. routpact has checked the index and the address.
DWORD OnDisconnect(LINE& Line, const IP_LOCAL_BINDING&) {
    if (Line.Clients == 0)
        return ERROR_INVALID_PARAMETER;
    --Line.Clients;
    return NO_ERROR;
}

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS pRoutingChar,
                                         PMPR_SERVICE_CHARACTERISTICS pServiceChar) {
    if (pRoutingChar->dwProtocolId != ADOPTED_PROTOCOL_ID ||
        pRoutingChar->dwVersion < MS_ROUTER_VERSION ||
        (pRoutingChar->fSupportedFunctionality & RF_ROUTING) == 0)
        return ERROR_NOT_SUPPORTED;

    *pRoutingChar = {};
    pRoutingChar->dwVersion = MS_ROUTER_VERSION;
    pRoutingChar->dwProtocolId = ADOPTED_PROTOCOL_ID;
    pRoutingChar->fSupportedFunctionality = RF_ROUTING;
    pRoutingChar->pfnStartProtocol = StartProtocol;
    pRoutingChar->pfnStartComplete = StartComplete;
    pRoutingChar->pfnStopProtocol = StopProtocol;
    pRoutingChar->pfnGetEventMessage = GetEventMessage;
    pRoutingChar->pfnAddInterface = AddInterface;
    pRoutingChar->pfnDeleteInterface = DeleteInterface;
    pRoutingChar->pfnInterfaceStatus = InterfaceStatus;
    pRoutingChar->pfnGetGlobalInfo = GetGlobalInfo;
    pRoutingChar->pfnSetGlobalInfo = SetGlobalInfo;
    pRoutingChar->pfnGetInterfaceInfo = GetInterfaceInfo;
    pRoutingChar->pfnSetInterfaceInfo = SetInterfaceInfo;
    pRoutingChar->pfnMibCreateEntry = MibChange;
    pRoutingChar->pfnMibDeleteEntry = MibChange;
    pRoutingChar->pfnMibSetEntry = MibChange;
    pRoutingChar->pfnMibGetEntry = MibGet;
    pRoutingChar->pfnMibGetFirstEntry = MibGet;
    pRoutingChar->pfnMibGetNextEntry = MibGet;
    pRoutingChar->pfnMibSetTrapInfo = MibSetTrapInfo;
    pRoutingChar->pfnMibGetTrapInfo = MibGetTrapInfo;
    pRoutingChar->pfnConnectClient = ConnectClient;
    pRoutingChar->pfnDisconnectClient = // NEW
        routpact::disconnect_client<g_LineTable, OnDisconnect>;

    pServiceChar->mscMpr40ServiceChars.fSupportedFunctionality = 0;
    return NO_ERROR;
}
