// expect-error: the protocol class has no constructor for the router manager; expected one that takes routpact::router_manager&
// names: good
#include <routpact/protocol.hpp>

struct good {
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
#ifndef BAD
    explicit good(routpact::router_manager& m) : manager{m} {}
#endif
    routpact::router_manager& manager;
    ULONG count = 0; // no info block, though it could be one
};

ROUTPACT_EXPORT_PROTOCOLS(good)
