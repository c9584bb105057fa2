// MibSetTrapInfo and MibGetTrapInfo. The pages contradict each other about the outputs, which are
// passed unchecked.

#include "observed.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <routpact/callbacks.hpp>
#include <span>
#include <stdexcept>

namespace {

using observed::record;
using observed::refused;
using observed::repaired;
using observed::silent;
using routpact::code;
using routpact::violation;

enum class trap : ULONG { none, congestion };

HANDLE kept = nullptr;
int calls = 0;

DWORD on_set(HANDLE event, const trap& asked, routpact::trap_output) {
    ++calls;
    if (asked == trap::none)
        return ERROR_ACCESS_DENIED;
    kept = event;
    return NO_ERROR;
}
code on_get(trap asked, routpact::trap_output output) {
    ++calls;
    if (asked == trap::none)
        return code::access_denied;
    if (!output.size || !output.data)
        return code::not_enough_memory;
    std::memset(output.data, 7, *output.size);
    *output.size = 1;
    return code::no_error;
}
constexpr PMIB_SET_TRAP_INFO set = routpact::mib_set_trap_info<on_set, record>;
constexpr PMIB_GET_TRAP_INFO get = routpact::mib_get_trap_info<on_get, record>;

} // namespace

TEST_CASE("mib_set_trap_info passes the event and the entry") {
    kept = nullptr;
    int event = 0;
    trap asked = trap::congestion;
    ULONG size = 9;
    BYTE out = 9;
    CHECK(set(&event, sizeof asked, &asked, &size, &out) == NO_ERROR);
    CHECK(kept == &event);
    CHECK(set(nullptr, sizeof asked, &asked, nullptr, nullptr) == NO_ERROR);
    CHECK(kept == nullptr);
    CHECK(size == 9);
    CHECK(out == 9);
    asked = trap::none;
    CHECK(set(&event, sizeof asked, &asked, &size, &out) == ERROR_ACCESS_DENIED);
    CHECK(kept == nullptr);
    CHECK(silent());
}

TEST_CASE("mib_get_trap_info passes the entry, and the outputs unchecked") {
    trap asked = trap::congestion;
    BYTE out[4]{};
    ULONG size = 2;
    CHECK(get(sizeof asked, &asked, &size, out) == NO_ERROR);
    CHECK(size == 1);
    CHECK(out[1] == 7);
    CHECK(out[2] == 0);
    CHECK(get(sizeof asked, &asked, nullptr, out) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(get(sizeof asked, &asked, &size, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    asked = trap::none;
    CHECK(get(sizeof asked, &asked, &size, out) == ERROR_ACCESS_DENIED);
    CHECK(silent());
}

// Their pages do not document ERROR_INVALID_PARAMETER.
TEST_CASE("the trap callbacks refuse an entry that is null, too short or misaligned") {
    calls = 0;
    alignas(8) BYTE bytes[sizeof(trap) + 1]{};
    CHECK(set(nullptr, sizeof(trap), nullptr, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(refused("mib_set_trap_info", violation::null_argument, 3));
    CHECK(set(nullptr, sizeof(trap) - 1, bytes, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(refused("mib_set_trap_info", violation::wrong_argument_size, 2));
    CHECK(set(nullptr, sizeof(trap), bytes + 1, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(refused("mib_set_trap_info", violation::misaligned_argument, 3));
    CHECK(get(sizeof(trap), nullptr, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(refused("mib_get_trap_info", violation::null_argument, 2));
    CHECK(get(sizeof(trap) - 1, bytes, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(refused("mib_get_trap_info", violation::wrong_argument_size, 1));
    CHECK(calls == 0);
    CHECK(get(sizeof(trap), bytes + 1, nullptr, nullptr) == ERROR_ACCESS_DENIED); // a copy
    CHECK(calls == 1);
}

TEST_CASE("the trap callbacks return only documented codes") {
    trap asked = trap::congestion;
    constexpr PMIB_SET_TRAP_INFO other_set =
        routpact::mib_set_trap_info<[](HANDLE, routpact::mib_entry, routpact::trap_output) {
            return code::can_not_complete;
        },
                                    record>;
    CHECK(other_set(nullptr, sizeof asked, &asked, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(repaired("mib_set_trap_info", violation::undocumented_code, ERROR_CAN_NOT_COMPLETE,
                   ERROR_NOT_ENOUGH_MEMORY));
    constexpr PMIB_GET_TRAP_INFO other_get =
        routpact::mib_get_trap_info<[](std::span<const trap>, const routpact::trap_output&) {
            return code::invalid_parameter;
        },
                                    record>;
    CHECK(other_get(sizeof asked, &asked, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(repaired("mib_get_trap_info", violation::undocumented_code, ERROR_INVALID_PARAMETER,
                   ERROR_NOT_ENOUGH_MEMORY));
}

#ifdef __cpp_exceptions
TEST_CASE("exceptions do not leave the trap callbacks") {
    trap asked = trap::congestion;
    constexpr PMIB_SET_TRAP_INFO failing_set =
        routpact::mib_set_trap_info<[](HANDLE, trap, routpact::trap_output) {
            throw routpact::error{code::access_denied};
        },
                                    record>;
    CHECK(failing_set(nullptr, sizeof asked, &asked, nullptr, nullptr) == ERROR_ACCESS_DENIED);
    CHECK(repaired("mib_set_trap_info", violation::exception_thrown, ERROR_ACCESS_DENIED,
                   ERROR_ACCESS_DENIED));
    constexpr PMIB_GET_TRAP_INFO failing_get = routpact::mib_get_trap_info<
        [](trap, routpact::trap_output) { throw std::runtime_error{"gone"}; }, record>;
    CHECK(failing_get(sizeof asked, &asked, nullptr, nullptr) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(repaired("mib_get_trap_info", violation::exception_thrown, NO_ERROR,
                   ERROR_NOT_ENOUGH_MEMORY));
}
#endif
