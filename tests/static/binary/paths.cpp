// One callback three times: by hand, by routpact, and by hand with one instruction too many.
//   paths VARIANT PATH CALLS
// Under an instruction counter, the difference between two numbers of CALLS is the cost of a call.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <routpact/callbacks.hpp>

namespace {

struct dial_in {
    long clients = 0;
};

struct array_table {
    dial_in lines[16];
    dial_in* find(ULONG index) noexcept { return index < 16 ? &lines[index] : nullptr; }
} interfaces;

void on_disconnect(dial_in& itf, const IP_LOCAL_BINDING& client) {
    itf.clients -= static_cast<long>(client.Mask);
}

// The baseline for routpact: the same checks by hand.
DWORD WINAPI by_hand(ULONG index, PVOID address) {
    dial_in* const itf = interfaces.find(index);
    if (!itf)
        return ERROR_INVALID_PARAMETER;
    if (!address || reinterpret_cast<std::uintptr_t>(address) % alignof(IP_LOCAL_BINDING) != 0)
        return ERROR_INVALID_PARAMETER;
    on_disconnect(*itf, *static_cast<const IP_LOCAL_BINDING*>(address));
    return NO_ERROR;
}

volatile long padding = 0;
DWORD WINAPI padded(ULONG index, PVOID address) {
    padding = 0;
    return by_hand(index, address);
}

PDISCONNECT_CLIENT variant(const char* name) {
    if (std::strcmp(name, "by_hand") == 0)
        return by_hand;
    if (std::strcmp(name, "adapted") == 0)
        return routpact::disconnect_client<interfaces, on_disconnect>;
    if (std::strcmp(name, "padded") == 0)
        return padded;
    return nullptr;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 4)
        return 2;
    PDISCONNECT_CLIENT volatile callback = variant(arguments[1]);
    const char* const path = arguments[2];
    const long calls = std::strtol(arguments[3], nullptr, 10);
    if (!callback)
        return 2;

    alignas(IP_LOCAL_BINDING) unsigned char memory[sizeof(IP_LOCAL_BINDING) + 1] = {};
    ULONG index = 7;
    PVOID address = memory;
    DWORD expected = ERROR_INVALID_PARAMETER;
    if (std::strcmp(path, "accepted") == 0)
        expected = NO_ERROR;
    else if (std::strcmp(path, "unknown_index") == 0)
        index = 16;
    else if (std::strcmp(path, "null") == 0)
        address = nullptr;
    else if (std::strcmp(path, "misaligned") == 0)
        address = memory + 1;
    else
        return 2;

    for (long i = 0; i < calls; ++i)
        if (callback(index, address) != expected)
            return 1;
    return 0;
}
