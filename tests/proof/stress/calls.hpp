#pragma once
// One call, with right arguments, of each slot that any thread may call at any time.

#include "probe.hpp"

#include <iterator>

using slots = MPR_ROUTING_CHARACTERISTICS;

/// A slot and its description.
struct call {
    const char* name;
    DWORD (*make)(const slots& s, ULONG index);
    bool of_interface; ///< Whether the call takes an interface index.
    bool running_only; ///< Whether the call is allowed only after StartComplete.
    DWORD refusal;     ///< The code of a call at the wrong time.
};

namespace calls {
using S = const slots&;

inline DWORD get_global(S s, ULONG) {
    probe::config out{};
    ULONG bytes = sizeof out;
    ULONG other = 0;
    return s.pfnGetGlobalInfo(&out, &bytes, &other, &other, &other);
}
inline DWORD set_global(S s, ULONG index) {
    probe::config in{index};
    return s.pfnSetGlobalInfo(&in, 1, sizeof in, 1);
}
inline DWORD status(S s, ULONG index) {
    return s.pfnInterfaceStatus(index, TRUE, index % 5, nullptr);
}
inline DWORD get_interface(S s, ULONG index) {
    probe::config out{};
    ULONG bytes = sizeof out;
    const DWORD code = s.pfnGetInterfaceInfo(index, &out, &bytes, nullptr, nullptr, nullptr);
    require(code != NO_ERROR || out.value == index, "the info belongs to the interface");
    return code;
}
inline DWORD set_interface(S s, ULONG index) {
    probe::config in{index};
    return s.pfnSetInterfaceInfo(index, &in, 1, sizeof in, 1);
}
inline DWORD connect(S s, ULONG index) {
    IP_LOCAL_BINDING client{index, 0};
    return s.pfnConnectClient(index, &client);
}
inline DWORD disconnect(S s, ULONG index) {
    IP_LOCAL_BINDING client{index, 0};
    return s.pfnDisconnectClient(index, &client);
}
inline DWORD neighbors(S s, ULONG index) {
    DWORD list = 0;
    DWORD bytes = sizeof list;
    BYTE flags = 0;
    const DWORD code = s.pfnGetNeighbors(index, &list, &bytes, &flags);
    require(code != NO_ERROR || list == index, "the neighbors belong to the interface");
    return code;
}
inline DWORD mfe(S s, ULONG index) {
    BYTE state = 0;
    return s.pfnGetMfeStatus(index, 0, 0, &state);
}
template <PMIB_SET slots::* Slot>
DWORD change_mib(S s, ULONG index) {
    probe::entry in{index};
    return (s.*Slot)(sizeof in, &in);
}
template <PMIB_GET slots::* Slot>
DWORD query_mib(S s, ULONG index) {
    probe::entry in{index};
    probe::entry out{};
    ULONG bytes = sizeof out;
    const DWORD code = (s.*Slot)(sizeof in, &in, &bytes, &out);
    require(code != NO_ERROR || out.index == index, "the MIB returns the requested entry");
    return code;
}
inline DWORD set_trap(S s, ULONG index) {
    probe::entry in{index};
    return s.pfnMibSetTrapInfo(nullptr, sizeof in, &in, nullptr, nullptr);
}
inline DWORD get_trap(S s, ULONG index) {
    probe::entry in{index};
    return s.pfnMibGetTrapInfo(sizeof in, &in, nullptr, nullptr);
}

/// All slots except those that start, stop, add, delete or fetch.
inline constexpr call all[] = {
    {"GetGlobalInfo", get_global, false, false, ERROR_CAN_NOT_COMPLETE},
    {"SetGlobalInfo", set_global, false, false, ERROR_CAN_NOT_COMPLETE},
    {"InterfaceStatus", status, true, false, ERROR_CAN_NOT_COMPLETE},
    {"GetInterfaceInfo", get_interface, true, false, ERROR_CAN_NOT_COMPLETE},
    {"SetInterfaceInfo", set_interface, true, false, ERROR_CAN_NOT_COMPLETE},
    {"ConnectClient", connect, true, true, ERROR_INVALID_PARAMETER},
    {"DisconnectClient", disconnect, true, true, ERROR_INVALID_PARAMETER},
    {"GetNeighbors", neighbors, true, true, ERROR_CAN_NOT_COMPLETE},
    {"GetMfeStatus", mfe, true, true, ERROR_CAN_NOT_COMPLETE},
    {"MibCreate", change_mib<&slots::pfnMibCreateEntry>, false, true, ERROR_CAN_NOT_COMPLETE},
    {"MibDelete", change_mib<&slots::pfnMibDeleteEntry>, false, true, ERROR_CAN_NOT_COMPLETE},
    {"MibSet", change_mib<&slots::pfnMibSetEntry>, false, true, ERROR_CAN_NOT_COMPLETE},
    {"MibGet", query_mib<&slots::pfnMibGetEntry>, false, true, ERROR_CAN_NOT_COMPLETE},
    {"MibGetFirst", query_mib<&slots::pfnMibGetFirstEntry>, false, true, ERROR_CAN_NOT_COMPLETE},
    {"MibGetNext", query_mib<&slots::pfnMibGetNextEntry>, false, true, ERROR_CAN_NOT_COMPLETE},
    {"MibSetTrapInfo", set_trap, false, true, ERROR_NOT_ENOUGH_MEMORY},
    {"MibGetTrapInfo", get_trap, false, true, ERROR_NOT_ENOUGH_MEMORY},
};
} // namespace calls
