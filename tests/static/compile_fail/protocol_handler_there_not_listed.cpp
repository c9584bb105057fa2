// expect-error: the class has the handler of this callback, but the class's list of handlers lacks its name
// names: ::pfnMibSetEntry
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
    void connect_client(interface_type&, PVOID) {}
    void mib_set_entry(const DWORD&) {}
#else
    static constexpr const char* handlers[] = {"connect_client", "mib_set_entry"};
    void connect_client(interface_type&, PVOID) {}
    void mib_set_entry(const DWORD&) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
