// The callback of compile_by_hand.cpp, written with routpact.

#include <routpact/callbacks.hpp>

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

void fill(MPR_ROUTING_CHARACTERISTICS& characteristics) {
    characteristics.pfnDisconnectClient = routpact::disconnect_client<interfaces, on_disconnect>;
}
