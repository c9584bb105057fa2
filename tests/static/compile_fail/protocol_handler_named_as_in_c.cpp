// expect-error: the class has a member function whose name nearly is that of this callback's handler
// names: ::pfnConnectClient
#include <routpact/protocol.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;

    explicit good(routpact::router_manager&) {}

#ifdef BAD
    void ConnectClient(const DWORD&) {}
#else
    static constexpr const char* handlers[] = {"set_global_info"};
    void set_global_info(const DWORD&) {}
    void ConnectClient(const DWORD&) {} // not meant to be the handler
#endif
};

ROUTPACT_EXPORT_PROTOCOLS(good)
