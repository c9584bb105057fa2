// A unit test of the sessions protocol: no DLL, no Windows, any test framework.

#include "../sessions/sessions.cpp" // NOLINT(bugprone-suspicious-include): the class is there

#include <cstdio>
#include <routpact/testing.hpp>

namespace {

bool failed = false;
void check(bool passed, const char* text) {
    if (!passed)
        std::printf("failed: %s\n", text);
    failed = failed || !passed;
}
#define CHECK(...) check((__VA_ARGS__), #__VA_ARGS__) // or the macro of your framework

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): an exception ends the test, which has failed then
int main() {
    const IP_LOCAL_BINDING client{0x0200000a, 0xffffffff}; // 10.0.0.2
    routpact::testing::router_manager<sessions::protocol> router;
    router.start(sessions::global_config{1});
    router.add_interface(7, L"Internal");
    CHECK(router.connect_client(7, client) == NO_ERROR);
    CHECK(router.connect_client(7, client) == ERROR_INVALID_PARAMETER); // the limit is 1
    CHECK(router.connect_client(8, client) == ERROR_INVALID_PARAMETER); // no such interface
    CHECK(router.mib_get_entry<sessions::mib_answer>(sessions::mib_question{7})->clients == 1);
    CHECK(router.mib_set_entry(sessions::mib_change{7, 5}) == NO_ERROR);
    CHECK(router.await(SAVE_INTERFACE_CONFIG_INFO).has_value());
    CHECK(router.restart() == NO_ERROR);
    CHECK(router.connect_client(7, client) == ERROR_INVALID_PARAMETER); // not added again
    for (const auto& call : router.calls())
        std::printf("%s(%s)\n", call.field.c_str(), call.arguments.c_str());
    return failed ? 1 : 0;
}
