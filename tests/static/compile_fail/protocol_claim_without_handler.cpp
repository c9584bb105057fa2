// expect-error: the protocol's functionality has the flag that requires a handler for this callback
// names: ::pfnUpdateRoutes
#include <routpact/protocol.hpp>

#ifdef BAD
class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}
    void update_route(interface_type&, routpact::autostatic_update) {}
};
#else
class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}
    void update_routes(interface_type&, routpact::autostatic_update) {}
};
#endif

ROUTPACT_EXPORT_PROTOCOLS(good)
