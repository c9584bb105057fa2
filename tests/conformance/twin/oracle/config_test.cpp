#include "arguments.hpp"
#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sessions.hpp>

using namespace oracle;

TEST_CASE("Global configuration", "[config]") {
    const dll_under_test dll;
    dll.run();
    const auto get = [&](auto... a) { return dll->pfnGetGlobalInfo(a...); };
    check_info_buffer(global_of(100), get);

    auto config = global_of(2);
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(dll->pfnSetGlobalInfo(bad.data, bad.version, bad.size, bad.count) == bad_argument);
    }
    CHECK(dll->pfnSetGlobalInfo(nullptr, 1, sizeof config, 1) == bad_argument);
    CHECK(dll->pfnSetGlobalInfo(nullptr, 0, 0, 0) == bad_argument);
    auto zero = global_of(0);
    CHECK(dll->pfnSetGlobalInfo(&zero, 1, sizeof zero, 1) == bad_argument);
    check_info_buffer(global_of(100), get);

    CHECK(dll->pfnSetGlobalInfo(&config, 1, sizeof config, 1) == success);
    check_info_buffer(config, get);
    config.client_limit = 77; // the copy of the caller
    check_info_buffer(global_of(2), get);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
}

TEST_CASE("Configuration of an interface", "[config]") {
    const dll_under_test dll;
    dll.run();
    const auto get = [&](auto... a) { return dll->pfnGetInterfaceInfo(1, a...); };
    check_info_buffer(sessions::interface_config{0}, get);

    sessions::interface_config config{2};
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(dll->pfnSetInterfaceInfo(1, bad.data, bad.version, bad.size, bad.count) ==
              bad_argument);
    }
    CHECK(dll->pfnSetInterfaceInfo(1, nullptr, 1, sizeof config, 1) == bad_argument);
    CHECK(dll->pfnSetInterfaceInfo(1, nullptr, 0, 0, 0) == bad_argument);
    CHECK(dll->pfnSetInterfaceInfo(77, &config, 1, sizeof config, 1) == bad_argument);
    check_info_buffer(sessions::interface_config{0}, get);

    CHECK(dll->pfnSetInterfaceInfo(1, &config, 1, sizeof config, 1) == success);
    check_info_buffer(config, get);
    config.client_limit = 0;
    check_info_buffer(sessions::interface_config{2}, get);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());

    ULONG size = 77;
    CHECK(dll->pfnGetInterfaceInfo(77, &config, &size, nullptr, nullptr, nullptr) == bad_argument);
    CHECK(dll->pfnGetInterfaceInfo(77, nullptr, nullptr, nullptr, nullptr, nullptr) ==
          bad_argument);
}
