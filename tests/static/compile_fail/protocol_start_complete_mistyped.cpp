// expect-error: the handler has the wrong number of parameters; expected one parameter for each argument of the callback, in the order of the C signature, and no interface
// names: ::pfnStartComplete
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
    void start_complete(DWORD) {}
#else
    void start_complete() {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
