// A unit test of the multicast protocol, with functions that stand for rtm.dll: no DLL, no Windows,
// any test framework.

#include "multicast.hpp"

#include <cstdio>
#include <routpact/testing.hpp>

namespace {

bool failed = false;
void check(bool passed, const char* text) {
    std::printf("%s: %s\n", passed ? "passed" : "failed", text);
    failed = failed || !passed;
}
#define CHECK(...) check((__VA_ARGS__), #__VA_ARGS__) // or the macro of your framework

// The multicast group manager of the test: keeps the callbacks, and the interfaces that are owned.
ROUTING_PROTOCOL_CONFIG callbacks{};
std::vector<DWORD> owned;
bool registered = false;

DWORD WINAPI register_protocol(PROUTING_PROTOCOL_CONFIG config, DWORD, DWORD,
                               HANDLE* registration) {
    callbacks = *config;
    *registration = &callbacks;
    registered = true;
    return NO_ERROR;
}
DWORD WINAPI deregister_protocol(HANDLE) {
    if (!owned.empty())
        return ERROR_CAN_NOT_COMPLETE;
    registered = false;
    return NO_ERROR;
}
DWORD WINAPI take_interface(HANDLE, DWORD index, DWORD) {
    owned.push_back(index);
    return NO_ERROR;
}
DWORD WINAPI release_interface(HANDLE, DWORD index, DWORD) {
    std::erase(owned, index);
    return NO_ERROR;
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): an exception ends the test, which has failed then
int main() {
    const DWORD source = 0x0100000a; // 10.0.0.1
    const DWORD group = 0x010000ef;  // 239.0.0.1
    const DWORD mask = 0xffffffff;

    routpact::testing::router_manager<multicast::protocol> router;
    routpact::multicast_functions functions{register_protocol, deregister_protocol, take_interface,
                                            release_interface};
    router.construct_with(functions);
    router.start();
    CHECK(registered);
    router.add_interface(7, L"LAN");
    router.add_interface(8, L"WAN");
    CHECK(owned == std::vector<DWORD>{7, 8});

    const auto local_join = routpact::winapi_callback(callbacks.pfnLocalJoinCallback);
    CHECK(local_join(0, 0, group, mask, 7, 0) == NO_ERROR);
    CHECK(local_join(0, 0, group, mask, 9, 0) == ERROR_INVALID_PARAMETER); // no such interface

    CHECK(*router.get_mfe_status(7, group, source) == MFE_NO_ERROR);

    MGM_IF_ENTRY outgoing[] = {{7, 0, TRUE, TRUE}, {8, 0, FALSE, TRUE}};
    const auto creation_alert = routpact::winapi_callback(callbacks.pfnCreationAlertCallback);
    CHECK(creation_alert(source, mask, group, mask, 3, 0, 2, outgoing) == NO_ERROR);
    CHECK(outgoing[0].bIsEnabled);
    CHECK(!outgoing[1].bIsEnabled); // no receivers

    const auto local_leave = routpact::winapi_callback(callbacks.pfnLocalLeaveCallback);
    CHECK(local_leave(0, 0, group, mask, 7, 0) == NO_ERROR);
    CHECK(creation_alert(source, mask, group, mask, 3, 0, 2, outgoing) == NO_ERROR);
    CHECK(!outgoing[0].bIsEnabled);

    DWORD timeout = 900;
    const auto prune_alert = routpact::winapi_callback(callbacks.pfnPruneAlertCallback);
    CHECK(prune_alert(source, mask, group, mask, 3, 0, FALSE, &timeout) == NO_ERROR);
    CHECK(timeout == 60);
    CHECK(!callbacks.pfnRpfCallback); // no handler

    router.delete_interface(8);
    CHECK(owned == std::vector<DWORD>{7});
    router.stop();
    CHECK(owned.empty());
    CHECK(!registered);
    return failed ? 1 : 0;
}
