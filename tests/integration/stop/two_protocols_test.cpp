// Two protocol classes of one module, of which one stops.

#include "router.hpp"

#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>

using namespace stop_tests;

using routpact::router_manager;

namespace {
template <unsigned Number>
struct twin : protocol_base<Number> {
    explicit twin(router_manager& m) : manager{m} {}
    struct interface_type : counted {};
    void connect_client(interface_type&, const IP_LOCAL_BINDING&) { manager.save_global_config(); }
    void mib_set_entry(const DWORD&) {
        static_cast<void>(manager.post(
            [this, counting = counted{}] { wait_for([&] { return manager.is_stopping(); }); }));
    }
    router_manager& manager;
};
using left_twin = twin<13>;
using right_twin = twin<14>;
} // namespace

TEST_CASE("two protocol classes of one module are separate") {
    router<left_twin> left;
    router<right_twin> right;
    for (unsigned round = 0; round < rounds; ++round) {
        left.run();
        REQUIRE(right.start() == NO_ERROR);
        CHECK(right->pfnDeleteInterface(7) == ERROR_INVALID_PARAMETER);
        REQUIRE(right.add(8) == NO_ERROR);
        CHECK(right.call(8) == ERROR_INVALID_PARAMETER); // only the left one is complete
        REQUIRE(right->pfnStartComplete() == NO_ERROR);
        CHECK(left.call(8) == ERROR_INVALID_PARAMETER);

        while (WaitForSingleObject(router<right_twin>::notification, 0) == WAIT_OBJECT_0) {
        }
        CHECK(left.call(7) == NO_ERROR);
        ROUTING_PROTOCOL_EVENTS type{};
        CHECK(WaitForSingleObject(router<right_twin>::notification, 0) == WAIT_TIMEOUT);
        CHECK(right->pfnGetEventMessage(&type, nullptr) == ERROR_NO_MORE_ITEMS);
        CHECK(left->pfnGetEventMessage(&type, nullptr) == NO_ERROR);
        CHECK(type == SAVE_GLOBAL_CONFIG_INFO);

        DWORD entry = 1;
        REQUIRE(left->pfnMibSetEntry(sizeof entry, &entry) == NO_ERROR);
        const int before = counted::alive;
        const DWORD answer = left->pfnStopProtocol();
        if (answer == ERROR_PROTOCOL_STOP_PENDING)
            left.await_end();
        CHECK(counted::alive == 2); // the right one and its interface
        CHECK(before >= 4);
        CHECK(right.call(8) == NO_ERROR);
        CHECK(left.call(7) == ERROR_INVALID_PARAMETER);
        right.stop();
        left.check_end(answer);
    }
}
