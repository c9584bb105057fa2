#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <thread>

#ifndef _WIN32
#include <dlfcn.h>
#endif

using namespace oracle;

namespace {

/// Whether the process still has the DLL loaded.
bool is_loaded(const std::string& path) {
#ifdef _WIN32
    return GetModuleHandleA(path.substr(path.find_last_of("/\\") + 1).c_str()) != nullptr;
#else
    void* const handle = dlopen(path.c_str(), RTLD_NOW | RTLD_NOLOAD);
    if (handle)
        dlclose(handle);
    return handle != nullptr;
#endif
}

} // namespace

TEST_CASE("Unloaded directly after the stop", "[unload]") {
    for (int round = 0; round < 20; ++round) {
        INFO("round " << round);
        const dll_under_test dll;
        REQUIRE(dll.start() == success);
        for (ULONG index = 1; index <= 16; ++index) {
            REQUIRE(dll.add(index) == success);
            REQUIRE(dll.status(index, RIS_INTERFACE_ENABLED) == success);
        }
        REQUIRE(dll->pfnStartComplete() == success);
        for (ULONG index = 1; index <= 16; ++index)
            CHECK(dll->pfnUpdateRoutes(index) == success);
        std::this_thread::sleep_for(microseconds{round * 100});
        unsigned completed = 0;
        const bool pending = dll->pfnStopProtocol() == stop_pending;
        for (;;) {
            const fetched_event got = pending ? dll.await() : dll.fetch();
            if (got.answer != success || got.kind == ROUTER_STOPPED) {
                CHECK((got.answer == success) == pending);
                break;
            }
            ++completed;
        }
        CHECK(completed == 16);
    }
}

TEST_CASE("A DLL unloaded with events in its queue is gone and keeps no state", "[unload]") {
    for (int round = 0; round < 5; ++round) {
        {
            const dll_under_test dll;
            check_is_empty(dll);
            dll.stop_with_completions(3);
            CHECK(is_loaded(dll_path()));
        }
        // a system thread that ran the last update may keep the DLL loaded for a moment
        for (int i = 0; i < 10000 && is_loaded(dll_path()); ++i)
            std::this_thread::sleep_for(milliseconds{1});
        CHECK(!is_loaded(dll_path()));
    }
}
