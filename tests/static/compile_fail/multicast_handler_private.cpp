// expect-error: is not one public member function
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
private:
    void join_alert(const routpact::source_group&, BOOL) {}

public:
#else
    void join_alert(const routpact::source_group&, BOOL) {}
#endif

    routpact::multicast_registration<good> group_manager;
};

ROUTPACT_EXPORT_PROTOCOLS(good)
