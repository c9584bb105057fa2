// A protocol that takes 100 ms to add an interface.

#include <chrono>
#include <routpact/protocol.hpp>
#include <thread>

namespace {

struct slow {
    static constexpr DWORD protocol_id = 1;
    static constexpr DWORD functionality = RF_ROUTING;

    struct interface_type : routpact::interface_state {
        interface_type(slow&, const routpact::interface_description&) {
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
    };

    explicit slow(routpact::router_manager&) {}
};

} // namespace

ROUTPACT_EXPORT_PROTOCOLS(slow)
