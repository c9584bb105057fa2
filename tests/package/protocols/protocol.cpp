#include <routpact/routpact.hpp>

namespace {

struct quiet {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;
    explicit quiet(routpact::router_manager&) {}
};

} // namespace

ROUTPACT_EXPORT_PROTOCOLS(quiet)
