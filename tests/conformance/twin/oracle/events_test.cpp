#include "arguments.hpp"
#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace oracle;

TEST_CASE("SAVE_INTERFACE_CONFIG_INFO", "[events]") {
    const dll_under_test dll;
    dll.run();
    CHECK(!dll.is_signalled());
    const auto check_save = [&](ULONG index) {
        const fetched_event got = dll.fetch();
        CHECK(got.answer == success);
        CHECK(got.kind == SAVE_INTERFACE_CONFIG_INFO);
        CHECK(got.message.InterfaceIndex == index);
    };
    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(dll.set_limit(1, 6) == success); // merged into one event
    CHECK(dll.set_limit(2, 5) == success);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(dll.set_limit(1, 7) == success);
    check_save(1);
    CHECK(dll.set_limit(1, 8) == success); // not merged: the first event was fetched
    check_save(2);
    check_save(1);
    check_is_empty(dll);
    CHECK(dll.wait_for_signal() == signalled);
    CHECK(!dll.is_signalled());

    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll.set_limit(2, 5) == success);
    CHECK(dll.set_limit(3, 5) == success);
    CHECK(dll->pfnDeleteInterface(2) == success);
    check_save(1);
    check_save(3);
    check_is_empty(dll);
    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll->pfnDeleteInterface(1) == success);
    CHECK(dll.add(1) == success);
    check_is_empty(dll);
    CHECK(dll.set_limit(1, 5) == success);
    check_save(1);
}

TEST_CASE("GetEventMessage and null pointers", "[events]") {
    const dll_under_test dll;
    dll.run();
    CHECK(dll.set_limit(1, 5) == success);
    CHECK(dll.set_limit(2, 5) == success);
    MESSAGE message = filled_with<MESSAGE>(0xA5);
    CHECK(dll->pfnGetEventMessage(nullptr, &message) == nothing_more);
    CHECK(dll->pfnGetEventMessage(nullptr, nullptr) == nothing_more);
    CHECK(same_bytes(message, filled_with<MESSAGE>(0xA5)));
    ROUTING_PROTOCOL_EVENTS kind = ROUTER_STOPPED;
    CHECK(dll->pfnGetEventMessage(&kind, nullptr) == success); // consumed
    CHECK(kind == SAVE_INTERFACE_CONFIG_INFO);
    const fetched_event got = dll.fetch();
    CHECK(got.answer == success);
    CHECK(got.message.InterfaceIndex == 2);
    check_is_empty(dll);
}
