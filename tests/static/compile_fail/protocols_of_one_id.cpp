// expect-error: two protocol classes have the same protocol_id
#include <routpact/protocol.hpp>

struct first {
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    explicit first(routpact::router_manager&) {}
};
struct second {
#ifdef BAD
    static constexpr DWORD protocol_id = 77;
#else
    static constexpr DWORD protocol_id = 78;
#endif
    static constexpr DWORD functionality = RF_ROUTING;
    explicit second(routpact::router_manager&) {}
};

ROUTPACT_EXPORT_PROTOCOLS(first, second)
