// expect-error: has no handler for the multicast group manager
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
    void joined(const routpact::source_group&, BOOL) {}
#else
    void join_alert(const routpact::source_group&, BOOL) {}
#endif

    routpact::multicast_registration<good> group_manager;
};

ROUTPACT_EXPORT_PROTOCOLS(good)
