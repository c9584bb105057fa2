// expect-error: the protocol class is abstract, so no object of it can exist
// names: good
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    virtual void hello() = 0;
#else
    virtual void hello() {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
