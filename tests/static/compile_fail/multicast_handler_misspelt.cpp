// expect-error: a member function whose name nearly is that of this callback's handler
// names: ::pfnJoinAlertCallback
#include <routpact/multicast.hpp>

class good {
public:
    static constexpr DWORD protocol_id = 77;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {
        interface_type(good&, const routpact::interface_description&) {}
    };

    explicit good(routpact::router_manager&) {
        if (group_manager.open() != routpact::code::no_error)
            std::terminate();
    }

#ifdef BAD
    void on_join_alert(const routpact::source_group&, BOOL) {}
    void disable_igmp(interface_type&, DWORD) {}
#else
    void join_alert(const routpact::source_group&, BOOL) {}
    void disable_igmp(interface_type&, DWORD) {}
#endif

    routpact::multicast_registration<good> group_manager;
};

ROUTPACT_EXPORT_PROTOCOLS(good)
