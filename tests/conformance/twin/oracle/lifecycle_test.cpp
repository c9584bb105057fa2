#include "arguments.hpp"
#include "dll_under_test.hpp"
#include "slots.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace oracle;

TEST_CASE("Not started", "[lifecycle]") {
    const dll_under_test dll;
    check_is_empty(dll);
    check_all_refuse(*dll);
    CHECK(dll->pfnStartComplete() == success);
    check_all_refuse(*dll);
    CHECK(dll->pfnStopProtocol() == success);
    check_is_empty(dll);
    CHECK(!dll.is_signalled());
}

TEST_CASE("Started, not complete", "[lifecycle]") {
    const dll_under_test dll;
    REQUIRE(dll.start() == success);
    REQUIRE(dll.add(1) == success);
    REQUIRE(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    check_all_refuse(*dll, true);
    for (const slot& s : table) {
        INFO(s.name);
        if (!s.needs_complete)
            CHECK(s.call(*dll, 1) == s.answer());
    }
    check_is_empty(dll);

    REQUIRE(dll.add(1) == success);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    CHECK(dll.attach(1) == success);
}

TEST_CASE("An interface enabled before StartComplete stays enabled", "[lifecycle]") {
    const dll_under_test dll;
    REQUIRE(dll.start() == success);
    REQUIRE(dll.add(1) == success);
    CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll.attach(1) == success);
}

TEST_CASE("Every slot succeeds, and refuses unknown interfaces", "[lifecycle]") {
    const dll_under_test dll;
    dll.run();
    for (const slot& s : table) {
        INFO(s.name);
        if (!s.needs_interface)
            continue;
        CHECK(s.call(*dll, 77) == s.other);
        CHECK(s.call(*dll, 0) == s.other);
        CHECK(s.call(*dll, highest) == s.other);
        if (s.call_wrongly)
            CHECK(s.call_wrongly(*dll, 77) == bad_argument);
    }
    check_is_empty(dll);
    for (const slot& s : table) {
        INFO(s.name);
        CHECK(s.call(*dll, 1) == s.answer());
    }
}

TEST_CASE("StartProtocol", "[lifecycle]") {
    const dll_under_test dll;
    const auto start_with = [&](const block& b, PSUPPORT_FUNCTIONS support = nullptr) {
        return dll->pfnStartProtocol(dll.event, support, b.data, b.version, b.size, b.count);
    };
    auto config = global_of(2);
    bad_blocks blocks{config};
    for (const block& bad : blocks.list()) {
        INFO(describe(bad));
        CHECK(start_with(bad) == bad_argument);
    }
    auto zero = global_of(0);
    CHECK(start_with({&zero, 1, sizeof zero, 1}) == bad_argument);
    check_all_refuse(*dll);
    CHECK(dll->pfnStopProtocol() == success);

    SUPPORT_FUNCTIONS support{};
    CHECK(start_with({&config, 1, sizeof config, 1}, &support) == success);
    CHECK(dll.start() == failure);
    CHECK(start_with({&zero, 1, sizeof zero, 1}) == failure);
    CHECK(dll->pfnStartComplete() == success);
    CHECK(dll.start() == failure);
    REQUIRE(dll.add(1) == success);
    REQUIRE(dll.status(1, RIS_INTERFACE_ENABLED) == success);
    CHECK(dll.attach(1) == success);
    CHECK(dll.attach(1) == success);
    CHECK(dll.attach(1) == bad_argument);

    CHECK(dll->pfnStopProtocol() == success);
    // two items of half the size; null with a size
    CHECK(start_with({&config, 1, sizeof config / 2, 2}) == success);
    CHECK(dll->pfnStopProtocol() == success);
    CHECK(start_with({nullptr, 9, 9, 9}) == bad_argument);
    CHECK(start_with({nullptr, 9, 0, 9}) == success);
}

TEST_CASE("A start after a stop behaves like the first", "[lifecycle]") {
    const dll_under_test dll;
    for (int round = 0; round < 3; ++round) {
        INFO("round " << round);
        dll.run();
        check_info_buffer(global_of(100), [&](auto... a) { return dll->pfnGetGlobalInfo(a...); });
        auto config = global_of(1);
        CHECK(dll->pfnSetGlobalInfo(&config, 1, sizeof config, 1) == success);
        CHECK(dll.attach(2) == success);
        CHECK(dll.attach(2) == bad_argument);
        CHECK(dll.set_limit(3, 9) == success);
        CHECK(dll->pfnStopProtocol() == success);
        CHECK(dll->pfnStopProtocol() == success);
        check_all_refuse(*dll);
        dll.stop_with_completions(1);
        REQUIRE(dll.start() == success);
        check_is_empty(dll);
        CHECK(dll->pfnStartComplete() == success);
        CHECK(dll.look(1).interface_index == 0);
        REQUIRE(dll.add(1) == success);
        CHECK(dll.look(1).enabled == 0);
        CHECK(dll.status(1, RIS_INTERFACE_ENABLED) == success);
        CHECK(dll->pfnUpdateRoutes(1) == success);
        check_update_complete(dll.await(), 1, success);
        CHECK(dll.stop() != failure);
        CHECK(dll.fetch().answer == nothing_more);
        while (dll.is_signalled()) {
        }
    }
}
