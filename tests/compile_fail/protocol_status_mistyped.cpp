// expect-error: the handler must take this argument of the callback as the type shown as wanted
// names: ::pfnInterfaceStatus
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
    void interface_status(interface_type&, DWORD) {}
#else
    void interface_status(interface_type&, routpact::status_change) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
