// expect-error: the protocol class lacks this constant; expected static constexpr DWORD protocol_id
// names: protocol_names::protocol_id
#include <routpact/protocol.hpp>

#ifdef BAD
class good {
public:
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}
};
#else
class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {}
};
#endif

ROUTPACT_EXPORT_PROTOCOLS(good)
