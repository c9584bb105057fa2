// Route updates whose interface is deleted or whose protocol stops.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/registration.hpp>

using namespace stop_tests;

using routpact::router_manager;

namespace {
struct updating : protocol_base<9> {
    static constexpr DWORD functionality = RF_ROUTING | RF_DEMAND_UPDATE_ROUTES;
    explicit updating(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void update_routes(interface_type&) {
        if (!completes)
            return;
        static_cast<void>(manager.post([this, counting = counted{}] {
            ++running;
            wait_for([] { return go.load(); });
            completed = manager.update_complete(7);
        }));
    }

    router_manager& manager;
    static inline std::atomic<bool> completes = false;
    static inline std::atomic<int> running = 0;
    static inline std::atomic<bool> go = false;
    static inline std::atomic<bool> completed = false;
};

void check_update(const router<updating>& manager) {
    REQUIRE(manager.updates().size() == 1);
    const UPDATE_COMPLETE_MESSAGE& told = manager.updates().front();
    CHECK(told.InterfaceIndex == 7);
    CHECK(told.UpdateType == RF_DEMAND_UPDATE_ROUTES);
    CHECK(told.UpdateStatus == (updating::completed ? NO_ERROR : DWORD{ERROR_CAN_NOT_COMPLETE}));
}

// Starts the protocol and an update, which completes in three rounds of four, if it may go on.
void begin_update(router<updating>& manager, unsigned round) {
    updating::completes = round % 4 != 0;
    updating::running = 0;
    updating::go = updating::completed = false;
    manager.run();
    REQUIRE(manager->pfnUpdateRoutes(7) == NO_ERROR);
    if (updating::completes)
        wait_for([] { return updating::running == 1; });
}
} // namespace

TEST_CASE("an update whose interface is deleted is told to have ended, once") {
    router<updating> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        begin_update(manager, round);
        updating::go = true;
        dawdle(round);
        CHECK(manager->pfnDeleteInterface(7) == NO_ERROR);
        manager.stop();
        check_update(manager);
    }
}

TEST_CASE("an update during which the protocol stops is told to have ended, once") {
    router<updating> manager;
    for (unsigned round = 0; round < rounds; ++round) {
        begin_update(manager, round);
        std::optional<helper> releasing;
        releasing.emplace([round] {
            dawdle(round);
            updating::go = true;
        });
        const DWORD answer = manager->pfnStopProtocol();
        releasing.reset();
        manager.check_end(answer);
        check_update(manager);
    }
}
