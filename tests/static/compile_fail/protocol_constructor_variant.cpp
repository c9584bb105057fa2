// expect-error: the protocol's constructor has the wrong parameters; expected (routpact::router_manager&)
// names: good
#include <routpact/protocol.hpp>
#include <variant>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

#ifdef BAD
    good(routpact::router_manager&, std::variant<ULONG, BYTE>) {}
#else
    good(routpact::router_manager&, ULONG) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
