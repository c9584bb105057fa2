#include "arguments.hpp"
#include "dll_under_test.hpp"
#include "held_callback.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <sessions.hpp>
#include <thread>

using namespace oracle;

TEST_CASE("Interfaces are added and deleted", "[interfaces]") {
    const dll_under_test dll;
    dll.run();
    for (const ULONG index : {ULONG{0}, ULONG{4}, ULONG{0x7FFFFFFF}, ULONG{0x80000000}, highest}) {
        INFO(index);
        CHECK(dll->pfnDeleteInterface(index) == bad_argument);
        CHECK(dll.add(index) == success);
        CHECK(dll.add(index) == bad_argument);
        CHECK(dll.look(index).interface_index == index);
        CHECK(dll.status(index, RIS_INTERFACE_ENABLED) == success);
        CHECK(dll.attach(index) == success);
        CHECK(dll->pfnDeleteInterface(index) == success);
        CHECK(dll->pfnDeleteInterface(index) == bad_argument);
        CHECK(dll.add(index) == success);
        CHECK(dll.look(index).enabled == 0); // no state of the deleted interface
        CHECK(dll.look(index).clients == 0);
    }
    check_is_empty(dll);
}

TEST_CASE("AddInterface and its info block", "[interfaces]") {
    const dll_under_test dll;
    dll.run();
    const auto add = [&](ULONG index, const block& b) {
        wchar_t name[] = L"Internal";
        return dll->pfnAddInterface(name, index, LOCAL_WORKSTATION_DIAL, highest, 0xFFFF, 0xFFFF,
                                    b.data, b.version, b.size, b.count);
    };
    sessions::interface_config config{3};
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(add(4, bad) == bad_argument);
        CHECK(dll->pfnDeleteInterface(4) == bad_argument);
    }
    CHECK(add(1, {&config, 1, sizeof config, 1}) == bad_argument); // existing, and not replaced
    CHECK(dll.look(1).client_limit == 0);
    CHECK(dll.look(1).enabled == 1);
    CHECK(add(4, {&config, 1, sizeof config, 1}) == success);
    CHECK(dll.look(4).client_limit == 3);
    CHECK(add(5, {&config, 1, sizeof config / 2, 2}) == success);
    CHECK(dll.look(5).client_limit == 3);
    CHECK(add(6, {nullptr, 9, 9, 9}) == bad_argument); // a size without data
    CHECK(add(6, {nullptr, 9, 9, 0}) == success);
    CHECK(dll.look(6).client_limit == 0);
}

TEST_CASE("DeleteInterface waits for a callback on the interface", "[interfaces]") {
    const dll_under_test dll;
    dll.run();
    held_callback held{dll};
    std::atomic<bool> returned{false};
    DWORD answer = 0;
    std::thread deleting{[&] {
        answer = dll->pfnDeleteInterface(1);
        returned = true;
    }};
    std::this_thread::sleep_for(milliseconds{50});
    CHECK(!returned);
    CHECK(dll.attach(2) == success); // other interfaces are not blocked
    CHECK(dll.look(2).clients == 1);
    CHECK(!returned);
    CHECK(held.let_go() == success);
    deleting.join();
    CHECK(answer == success);
    CHECK(dll->pfnDeleteInterface(1) == bad_argument);
    CHECK(dll.add(1) == success);
    CHECK(dll.look(1).client_limit == 0);
}
