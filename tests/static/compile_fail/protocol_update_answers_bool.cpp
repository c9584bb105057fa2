// expect-error: expected void, DWORD, routpact::code
// names: ::pfnUpdateRoutes
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    bool update_routes(interface_type&, routpact::autostatic_update) { return true; }
#else
    void update_routes(interface_type&, routpact::autostatic_update) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
