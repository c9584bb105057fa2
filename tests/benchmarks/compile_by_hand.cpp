// One callback by hand: the baseline for compile_adopted.cpp.

#include <cstdint>
#include <routpact/abi.hpp> // off Windows, replaces the platform's headers

struct dial_in {
    long clients = 0;
};

struct array_table {
    dial_in lines[16];
    dial_in* find(ULONG index) noexcept { return index < 16 ? &lines[index] : nullptr; }
} interfaces;

void on_disconnect(dial_in& itf, const IP_LOCAL_BINDING&) {
    --itf.clients;
}

DWORD WINAPI disconnect_client(ULONG index, PVOID address) {
    dial_in* const itf = interfaces.find(index);
    if (!itf)
        return ERROR_INVALID_PARAMETER;
    if (!address || reinterpret_cast<std::uintptr_t>(address) % alignof(IP_LOCAL_BINDING) != 0)
        return ERROR_INVALID_PARAMETER;
    on_disconnect(*itf, *static_cast<const IP_LOCAL_BINDING*>(address));
    return NO_ERROR;
}

void fill(MPR_ROUTING_CHARACTERISTICS& characteristics) {
    characteristics.pfnDisconnectClient = disconnect_client;
}
