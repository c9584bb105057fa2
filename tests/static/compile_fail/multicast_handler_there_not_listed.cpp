// expect-error: the class's list of handlers lacks its name
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
    static constexpr const char* handlers[] = {"disable_igmp"};
    void join_alert(const routpact::source_group&, BOOL) {}
    void disable_igmp(interface_type&, DWORD) {}
#else
    static constexpr const char* handlers[] = {"disable_igmp", "join_alert"};
    void join_alert(const routpact::source_group&, BOOL) {}
    void disable_igmp(interface_type&, DWORD) {}
#endif

    routpact::multicast_registration<good> group_manager;
};

ROUTPACT_EXPORT_PROTOCOLS(good)
