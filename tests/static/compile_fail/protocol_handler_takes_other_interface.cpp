// expect-error: expected a reference to the table's interface as the first parameter
// names: ::pfnGetInterfaceInfo
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
    DWORD get_interface_info(good&) { return 1; }
#else
    DWORD get_interface_info(interface_type&) { return 1; }
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
