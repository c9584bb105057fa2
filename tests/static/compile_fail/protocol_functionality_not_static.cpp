// expect-error: the protocol class lacks this constant; expected static constexpr DWORD protocol_id and static constexpr DWORD functionality
// names: protocol_names::functionality
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    const DWORD functionality = RF_ROUTING;
#else
    enum : DWORD { functionality = RF_ROUTING };
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
