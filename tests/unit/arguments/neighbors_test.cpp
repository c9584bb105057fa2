#include <array>
#include <catch2/catch_test_macros.hpp>
#include <routpact/callbacks.hpp>
#include <vector>

namespace neighbors_tests {
namespace {

using routpact::ipv4_address;
using routpact::mfe_status;
using routpact::violation;

struct line {
    std::vector<DWORD> neighbors;
    BYTE flags = 0;
    mfe_status status = mfe_status::no_error;
    DWORD group = 0;
    DWORD source = 0;
};

struct only_one {
    line only;
    line* find(ULONG index) { return index == 7 ? &only : nullptr; }
} lines;

routpact::report last{};
void record(const routpact::report& report) {
    last = report;
}

bool reported(violation kind, unsigned argument) {
    const bool result = last.kind == kind && last.argument_position == argument;
    last = {};
    return result;
}

constexpr PGET_NEIGHBORS get_neighbors = routpact::get_neighbors<
    lines,
    [](const line& l) { return routpact::neighbors<std::vector<DWORD>>{l.neighbors, l.flags}; },
    record>;

constexpr PGET_MFE_STATUS get_status =
    routpact::get_mfe_status<lines,
                             [](line& l, ipv4_address group, DWORD source) {
                                 l.group = static_cast<DWORD>(group);
                                 l.source = source;
                                 return l.status;
                             },
                             record>;

struct output {
    std::array<DWORD, 8> list;
    DWORD size;
    BYTE flags = 0xEE;

    explicit output(DWORD bytes) : size{bytes} { list.fill(0xEEEEEEEE); }
    DWORD call() { return get_neighbors(7, list.data(), &size, &flags); }
};

} // namespace

TEST_CASE("the size of neighbors is in bytes") {
    lines.only = {{1, 2, 3}, MRINFO_PIM_FLAG};
    for (const DWORD room : {DWORD{12}, DWORD{13}, DWORD{32}}) {
        output out{room};
        CHECK(out.call() == NO_ERROR);
        CHECK(out.size == 12);
        CHECK(out.list == std::array<DWORD, 8>{1, 2, 3, 0xEEEEEEEE, 0xEEEEEEEE, 0xEEEEEEEE,
                                               0xEEEEEEEE, 0xEEEEEEEE});
        CHECK(out.flags == MRINFO_PIM_FLAG);
    }
}

TEST_CASE("of a list that does not fit only the size is written") {
    lines.only = {{1, 2, 3}, MRINFO_PIM_FLAG};
    for (const DWORD room : {DWORD{0}, DWORD{3}, DWORD{11}}) {
        output out{room};
        CHECK(out.call() == ERROR_INSUFFICIENT_BUFFER);
        CHECK(out.size == 12);
        CHECK(out.list[0] == 0xEEEEEEEE);
        CHECK(out.flags == 0xEE);
    }
    output out{32};
    CHECK(get_neighbors(7, nullptr, &out.size, &out.flags) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(out.size == 12);
}

TEST_CASE("a local querier has no list") {
    lines.only = {{1, 2, 3}, MRINFO_QUERIER_FLAG};
    output out{0};
    CHECK(out.call() == NO_ERROR);
    CHECK(out.size == 0);
    CHECK(out.list[0] == 0xEEEEEEEE);
    CHECK(out.flags == MRINFO_QUERIER_FLAG);
    CHECK(get_neighbors(7, nullptr, &out.size, &out.flags) == NO_ERROR);
}

TEST_CASE("neighbors need outputs that are not null, and an interface") {
    lines.only = {{1}, 0};
    output out{32};
    CHECK(get_neighbors(7, out.list.data(), nullptr, &out.flags) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 3));
    CHECK(get_neighbors(7, out.list.data(), &out.size, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 4));
    CHECK(get_neighbors(8, out.list.data(), &out.size, &out.flags) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::unknown_index, 1));
    CHECK(out.size == 32);
    CHECK(out.flags == 0xEE);
    CHECK(out.list[0] == 0xEEEEEEEE);
}

TEST_CASE("addresses may be ipv4_address values") {
    constexpr PGET_NEIGHBORS typed = routpact::get_neighbors<lines, [](const line&) {
        return routpact::neighbors<std::array<ipv4_address, 1>>{{ipv4_address{0x0100000A}}};
    }>;
    output out{4};
    CHECK(typed(7, out.list.data(), &out.size, &out.flags) == NO_ERROR);
    CHECK(out.list[0] == 0x0100000A);
}

TEST_CASE("the status of a forwarding entry is delivered, and its addresses arrive in order") {
    for (const mfe_status status :
         {mfe_status::no_error, mfe_status::reached_core, mfe_status::pruned_upstream,
          mfe_status::oif_pruned, mfe_status::old_router}) {
        lines.only = {{}, 0, status};
        BYTE code = 0xEE;
        CHECK(get_status(7, 1, 2, &code) == NO_ERROR);
        CHECK(code == static_cast<BYTE>(status));
        CHECK(lines.only.group == 1);
        CHECK(lines.only.source == 2);
    }
}

TEST_CASE("a status reserved for the router manager is a failure") {
    for (const BYTE status :
         {BYTE{MFE_NOT_FORWARDING}, BYTE{MFE_IIF}, BYTE{MFE_NO_SPACE}, BYTE{14}, BYTE{255}}) {
        lines.only = {{}, 0, static_cast<mfe_status>(status)};
        BYTE code = 0xEE;
        CHECK(get_status(7, 1, 2, &code) == ERROR_CAN_NOT_COMPLETE);
        CHECK(code == 0xEE);
        CHECK(last.blamed == routpact::blame::protocol);
        CHECK(reported(violation::undeliverable_result, 0));
    }
}

TEST_CASE("a status needs an output that is not null, and an interface") {
    CHECK(get_status(7, 1, 2, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 4));
    BYTE code = 0xEE;
    CHECK(get_status(8, 1, 2, &code) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::unknown_index, 1));
    CHECK(code == 0xEE);
}

} // namespace neighbors_tests
