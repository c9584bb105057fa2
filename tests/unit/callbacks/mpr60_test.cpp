// The callbacks that MPR60 adds. No page describes them: they return any code, and refuse arguments
// like similar documented callbacks.

#include "observed.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <optional>
#include <routpact/callbacks.hpp>
#include <span>
#include <stdexcept>
#include <vector>

namespace mpr60_tests {
namespace {

using observed::record;
using observed::refused;
using observed::repaired;
using observed::silent;
using routpact::code;
using routpact::violation;

struct config {
    ULONG limit;
    ULONG first;
};
GUID acme{1, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};
alignas(8) BYTE bytes[64];   // for misaligned addresses
ULONGLONG first_element = 0; // of many; those after it are never read

int calls = 0;

DWORD on_action(DWORD type, const config& action) {
    ++calls;
    return type + action.limit;
}
constexpr PPROTOCOL_ACTION act = routpact::protocol_action<on_action, record>;

std::optional<std::vector<ULONG>> on_statistics(DWORD type, ULONG count, DWORD answer_type) {
    ++calls;
    if (type != 1)
        return std::nullopt;
    return std::vector<ULONG>(count, answer_type);
}
constexpr PGET_PROTOCOL_STATISTICS get_statistics = routpact::get_statistics<on_statistics, record>;

config kept{};
routpact::versioned<config> on_get(const GUID& domain) {
    ++calls;
    return {{kept.limit, domain.Data1}, 3};
}
constexpr PGET_ROUTING_DOMAIN_GLOBAL_INFO get =
    routpact::get_routing_domain_global_info<on_get, record>;
code on_set(const GUID& domain, const config& info) {
    ++calls;
    if (domain.Data1 != acme.Data1)
        return code::not_supported;
    kept = info;
    return code::no_error;
}
constexpr PSET_ROUTING_DOMAIN_GLOBAL_INFO set =
    routpact::set_routing_domain_global_info<on_set, record>;

} // namespace

TEST_CASE("protocol_action passes the type and the action, and returns any code") {
    config action{0, 0};
    CHECK(act(NO_ERROR, &action, sizeof action) == NO_ERROR);
    action.limit = 1000;
    CHECK(act(6, &action, sizeof action) == 1006);
    CHECK(silent());
}

TEST_CASE("protocol_action refuses an action that is null, too short or misaligned") {
    calls = 0;
    CHECK(act(0, nullptr, sizeof(config)) == ERROR_INVALID_PARAMETER);
    CHECK(refused("protocol_action", violation::null_argument, 2));
    CHECK(act(0, bytes, sizeof(config) - 1) == ERROR_INVALID_PARAMETER);
    CHECK(refused("protocol_action", violation::wrong_argument_size, 3));
    CHECK(act(0, bytes + 1, sizeof(config)) == ERROR_INVALID_PARAMETER);
    CHECK(refused("protocol_action", violation::misaligned_argument, 2));
    CHECK(calls == 0);
    constexpr PPROTOCOL_ACTION several =
        routpact::protocol_action<[](DWORD, std::span<const config> actions) {
            return static_cast<DWORD>(actions.size());
        },
                                  record>;
    CHECK(several(0, bytes, 3 * sizeof(config)) == 3);
    CHECK(several(0, bytes, 1) == ERROR_INVALID_PARAMETER);
    CHECK(refused("protocol_action", violation::wrong_argument_size, 3));
}

TEST_CASE("get_statistics allocates memory that buffer_free releases") {
    ULONG count = 3;
    PVOID answer = nullptr;
    DWORD size = 0;
    REQUIRE(get_statistics(1, &count, sizeof count, 5, &answer, &size) == NO_ERROR);
    REQUIRE(size == 3 * sizeof(ULONG));
    REQUIRE(answer);
    const ULONG expected[] = {5, 5, 5};
    CHECK(std::memcmp(answer, expected, size) == 0);
    routpact::buffer_free(answer);
    count = 0;
    REQUIRE(get_statistics(1, &count, sizeof count, 5, &answer, &size) == NO_ERROR);
    CHECK(size == 0);
    routpact::buffer_free(answer);
    routpact::buffer_free(nullptr);
    CHECK(silent());
}

TEST_CASE("statistics of more than 4 GB are not delivered") {
    if constexpr (sizeof(void*) > 4) {
        constexpr auto huge = routpact::get_statistics<[](DWORD, const ULONG&, DWORD) {
            return std::span<const ULONGLONG>{&first_element, std::size_t{1} << 30};
        },
                                                       record>;
        ULONG question = 1;
        PVOID answer = &kept;
        DWORD size = 77;
        CHECK(huge(1, &question, sizeof question, 5, &answer, &size) == ERROR_CAN_NOT_COMPLETE);
        CHECK(repaired("get_statistics", violation::undeliverable_result, ERROR_CAN_NOT_COMPLETE,
                       ERROR_CAN_NOT_COMPLETE));
        CHECK(answer == &kept);
        CHECK(size == 77);
    }
}

TEST_CASE("get_statistics leaves its outputs unchanged on failure") {
    calls = 0;
    ULONG count = 3;
    PVOID answer = bytes;
    DWORD size = 99;
    CHECK(get_statistics(2, &count, sizeof count, 5, &answer, &size) == ERROR_CAN_NOT_COMPLETE);
    CHECK(silent());
    CHECK(calls == 1);
    CHECK(get_statistics(1, nullptr, sizeof count, 5, &answer, &size) == ERROR_INVALID_PARAMETER);
    CHECK(refused("get_statistics", violation::null_argument, 2));
    CHECK(get_statistics(1, &count, 3, 5, &answer, &size) == ERROR_INVALID_PARAMETER);
    CHECK(refused("get_statistics", violation::wrong_argument_size, 3));
    CHECK(get_statistics(1, &count, sizeof count, 5, nullptr, &size) == ERROR_INVALID_PARAMETER);
    CHECK(refused("get_statistics", violation::null_argument, 5));
    CHECK(get_statistics(1, &count, sizeof count, 5, &answer, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(refused("get_statistics", violation::null_argument, 6));
    CHECK(calls == 1);
    CHECK(answer == bytes);
    CHECK(size == 99);
}

TEST_CASE("set_routing_domain_global_info passes the domain and the block") {
    config info{8, 1};
    CHECK(set(&acme, &info, 1, sizeof info, 1) == NO_ERROR);
    CHECK(kept.limit == 8);
    GUID foreign{};
    CHECK(set(&foreign, &info, 1, sizeof info, 1) == ERROR_NOT_SUPPORTED);
    CHECK(silent());
}

TEST_CASE("set_routing_domain_global_info refuses null and blocks of another length") {
    calls = 0;
    config info{9, 1};
    CHECK(set(nullptr, &info, 1, sizeof info, 1) == ERROR_INVALID_PARAMETER);
    CHECK(refused("set_routing_domain_global_info", violation::null_argument, 1));
    CHECK(set(&acme, nullptr, 1, sizeof info, 1) == ERROR_INVALID_PARAMETER);
    CHECK(refused("set_routing_domain_global_info", violation::null_argument, 2));
    CHECK(set(&acme, &info, 1, sizeof info - 1, 1) == ERROR_INVALID_PARAMETER);
    CHECK(refused("set_routing_domain_global_info", violation::wrong_argument_size, 4));
    CHECK(set(&acme, &info, 1, sizeof info, 0x20000001) == ERROR_INVALID_PARAMETER);
    CHECK(refused("set_routing_domain_global_info", violation::wrong_argument_size, 4));
    const auto misaligned = static_cast<GUID*>(static_cast<void*>(bytes + 1));
    CHECK(set(misaligned, &info, 1, sizeof info, 1) == ERROR_INVALID_PARAMETER);
    CHECK(refused("set_routing_domain_global_info", violation::misaligned_argument, 1));
    CHECK(calls == 0);
}

TEST_CASE("get_routing_domain_global_info returns the length, then the block") {
    kept = {8, 0};
    config out{};
    ULONG room = 0;
    ULONG version = 9;
    ULONG size = 9;
    ULONG count = 9;
    CHECK(get(&acme, nullptr, &room, &version, &size, &count) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(room == sizeof out);
    room = sizeof out - 1;
    CHECK(get(&acme, &out, &room, &version, &size, &count) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(room == sizeof out);
    CHECK(out.limit == 0);
    CHECK(version + size + count == 27);
    CHECK(get(&acme, &out, &room, &version, &size, &count) == NO_ERROR);
    CHECK(out.limit == 8);
    CHECK(out.first == acme.Data1);
    CHECK(version == 3);
    CHECK(size == sizeof out);
    CHECK(count == 1);
    CHECK(get(&acme, &out, &room, nullptr, nullptr, nullptr) == NO_ERROR);
    CHECK(silent());
    calls = 0;
    CHECK(get(nullptr, &out, &room, &version, &size, &count) == ERROR_INVALID_PARAMETER);
    CHECK(refused("get_routing_domain_global_info", violation::null_argument, 1));
    CHECK(get(&acme, &out, nullptr, &version, &size, &count) == ERROR_INVALID_PARAMETER);
    CHECK(refused("get_routing_domain_global_info", violation::null_argument, 3));
    CHECK(calls == 0);
}

#ifdef __cpp_exceptions
TEST_CASE("exceptions do not leave the callbacks of MPR60") {
    config info{1, 1};
    constexpr PPROTOCOL_ACTION failing_action =
        routpact::protocol_action<[](DWORD, const config&) { throw std::runtime_error{"not now"}; },
                                  record>;
    CHECK(failing_action(0, &info, sizeof info) == ERROR_CAN_NOT_COMPLETE);
    CHECK(
        repaired("protocol_action", violation::exception_thrown, NO_ERROR, ERROR_CAN_NOT_COMPLETE));

    constexpr PGET_PROTOCOL_STATISTICS failing_statistics =
        routpact::get_statistics<[](DWORD, const config&, DWORD) -> ULONG {
            throw routpact::error{code::access_denied};
        },
                                 record>;
    PVOID answer = bytes;
    DWORD size = 99;
    CHECK(failing_statistics(1, &info, sizeof info, 1, &answer, &size) == ERROR_ACCESS_DENIED);
    CHECK(repaired("get_statistics", violation::exception_thrown, ERROR_ACCESS_DENIED,
                   ERROR_ACCESS_DENIED));
    CHECK(answer == bytes);
    CHECK(size == 99);

    constexpr PGET_ROUTING_DOMAIN_GLOBAL_INFO failing_get =
        routpact::get_routing_domain_global_info<[](const GUID&) -> config { throw 7; }, record>;
    ULONG room = sizeof info;
    CHECK(failing_get(&acme, &info, &room, nullptr, nullptr, nullptr) == ERROR_CAN_NOT_COMPLETE);
    CHECK(info.limit == 1);
    CHECK(repaired("get_routing_domain_global_info", violation::exception_thrown, NO_ERROR,
                   ERROR_CAN_NOT_COMPLETE));

    constexpr PSET_ROUTING_DOMAIN_GLOBAL_INFO failing_set =
        routpact::set_routing_domain_global_info<
            [](const GUID&, const config&) { throw std::bad_alloc{}; }, record>;
    CHECK(failing_set(&acme, &info, 1, sizeof info, 1) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(repaired("set_routing_domain_global_info", violation::exception_thrown,
                   ERROR_NOT_ENOUGH_MEMORY, ERROR_NOT_ENOUGH_MEMORY));
}
#endif

} // namespace mpr60_tests
