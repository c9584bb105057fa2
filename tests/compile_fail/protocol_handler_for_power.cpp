// expect-error: the library answers this callback for a protocol class, or leaves it null
// names: ::pfnSetPower
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
    void set_power(DWORD) {}
#else
    void power(DWORD) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
