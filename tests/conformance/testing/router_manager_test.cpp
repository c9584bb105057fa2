// The simulated router manager: one test for a class in this process and for the DLL built from it.
// The environment variable ROUTPACT_DLL is the path of the DLL of the sessions protocol.

#include "protocol_dll.hpp"
#include "sessions_module.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <routpact/testing/router_manager.hpp>
#include <sessions.cpp> // defines the class, and exports RegisterProtocol

DWORD WINAPI sessions_entry_point(PMPR_ROUTING_CHARACTERISTICS routing,
                                  PMPR_SERVICE_CHARACTERISTICS service) {
    return RegisterProtocol(routing, service);
}

namespace router_manager_tests {
namespace {

using routpact::testing::router_manager;
using sessions::global_config;
using sessions::interface_config;
using sessions::mib_answer;
using sessions::mib_change;
using sessions::mib_question;
using sessions_router = router_manager<sessions::protocol>;

const IP_LOCAL_BINDING client{0x0200000a, 0xffffffff};

// On Windows the codes are macros of several types.
constexpr DWORD success = NO_ERROR;
constexpr DWORD bad_argument = ERROR_INVALID_PARAMETER;
constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;

/// Calls every kind of callback, from the start to the last stop.
void play(sessions_router& router) {
    REQUIRE(router.start(global_config{2}) == success);
    REQUIRE(router.add_interface(7, L"Internal") == success);
    CHECK(router.add_interface(7, L"Internal") == bad_argument);
    CHECK(router.add_disabled_interface(8, L"Other", interface_config{1}) == success);
    CHECK(router.connect_client(7, client) == success);
    CHECK(router.connect_client(8, client) == bad_argument); // disabled
    CHECK(router.enable(8) == success);
    CHECK(router.bind(8, client) == success);
    CHECK(router.connect_client(8, client) == success);
    CHECK(router.connect_client(8, nullptr) == bad_argument);
    CHECK(router.disconnect_client(9, client) == bad_argument);

    CHECK(router.get_global_info<global_config>()->client_limit == 2);
    CHECK(router.set_global_info(global_config{0}) == bad_argument);
    CHECK(router.set_global_info(nullptr) == bad_argument);
    CHECK(router.get_interface_info<interface_config>(8)->client_limit == 1);
    CHECK(router.get_interface_info<std::vector<ULONG>>(8)->size() == 1);
    CHECK(router.set_interface_info(8, interface_config{5}) == success);
    CHECK(router.get_interface_info<interface_config>(8)->client_limit == 5);
    CHECK(router.get_interface_info<interface_config>(9) == bad_argument);

    const auto after = [](const mib_answer& a) { return mib_question{a.interface_index}; };
    const auto all = router.mib_walk<mib_answer>(mib_question{0}, after);
    REQUIRE(all.size() == 2);
    CHECK(all[0].interface_index == 7);
    CHECK(all[1].clients == 1);
    CHECK(router.mib_get_entry<mib_answer>(mib_question{9}) == failure);
    CHECK(router.mib_create_entry(mib_question{7}) == failure);

    CHECK(router.process_events().empty());
    CHECK(router.mib_set_entry(mib_change{8, 4}) == success);
    CHECK(router.is_signalled());
    const auto events = router.process_events();
    REQUIRE(events.size() == 1);
    CHECK(events[0].type == SAVE_INTERFACE_CONFIG_INFO);
    CHECK(events[0].message.InterfaceIndex == 8);
    REQUIRE(router.saved_interface_info());
    CHECK(router.saved_interface_info()->bytes[0] == 4);

    CHECK(router.update_routes(7) == success);
    const auto updated = router.await(UPDATE_COMPLETE);
    REQUIRE(updated);
    CHECK(updated->message.UpdateCompleteMessage.InterfaceIndex == 7);

    CHECK(router.delete_interface(8) == success);
    CHECK(router.delete_interface(8) == bad_argument);
    CHECK(router.restart() == success);
    CHECK(router.connect_client(7, client) == bad_argument);
    CHECK(router.stop() == success);
    CHECK(router.count("stop_protocol") == 2);
    CHECK(router.count("pfnConnectClient") == 5);
}

} // namespace

TEST_CASE("a protocol class, in this process", "[testing][class]") {
    sessions_router in_process;
    play(in_process);
}

TEST_CASE("the same protocol as a DLL", "[testing][dll]") {
    const char* const path = std::getenv("ROUTPACT_DLL"); // NOLINT(concurrency-mt-unsafe)
    REQUIRE(path);
    const protocol_dll dll{path};
    REQUIRE(dll);
    sessions_router loaded{dll.register_protocol()};
    play(loaded);
}

} // namespace router_manager_tests
