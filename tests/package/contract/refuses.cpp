#include <routpact/routpact.hpp>

namespace {

struct config {
    ULONG limit;
};

struct demanding {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    demanding(routpact::router_manager&, const config&) {}
};

} // namespace

ROUTPACT_EXPORT_PROTOCOLS(demanding)
