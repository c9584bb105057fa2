// Calls that wait unusually long for the users of an interface: they report it and keep waiting.

#include "router.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <routpact/protocol.hpp>

using namespace stop_tests;

namespace {

struct long_used : protocol_base<23> {
    explicit long_used(routpact::router_manager&) {}
    struct interface_type : counted {};
    void connect_client(interface_type&, const IP_LOCAL_BINDING&) {
        inside = true;
        wait_for([&] { return may_leave.load(); });
    }
    void disconnect_client(interface_type&, const IP_LOCAL_BINDING&) {}
    static void observe(const routpact::report& r) {
        if (r.kind != routpact::violation::long_use)
            return;
        index = r.interface_index;
        of_stop = std::strcmp(r.callback, "stop_protocol") == 0;
        ++reports; // last: the test waits for it
    }

    static inline std::atomic<bool> inside = false;
    static inline std::atomic<bool> may_leave = false;
    static inline std::atomic<int> reports = 0;
    static inline std::atomic<ULONG> index = 0;
    static inline std::atomic<bool> of_stop = false;
};

} // namespace

TEST_CASE("a DeleteInterface that waits long is reported once, and keeps waiting") {
    long_used::inside = long_used::may_leave = false;
    long_used::reports = 0;
    router<long_used> manager;
    manager.run();
    REQUIRE(manager.add(77) == NO_ERROR);
    IP_LOCAL_BINDING client{};
    const helper user{[&] { manager->pfnConnectClient(77, &client); }};
    wait_for([] { return long_used::inside.load(); });
    std::atomic<DWORD> code = 4711;
    {
        const helper remover{[&] { code = manager->pfnDeleteInterface(77); }};
        wait_for([] { return long_used::reports != 0; });
        CHECK(long_used::index == 77);
        CHECK(!long_used::of_stop);
        CHECK(code == 4711);
        long_used::may_leave = true;
    }
    CHECK(code == NO_ERROR);
    CHECK(long_used::reports == 1);
    manager.stop();
}

TEST_CASE("a stop that waits long for a guard is reported") {
    long_used::reports = 0;
    router<long_used> manager;
    manager.run();
    REQUIRE(manager.add(77) == NO_ERROR);
    std::atomic<bool> held = false;
    std::atomic<bool> enough = false;
    const helper user{[&] {
        const auto guard = routpact::interfaces<long_used>.find(77);
        held = true;
        wait_for([&] { return enough.load(); });
    }};
    wait_for([&] { return held.load(); });
    CHECK(manager->pfnStopProtocol() == ERROR_PROTOCOL_STOP_PENDING);
    wait_for([] { return long_used::reports != 0; });
    CHECK(long_used::of_stop);
    enough = true;
    manager.await_end();
}
