// expect-error: void update_routes(interface_type& itf, routpact::autostatic_update update)
// names: autostatic_update>, routpact::misuse::actual<
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
    void update_routes(interface_type&, ULONG) {}
#else
    void update_routes(interface_type&, routpact::autostatic_update) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
