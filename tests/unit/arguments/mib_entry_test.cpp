#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <map>
#include <optional>
#include <routpact/callbacks.hpp>
#include <span>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace mib_entry_tests {
namespace {

using routpact::violation;

struct row {
    DWORD id;
    DWORD value;
};

std::map<DWORD, DWORD> table;
std::vector<routpact::report> reports;
void record(const routpact::report& report) {
    reports.push_back(report);
}

void reset() {
    table = {{10, 1}, {20, 2}};
    reports.clear();
}

bool reported(violation kind, unsigned argument) {
    return !reports.empty() && reports.back().kind == kind &&
           reports.back().argument_position == argument && reports.back().interface_index == 0 &&
           reports.back().blamed == routpact::blame::caller;
}

void create(const row& r) {
    table[r.id] = r.value;
}
void create_copy(row r) {
    table[r.id] = r.value;
}
void create_all(std::span<const row> rows) {
    for (const row& r : rows)
        table[r.id] = r.value;
}
ULONG seen_size = 0;
void see(routpact::mib_entry entry) {
    seen_size = entry.bytes();
}

std::optional<row> at_or_after(std::map<DWORD, DWORD>::iterator found) {
    if (found == table.end())
        return std::nullopt;
    return row{found->first, found->second};
}
std::optional<row> get(const DWORD& id) {
    return at_or_after(table.find(id));
}
std::optional<row> first(routpact::mib_entry) {
    return at_or_after(table.begin());
}
std::optional<row> next(DWORD id) {
    return at_or_after(table.upper_bound(id));
}

constexpr PMIB_GET get_entry = routpact::mib_get_entry<get, record>;
constexpr PMIB_GET_NEXT next_entry = routpact::mib_get_next_entry<next, record>;

} // namespace

TEST_CASE("an entry arrives as a reference, a copy, a span or a mib_entry") {
    reset();
    row r{30, 3};
    CHECK(routpact::mib_create_entry<create, record>(sizeof r, &r) == NO_ERROR);
    CHECK(table.at(30) == 3);
    row rows[] = {{40, 4}, {50, 5}};
    CHECK(routpact::mib_set_entry<create_all, record>(sizeof rows, rows) == NO_ERROR);
    CHECK(table.at(50) == 5);
    CHECK(routpact::mib_delete_entry<see, record>(7, rows) == NO_ERROR);
    CHECK(seen_size == 7);

    alignas(8) unsigned char misaligned[sizeof r + 1];
    r.value = 33;
    std::memcpy(misaligned + 1, &r, sizeof r);
    CHECK(routpact::mib_set_entry<create_copy, record>(sizeof r, misaligned + 1) == NO_ERROR);
    CHECK(table.at(30) == 33);
    CHECK(routpact::mib_set_entry<create, record>(sizeof rows, rows) ==
          NO_ERROR); // a longer entry is accepted
    CHECK(reports.empty());
}

TEST_CASE("an entry that is null, too short or misaligned is refused") {
    reset();
    row r{30, 3};
    for (const PMIB_CREATE callback : {routpact::mib_create_entry<create, record>,
                                       routpact::mib_create_entry<create_copy, record>,
                                       routpact::mib_create_entry<create_all, record>}) {
        CHECK(callback(sizeof r - 1, &r) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::wrong_argument_size, 1));
        CHECK(callback(sizeof r, nullptr) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::null_argument, 2));
    }
    CHECK(routpact::mib_delete_entry<see, record>(0, nullptr) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 2));
    alignas(8) unsigned char misaligned[sizeof r + 1] = {};
    CHECK(routpact::mib_create_entry<create, record>(sizeof r, misaligned + 1) ==
          ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::misaligned_argument, 2));
    CHECK(table.size() == 2);
}

TEST_CASE("a table is enumerated from its first entry to its end") {
    reset();
    row r{};
    ULONG size = sizeof r;
    DWORD question = 0;
    CHECK(routpact::mib_get_first_entry<first, record>(sizeof question, &question, &size, &r) ==
          NO_ERROR);
    CHECK(r.id == 10);
    CHECK(next_entry(sizeof r.id, &r.id, &size, &r) == NO_ERROR);
    CHECK(r.id == 20);
    CHECK(r.value == 2);
    CHECK(size == sizeof r);
    // no page documents a code for the end of the table, so the fallback is returned
    CHECK(next_entry(sizeof r.id, &r.id, &size, &r) == ERROR_CAN_NOT_COMPLETE);
    CHECK(r.id == 20);
    CHECK(size == sizeof r);
    CHECK(reports.empty());
}

TEST_CASE("of an entry that does not fit only the length is written") {
    reset();
    DWORD question = 20;
    std::array<unsigned char, 16> buffer;
    for (const ULONG room : {ULONG{0}, ULONG{1}, ULONG{sizeof(row) - 1}}) {
        buffer.fill(0xEE);
        ULONG size = room;
        CHECK(get_entry(sizeof question, &question, &size, buffer.data()) ==
              ERROR_INSUFFICIENT_BUFFER);
        CHECK(size == sizeof(row));
        CHECK(buffer[0] == 0xEE);
    }
    ULONG size = 16;
    CHECK(get_entry(sizeof question, &question, &size, nullptr) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(size == sizeof(row));

    for (const ULONG room : {ULONG{sizeof(row)}, ULONG{16}}) {
        buffer.fill(0xEE);
        size = room;
        CHECK(get_entry(sizeof question, &question, &size, buffer.data()) == NO_ERROR);
        CHECK(size == sizeof(row));
        CHECK(buffer[sizeof(row)] == 0xEE);
    }
}

TEST_CASE("a query without a result leaves the outputs unchanged") {
    reset();
    row r{99, 99};
    ULONG size = sizeof r;
    DWORD question = 15;
    CHECK(get_entry(sizeof question, &question, &size, &r) == ERROR_CAN_NOT_COMPLETE);
    CHECK(reports.empty());
    CHECK(get_entry(3, &question, &size, &r) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::wrong_argument_size, 1));
    CHECK(get_entry(4, nullptr, &size, &r) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 2));
    CHECK(get_entry(4, &question, nullptr, &r) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 3));
    CHECK(r.id == 99);
    CHECK(size == sizeof r);
}

#ifdef __cpp_exceptions
TEST_CASE("an exception becomes the fallback") {
    reset();
    DWORD question = 10;
    row r{99, 99};
    ULONG size = sizeof r;
    CHECK(routpact::mib_get_entry<[](DWORD) -> row { throw std::runtime_error{"gone"}; }, record>(
              4, &question, &size, &r) == ERROR_CAN_NOT_COMPLETE);
    CHECK(r.id == 99);
    CHECK(size == sizeof r);
    CHECK(routpact::mib_create_entry<
              [](DWORD) { throw routpact::error{routpact::code::invalid_parameter}; }, record>(
              4, &question) == ERROR_INVALID_PARAMETER);
    CHECK(reports.size() == 2);
}
#endif

namespace {
row global{1, 2};
void set_global(const row& r) {
    global = r;
}
row get_global() {
    return global;
}
} // namespace

TEST_CASE("global configuration is set and read like that of an interface") {
    reset();
    row r{3, 4};
    constexpr auto set = routpact::set_global_info<set_global, record>;
    CHECK(set(&r, 1, sizeof r, 1) == NO_ERROR);
    CHECK(global.value == 4);
    CHECK(set(nullptr, 1, sizeof r, 1) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 1));
    CHECK(set(&r, 1, sizeof r + 1, 1) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::wrong_argument_size, 3));

    constexpr auto get_info = routpact::get_global_info<get_global, record>;
    row out{};
    ULONG size = 0;
    ULONG version = 0;
    ULONG item = 0;
    ULONG count = 0;
    CHECK(get_info(nullptr, &size, &version, &item, &count) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(size == sizeof out);
    CHECK(get_info(&out, &size, &version, &item, &count) == NO_ERROR);
    CHECK(out.value == 4);
    CHECK(item * count == size);
    CHECK(get_info(&out, nullptr, &version, &item, &count) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 2));
}

} // namespace mib_entry_tests
