#include <catch2/catch_test_macros.hpp>
#include <routpact/callbacks.hpp>
#include <string>
#include <type_traits>

namespace callbacks_tests {
namespace {

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG index) { return index == 1 ? &only : nullptr; }
} interfaces;

void on_connect(dial_in& itf, const IP_LOCAL_BINDING&) {
    ++itf.clients;
}
void on_disconnect(dial_in& itf, const IP_LOCAL_BINDING&) {
    --itf.clients;
}

std::string reported;
void record(const routpact::report& report) {
    reported = report.callback;
}

} // namespace

TEST_CASE("the client callbacks are constants of exactly the C pointer types") {
    STATIC_CHECK(std::is_same_v<decltype(routpact::connect_client<interfaces, on_connect>),
                                const PCONNECT_CLIENT>);
    STATIC_CHECK(std::is_same_v<decltype(routpact::disconnect_client<interfaces, on_disconnect>),
                                const PDISCONNECT_CLIENT>);
    constexpr PCONNECT_CLIENT constant = routpact::connect_client<interfaces, on_connect>;
    CHECK(constant != nullptr);
}

TEST_CASE("the client callbacks convert to the slots of the structure") {
    MPR_ROUTING_CHARACTERISTICS characteristics{};
    characteristics.pfnConnectClient = routpact::connect_client<interfaces, on_connect>;
    characteristics.pfnDisconnectClient = routpact::disconnect_client<interfaces, on_disconnect>;

    IP_LOCAL_BINDING client{};
    CHECK(characteristics.pfnConnectClient(1, &client) == NO_ERROR);
    CHECK(characteristics.pfnConnectClient(1, &client) == NO_ERROR);
    CHECK(characteristics.pfnDisconnectClient(1, &client) == NO_ERROR);
    CHECK(characteristics.pfnDisconnectClient(2, &client) == ERROR_INVALID_PARAMETER);
    CHECK(interfaces.only.clients == 1);
}

TEST_CASE("each client callback has its own name in reports") {
    CHECK(routpact::connect_client<interfaces, on_connect, record>(2, nullptr) ==
          ERROR_INVALID_PARAMETER);
    CHECK(reported == "connect_client");
    CHECK(routpact::disconnect_client<interfaces, on_disconnect, record>(2, nullptr) ==
          ERROR_INVALID_PARAMETER);
    CHECK(reported == "disconnect_client");
}

} // namespace callbacks_tests
