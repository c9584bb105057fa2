// expect-error: the protocol class uses this name, but not as the library looks for it
// names: protocol_names::interface_type
#include <routpact/registration.hpp>

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
