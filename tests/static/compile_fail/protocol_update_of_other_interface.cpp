// expect-error: expected a reference to the table's interface as the first parameter
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
    void update_routes(ULONG&, routpact::autostatic_update) {}
#else
    void update_routes(interface_type&, routpact::autostatic_update) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
