// expect-error: has a member with the name of this callback's handler, but it is not one public member function
// names: ::pfnConnectClient
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    void connect_client(interface_type&, PVOID) {}
    void connect_client(interface_type&, const DWORD&) {}
#else
    void connect_client(interface_type&, PVOID) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
