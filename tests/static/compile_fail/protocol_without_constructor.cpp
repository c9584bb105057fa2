// expect-error: the protocol class has no constructor for the router manager
// names: good
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

#ifdef BAD
    good() {}
#else
    explicit good(routpact::router_manager&) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
