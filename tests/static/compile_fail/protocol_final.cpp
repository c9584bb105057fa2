// expect-error: the protocol class is final, so its members cannot be checked: remove final
// names: good
#include <routpact/protocol.hpp>

#ifdef BAD
class good final {
public:
    static constexpr DWORD protocol_id = 77;
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
