// A unit test of a protocol, with a header for protocols and one for tests.
#include <routpact/routpact.hpp>
#include <routpact/testing.hpp>

namespace {

struct counter {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        ULONG clients = 0;
    };

    explicit counter(routpact::router_manager&) {}
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) { ++itf.clients; }
    void disconnect_client(interface_type& itf, const IP_LOCAL_BINDING&) { --itf.clients; }
    ULONG get_interface_info(interface_type& itf) { return itf.clients; }
};

} // namespace

int main() {
    routpact::testing::router_manager<counter> router;
    router.start();
    router.add_interface(7, L"Internal");
    const IP_LOCAL_BINDING client{0x0200000a, 0xffffffff};
    const bool right = router.connect_client(7, client) == NO_ERROR &&
                       *router.get_interface_info<ULONG>(7) == 1 &&
                       router.connect_client(8, client) == ERROR_INVALID_PARAMETER;
    return right ? 0 : 1;
}
