// Required callbacks for which neither the protocol class nor the library has a handler: they fail,
// but refuse a wrong call like every other.

#include <catch2/catch_test_macros.hpp>
#include <routpact/protocol.hpp>
#include <string>
#include <vector>

#include "every_slot.hpp"

namespace {

using every_slot::null_pointer;

std::vector<routpact::report> reports_of_bare;

struct bare {
    static constexpr DWORD protocol_id = 78;
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type : routpact::interface_state {};

    explicit bare(routpact::router_manager&) {}

    static void observe(const routpact::report& r) { reports_of_bare.push_back(r); }
};

// The slots under test
std::vector<every_slot::tested_slot> absent_slots() {
    std::vector<every_slot::tested_slot> result;
    for (const auto& slot : every_slot::slots_of<bare>())
        if (slot.row.presence == routpact::presence::required && !slot.in_library)
            result.push_back(slot);
    return result;
}

// A started protocol with the interface 1
struct running_bare {
    every_slot::characteristics table = every_slot::pointers_of<bare>();

    explicit running_bare(bool complete = true) {
        REQUIRE(table.pfnStartProtocol(nullptr, nullptr, nullptr, 0, 0, 0) == NO_ERROR);
        REQUIRE(table.pfnAddInterface(nullptr, 1, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) ==
                NO_ERROR);
        if (complete)
            REQUIRE(table.pfnStartComplete() == NO_ERROR);
        reports_of_bare.clear();
    }
    ~running_bare() { CHECK(table.pfnStopProtocol() == NO_ERROR); }
};

// Checks that a call returned `expected` and was reported once, for these reasons.
void check_answer(const routpact::callback& row, DWORD answer, DWORD expected,
                  routpact::violation kind, routpact::blame blamed, unsigned position,
                  ULONG index) {
    CHECK(answer == expected);
    REQUIRE(reports_of_bare.size() == 1);
    const routpact::report report = reports_of_bare[0];
    reports_of_bare.clear();
    CHECK(report.callback == std::string{row.name});
    CHECK(report.kind == kind);
    CHECK(report.blamed == blamed);
    CHECK(report.argument_position == position);
    CHECK(report.interface_index == index);
    CHECK(report.handler_code == (kind == routpact::violation::missing_handler
                                      ? DWORD{ERROR_CALL_NOT_IMPLEMENTED}
                                      : DWORD{NO_ERROR}));
    CHECK(report.returned_code == expected);
}
void check_failure(const routpact::callback& row, DWORD answer) {
    check_answer(row, answer, row.fallback, routpact::violation::missing_handler,
                 routpact::blame::protocol, 0, row.index_position == 0 ? 0 : 1);
}
void check_refusal(const routpact::callback& row, DWORD answer, DWORD expected,
                   routpact::violation kind, unsigned position, ULONG index) {
    check_answer(row, answer, expected, kind, routpact::blame::caller, position,
                 row.index_position == 0 ? 0 : index);
}

} // namespace

TEST_CASE("a required callback without a handler fails with its fallback") {
    const running_bare protocol;
    const auto slots = absent_slots();
    CHECK(slots.size() > 8);
    for (const auto& slot : slots) {
        INFO(slot.row.name);
        CHECK(!slot.in_class);
        check_failure(slot.row, slot.call(protocol.table, 1));
    }
}

TEST_CASE("a callback without a handler is refused while the protocol does not run") {
    const auto check = [](const every_slot::characteristics& table) {
        for (const auto& slot : absent_slots()) {
            INFO(slot.row.name);
            check_refusal(slot.row, slot.call(table, 1), slot.row.fallback,
                          routpact::violation::not_running, 0, 1);
        }
    };
    reports_of_bare.clear();
    check(every_slot::pointers_of<bare>());
    {
        const running_bare protocol;
    }
    reports_of_bare.clear();
    check(every_slot::pointers_of<bare>());
}

TEST_CASE("before StartComplete a callback without a handler fails, or is refused if it needs it") {
    const running_bare protocol{false};
    for (const auto& slot : absent_slots()) {
        INFO(slot.row.name);
        const DWORD answer = slot.call(protocol.table, 1);
        if (slot.row.availability == routpact::availability::running)
            check_refusal(slot.row, answer, slot.row.fallback, routpact::violation::not_running, 0,
                          1);
        else
            check_failure(slot.row, answer);
    }
}

TEST_CASE("a callback without a handler refuses an index that no interface has") {
    const running_bare protocol;
    for (const ULONG unknown : {ULONG{0}, ULONG{8}, ULONG{0xFFFFFFFF}})
        for (const auto& slot : absent_slots()) {
            INFO(slot.row.name);
            if (slot.row.index_position != 0)
                check_refusal(slot.row, slot.call(protocol.table, unknown), ERROR_INVALID_PARAMETER,
                              routpact::violation::unknown_index, slot.row.index_position, unknown);
        }
}

TEST_CASE("a callback without a handler refuses the same null pointers as one with a handler") {
    const running_bare protocol;
    for (const auto& slot : absent_slots()) {
        INFO(slot.row.name);
        for (const unsigned position : slot.pointers) {
            INFO(position);
            const DWORD answer = slot.call(protocol.table, 1, position);
            if (every_slot::null_at(slot.row.name, position) == null_pointer::refused)
                check_refusal(slot.row, answer, slot.row.refusal(),
                              routpact::violation::null_argument, position, 1);
            else
                check_failure(slot.row, answer);
        }
    }
}

TEST_CASE("a callback without a handler refuses a misaligned pointer") {
    const running_bare protocol;
    alignas(ULONG) BYTE memory[2 * sizeof(ULONG)]{};
    BYTE block = 0;
    const DWORD answer = protocol.table.pfnGetGlobalInfo(
        &block, reinterpret_cast<PULONG>(memory + 1), nullptr, nullptr, nullptr);
    const auto& row =
        routpact::detail::slot<&every_slot::characteristics::pfnGetGlobalInfo>::contract;
    check_refusal(row, answer, row.refusal(), routpact::violation::misaligned_argument, 2, 0);
}
