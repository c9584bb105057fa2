// One of two units of a program that define the same protocol class. The build chooses the version
// of the headers. UNIT is the name of the unit's function.

#include <routpact/routpact.hpp>

struct two_versions {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

    explicit two_versions(routpact::router_manager&) {}
    void connect_client(interface_type&, PVOID) {}
};

/// Registers the class with this unit's copy of the library.
extern "C" DWORD UNIT(PMPR_ROUTING_CHARACTERISTICS routing, PMPR_SERVICE_CHARACTERISTICS service) {
    return routpact::register_protocols<two_versions>(routing, service);
}
