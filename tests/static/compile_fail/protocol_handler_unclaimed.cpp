// expect-error: the protocol class has a handler for this callback, but its functionality lacks the flag
// names: ::pfnUpdateRoutes
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
    void update_routes(interface_type&, routpact::autostatic_update) {}
#else
    void update(interface_type&, routpact::autostatic_update) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
