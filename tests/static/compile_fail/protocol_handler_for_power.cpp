// expect-error: the library handles the callback itself, or leaves its slot null
// names: ::pfnSetPower
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
    void set_power(DWORD) {}
#else
    void power(DWORD) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
