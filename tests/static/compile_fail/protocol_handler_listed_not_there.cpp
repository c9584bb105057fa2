// expect-error: the class's list of handlers has the handler of this callback, but the class has no member function of that name
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
    static constexpr const char* handlers[] = {"connect_client"};
    void conect_client(interface_type&, PVOID) {}
#else
    static constexpr const char* handlers[] = {"connect_client"};
    void connect_client(interface_type&, PVOID) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
