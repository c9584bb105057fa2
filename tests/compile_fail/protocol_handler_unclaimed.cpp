// expect-error: the class has a handler for this callback, but its functionality does not claim
// names: ::pfnUpdateRoutes
#include <routpact/registration.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    void update_routes(interface_type&) {}
#else
    void update(interface_type&) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
