// The smallest use: one callback, adapted. A DLL assigns it to its slot; this program calls it as
// the router manager does.

#include <atomic>
#include <cstdio>
#include <routpact/routpact.hpp>

struct dial_in {
    std::atomic<long> clients = 1;
};
routpact::interface_table<dial_in> interfaces;

void on_disconnect(dial_in& itf, const IP_LOCAL_BINDING&) {
    --itf.clients;
}

constexpr PDISCONNECT_CLIENT disconnect = routpact::disconnect_client<interfaces, on_disconnect>;

int main() {
    interfaces.insert(7);
    IP_LOCAL_BINDING client{};
    std::printf("interface 7: %s\n", routpact::code_name(disconnect(7, &client)));
    std::printf("interface 8: %s\n", routpact::code_name(disconnect(8, &client)));
    std::printf("no address: %s\n", routpact::code_name(disconnect(7, nullptr)));
}
