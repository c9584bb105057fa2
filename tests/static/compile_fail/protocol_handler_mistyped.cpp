// expect-error: the handler has the wrong number of parameters; expected one parameter for each argument of the callback, in the order of the C signature, and no interface
// names: ::pfnMibSetEntry
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
    void mib_set_entry(const DWORD&, ULONG) {}
#else
    void mib_set_entry(const DWORD&) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
