// expect-error: the protocol class lacks this constant; expected static constexpr DWORD protocol_id and static constexpr DWORD functionality
// names: protocol_names::protocol_id
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    static inline DWORD protocol_id = 77;
#else
    static const DWORD protocol_id = 77;
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
