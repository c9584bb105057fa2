// expect-error: the class has a member function whose name nearly is that of this callback's handler
// names: ::pfnSetGlobalInfo
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    void set_globalinfo(const DWORD&) {}
#else
    void set_global_info(const DWORD&) {}
    void set_globalinfo(const DWORD&) {}
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
