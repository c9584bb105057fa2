// expect-error: takes the wrong type for this argument of the callback; expected the type in misuse::expected<>
// names: ::pfnInterfaceStatus
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
    void interface_status(interface_type&, DWORD) {}
#else
    void interface_status(interface_type&, routpact::status_change) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
