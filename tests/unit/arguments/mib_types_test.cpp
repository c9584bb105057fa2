// MIB queries and answers of several types.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <optional>
#include <routpact/callbacks.hpp>
#include <variant>
#include <vector>

namespace mib_types_tests {
namespace {

using routpact::violation;

struct count_query {
    static constexpr DWORD mib_id = 1;
    DWORD id;
};
struct C_ROW_QUERY { // in a header that management shares
    DWORD id, address;
};
struct row_query : C_ROW_QUERY {
    enum class ids : DWORD { row = 2 };
    static constexpr ids mib_id = ids::row;
};
using query = std::variant<count_query, row_query>;

struct row {
    DWORD address;
    BYTE state; // padding follows
    ULONGLONG seen;
};
using answer = std::variant<DWORD, row, std::vector<DWORD>>;

std::optional<answer> answer_to(const count_query&) {
    return answer{DWORD{7}};
}
std::optional<answer> answer_to(const row_query& asked) {
    if (asked.address == 0)
        return std::nullopt;
    if (asked.address == 1)
        return answer{std::vector<DWORD>{1, 2, 3}};
    alignas(row) unsigned char bytes[sizeof(row)];
    std::memset(bytes, 0xEE, sizeof bytes); // old memory
    row made;
    std::memcpy(&made, bytes, sizeof made);
    made.address = asked.address;
    made.state = 4;
    made.seen = 5;
    return answer{made};
}

std::vector<routpact::report> reports;
void record(const routpact::report& report) {
    reports.push_back(report);
}
bool refused(DWORD code, violation kind, unsigned argument) {
    const bool right = code == ERROR_INVALID_PARAMETER && reports.size() == 1 &&
                       reports[0].kind == kind && reports[0].argument_position == argument &&
                       reports[0].blamed == routpact::blame::caller;
    reports.clear();
    return right;
}

std::optional<answer> get(const query& asked) {
    return std::visit([](const auto& each) { return answer_to(each); }, asked);
}
constexpr PMIB_GET get_entry = routpact::mib_get_entry<get, record>;

constexpr ULONG padding_at = sizeof(DWORD) + sizeof(BYTE);
} // namespace

TEST_CASE("the id of a MIB query selects its type", "[mib]") {
    reports.clear();
    count_query count{1};
    DWORD value = 0;
    ULONG size = sizeof value;
    CHECK(get_entry(sizeof count, &count, &size, &value) == NO_ERROR);
    CHECK(value == 7);

    // a query may be longer than its type, and misaligned
    alignas(8) unsigned char asked[1 + sizeof(row_query) + 1] = {};
    const C_ROW_QUERY asks_for{2, 9};
    std::memcpy(asked + 1, &asks_for, sizeof asks_for);
    row found{};
    size = sizeof found;
    CHECK(get_entry(sizeof asked - 1, asked + 1, &size, &found) == NO_ERROR);
    CHECK(found.address == 9);
    CHECK(found.seen == 5);
    CHECK(reports.empty());
}

TEST_CASE("a MIB query is refused if its id is unknown or its type is longer", "[mib]") {
    reports.clear();
    DWORD value = 99;
    ULONG size = sizeof value;
    C_ROW_QUERY asked{3, 9};
    CHECK(refused(get_entry(sizeof asked, &asked, &size, &value), violation::unknown_mib_id, 2));
    asked.id = 2;
    CHECK(refused(get_entry(sizeof asked - 1, &asked, &size, &value),
                  violation::wrong_argument_size, 1));
    std::vector<unsigned char> no_id(3); // on the heap, where a sanitizer watches its end
    CHECK(refused(get_entry(3, no_id.data(), &size, &value), violation::wrong_argument_size, 1));
    CHECK(refused(get_entry(sizeof asked, nullptr, &size, &value), violation::null_argument, 2));
    CHECK(size == sizeof value);
    CHECK(value == 99);
}

TEST_CASE("a MIB answer of each type has its own size", "[mib]") {
    reports.clear();
    std::array<unsigned char, 32> buffer;
    const struct {
        DWORD address;
        ULONG bytes;
    } answers[] = {{1, 3 * sizeof(DWORD)}, {9, sizeof(row)}};
    for (const auto& expected : answers) {
        C_ROW_QUERY asked{2, expected.address};
        buffer.fill(0xCC);
        ULONG size = expected.bytes - 1;
        CHECK(get_entry(sizeof asked, &asked, &size, buffer.data()) == ERROR_INSUFFICIENT_BUFFER);
        CHECK(size == expected.bytes);
        CHECK(buffer[0] == 0xCC);
        CHECK(get_entry(sizeof asked, &asked, &size, buffer.data()) == NO_ERROR);
        CHECK(size == expected.bytes);
        CHECK(buffer[0] == expected.address);
        CHECK(buffer[size] == 0xCC);
    }
    CHECK(buffer[padding_at] == 0); // no old memory

    C_ROW_QUERY asked{2, 0};
    ULONG size = 32;
    CHECK(get_entry(sizeof asked, &asked, &size, buffer.data()) == ERROR_CAN_NOT_COMPLETE);
    CHECK(size == 32);
    CHECK(reports.empty());
}

TEST_CASE("a query whose size follows it is refused at the right argument", "[mib]") {
    reports.clear();
    constexpr auto statistics =
        routpact::get_statistics<[](DWORD, const query& asked,
                                    DWORD) -> std::variant<DWORD, ULONGLONG> {
            if (asked.index() == 0)
                return DWORD{1};
            return ULONGLONG{std::get<row_query>(asked).address};
        },
                                 record>;
    PVOID out = nullptr;
    DWORD size = 0;
    C_ROW_QUERY asked{2, 9};
    REQUIRE(statistics(0, &asked, sizeof asked, 0, &out, &size) == NO_ERROR);
    CHECK(size == sizeof(ULONGLONG));
    CHECK(*static_cast<ULONGLONG*>(out) == 9);
    routpact::buffer_free(out);
    CHECK(refused(statistics(0, &asked, 5, 0, &out, &size), violation::wrong_argument_size, 3));
    asked.id = 7;
    CHECK(refused(statistics(0, &asked, 8, 0, &out, &size), violation::unknown_mib_id, 2));
}

TEST_CASE("an entry whose size follows it may arrive by reference to what is made for the call",
          "[mib]") {
    constexpr auto act = routpact::protocol_action<[](DWORD, const routpact::mib_entry& entry) {
        return entry.bytes(); // no page documents the codes, so any is returned
    }>;
    DWORD data = 0;
    CHECK(act(0, &data, 1234) == 1234);
}

TEST_CASE("an info block may have one of several versions", "[mib]") {
    using block = std::variant<routpact::versioned<DWORD>, routpact::versioned<ULONGLONG>>;
    static bool is_new = false;
    constexpr auto get_info = routpact::get_global_info<[]() -> block {
        if (is_new)
            return routpact::versioned<ULONGLONG>{5, 2};
        return routpact::versioned<DWORD>{4, 1};
    }>;
    ULONGLONG out = 0;
    ULONG capacity = sizeof out, version = 0, size = 0, count = 0;
    CHECK(get_info(&out, &capacity, &version, &size, &count) == NO_ERROR);
    CHECK(size == sizeof(DWORD));
    CHECK(version == 1);
    is_new = true;
    capacity = sizeof out;
    CHECK(get_info(&out, &capacity, &version, &size, &count) == NO_ERROR);
    CHECK(size == sizeof(ULONGLONG));
    CHECK(version == 2);
    CHECK(out == 5);
}

} // namespace mib_types_tests
