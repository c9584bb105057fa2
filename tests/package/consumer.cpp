// A first program with the installed library: one callback, called like the router manager does.

#include <routpact/routpact.hpp>

namespace {

struct dial_in {
    int clients = 1;
};
routpact::interface_table<dial_in> interfaces;

void on_disconnect(dial_in& itf, const IP_LOCAL_BINDING&) {
    --itf.clients;
}

} // namespace

int main() {
    MPR_ROUTING_CHARACTERISTICS routing{};
    routing.pfnDisconnectClient = routpact::disconnect_client<interfaces, on_disconnect>;

    IP_LOCAL_BINDING client{};
    const bool passed = interfaces.insert(7) == routpact::insert_result::inserted &&
                        routing.pfnDisconnectClient(7, &client) == NO_ERROR &&
                        interfaces.find(7)->clients == 0 &&
                        routing.pfnDisconnectClient(8, &client) == ERROR_INVALID_PARAMETER;
    return passed ? 0 : 1;
}
