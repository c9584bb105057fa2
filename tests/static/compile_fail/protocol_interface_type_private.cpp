// expect-error: the protocol class has a member of this name that the library cannot use
// names: protocol_names::interface_type
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
private:
    struct interface_type {};
#else
    struct interface_type {};
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
