// Calls of support functions by threads that use an interface, which the observer receives.

#include <catch2/catch_test_macros.hpp>
#include <mutex>
#include <routpact/protocol.hpp>
#include <routpact/testing.hpp>
#include <string>
#include <utility>
#include <vector>

namespace support_call_tests {

using namespace std::string_literals;

namespace {

struct dialer {
    static constexpr DWORD protocol_id = 0x0fff0031;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type {};

    explicit dialer(routpact::router_manager& m) : manager{m} {}
    static void observe(const routpact::report& seen) {
        const std::lock_guard locked{mutex};
        reports.emplace_back(seen);
    }
    void connect_client(interface_type&, const DWORD&) { static_cast<void>(manager.router_id()); }
    void disconnect_client(interface_type&, const DWORD&) {
        manager.post([this] { manager.demand_dial(8); });
    }
    void set_global_info(const DWORD& index) {
        const auto guard = routpact::interfaces<dialer>.find(index);
        manager.demand_dial(index);
        static_cast<void>(manager.has_multicast_boundary(index, {}));
    }

    routpact::router_manager& manager;
    static inline std::mutex mutex;
    static inline std::vector<routpact::report> reports;
};

std::vector<routpact::report> reports() {
    const std::lock_guard locked{dialer::mutex};
    return std::exchange(dialer::reports, {});
}

} // namespace

TEST_CASE("a support function called by a handler of an interface is reported") {
    routpact::testing::router_manager<dialer> router;
    REQUIRE(router.start() == NO_ERROR);
    REQUIRE(router.add_interface(7, L"seven") == NO_ERROR);
    REQUIRE(router.add_interface(8, L"eight") == NO_ERROR);
    const DWORD client = 1;
    REQUIRE(router.connect_client(8, client) == NO_ERROR);
    const auto seen = reports();
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].callback == "support function"s);
    CHECK(seen[0].kind == routpact::violation::interface_held);
    CHECK(seen[0].blamed == routpact::blame::protocol);
    CHECK(seen[0].interface_index == 8);
    CHECK(std::string{routpact::describe(seen[0].kind)}.find("post the call as work") !=
          std::string::npos);
}

TEST_CASE("a support function called with the guard of an interface is reported") {
    routpact::testing::router_manager<dialer> router;
    REQUIRE(router.start() == NO_ERROR);
    REQUIRE(router.add_interface(7, L"seven") == NO_ERROR);
    const DWORD held = 7;
    const DWORD absent = 9;
    CHECK(router.set_global_info(absent) == NO_ERROR);
    CHECK(reports().empty());
    CHECK(router.set_global_info(held) == NO_ERROR);
    const auto seen = reports();
    REQUIRE(seen.size() == 2);
    CHECK(seen[1].interface_index == 7);
}

TEST_CASE("posted work may call a support function") {
    routpact::testing::router_manager<dialer> router;
    REQUIRE(router.start() == NO_ERROR);
    REQUIRE(router.add_interface(7, L"seven") == NO_ERROR);
    const DWORD client = 1;
    REQUIRE(router.disconnect_client(7, client) == NO_ERROR);
    REQUIRE(router.stop() == NO_ERROR);
    CHECK(reports().empty());
}

} // namespace support_call_tests
