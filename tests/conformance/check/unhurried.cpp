// A protocol whose stop and whose updates end after 0.8 s, in which the process must run.

#include <chrono>
#include <routpact/protocol.hpp>
#include <thread>
#include <utility>

namespace {

void take_time() {
    for (int i = 0; i < 8; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
}

class unhurried {
public:
    static constexpr DWORD protocol_id = 1;
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;

    struct interface_type : routpact::interface_state {
        explicit interface_type(unhurried&, const routpact::interface_description&) {}
    };

    explicit unhurried(routpact::router_manager& manager) : manager_{manager} {}

    void start_complete() {
        manager_.post([&manager = manager_] {
            while (!manager.is_stopping())
                std::this_thread::sleep_for(std::chrono::milliseconds{10});
            take_time();
        });
    }
    void update_routes(interface_type&, routpact::autostatic_update update) {
        manager_.post([update = std::move(update)] {
            take_time();
            update.complete();
        });
    }

private:
    routpact::router_manager& manager_;
};

} // namespace

ROUTPACT_EXPORT_PROTOCOLS(unhurried)
