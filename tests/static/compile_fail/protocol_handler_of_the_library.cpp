// expect-error: the library handles the callback itself, or leaves its slot null
// names: ::pfnAddInterface
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
    void add_interface(ULONG) {}
#else
    void add(ULONG) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
