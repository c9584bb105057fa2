#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <routpact/callbacks.hpp>
#include <routpact/testing/code_text.hpp>
#include <span>
#include <vector>

namespace counted_block_tests {
namespace {

using routpact::counted_block;
using routpact::report;
using routpact::violation;

/// A header that the first entry does not follow immediately, with padding in both.
struct header {
    USHORT count;
    USHORT limit;
    BYTE flags;
};
struct entry {
    ULONGLONG address;
    BYTE metric;
};
constexpr std::size_t first = 8;
static_assert(sizeof(header) == 6 && alignof(entry) == first);
using given = counted_block<header, &header::count, std::span<const entry>>;
using returned = counted_block<header, &header::count, std::vector<entry>>;

/// A header that ends with the first entry, and with padding after it.
struct table {
    ULONGLONG stamp;
    ULONG count;
    USHORT rows[1];
};
constexpr std::size_t rows = 12;
static_assert(sizeof(table) == 16);
using given_table = counted_block<table, &table::count, std::span<const USHORT>, &table::rows>;
using returned_table = counted_block<table, &table::count, std::vector<USHORT>, &table::rows>;

report last;
void observe(const report& r) {
    last = r;
}

const void* seen;
header seen_header;
std::size_t seen_count;
table seen_table;

void see(const given& block) {
    seen = block.entries.data();
    seen_header = block.header;
    seen_count = block.entries.size();
}
void see_table(given_table block) {
    seen = block.entries.data();
    seen_table = block.header;
    seen_count = block.entries.size();
}
constexpr PSET_GLOBAL_INFO set = routpact::set_global_info<see, observe>;
constexpr PSET_GLOBAL_INFO set_table = routpact::set_global_info<see_table, observe>;

template <class Header>
struct alignas(16) bytes {
    bytes(Header h, ULONG length) : size{length} { std::memcpy(data, &h, sizeof h); }
    unsigned char data[64] = {};
    ULONG size;
    DWORD pass_to(PSET_GLOBAL_INFO callback) {
        last = {};
        seen_count = 99;
        return callback(data, 1, size, 1);
    }
};

/// Answers with one result after another.
returned answer;
returned_table answered_table;

struct output {
    alignas(16) std::array<unsigned char, 64> buffer;
    ULONG capacity = 64, version = 0, size = 0, count = 0;
    DWORD fill(PGET_GLOBAL_INFO callback) {
        buffer.fill(0xEE);
        return callback(buffer.data(), &capacity, &version, &size, &count);
    }
    template <class T>
    T at(std::size_t offset) const {
        T value;
        std::memcpy(&value, buffer.data() + offset, sizeof value);
        return value;
    }
    bool is_zero(std::size_t from, std::size_t to) const {
        for (; from < to; ++from)
            if (buffer[from] != 0)
                return false;
        return true;
    }
};

} // namespace

TEST_CASE("a header and its entries arrive as a copy and a view", "[counted_block]") {
    bytes block{header{2, 5, 1}, first + 2 * sizeof(entry)};
    CHECK(block.pass_to(set) == NO_ERROR);
    CHECK(seen == block.data + first);
    CHECK(seen_count == 2);
    CHECK(seen_header.limit == 5);
    block.size += 7; // bytes after the last entry
    CHECK(block.pass_to(set) == NO_ERROR);
    CHECK(seen_count == 2);

    bytes none{header{0, 5, 1}, sizeof(header)};
    CHECK(none.pass_to(set) == NO_ERROR);
    CHECK(seen_count == 0);
    CHECK(seen == nullptr);
}

TEST_CASE("a block whose entries do not fit is refused", "[counted_block]") {
    const auto refused = [](auto block, PSET_GLOBAL_INFO callback, violation kind, unsigned at) {
        CHECK(block.pass_to(callback) == ERROR_INVALID_PARAMETER);
        CHECK(seen_count == 99);
        return last.kind == kind && last.argument_position == at &&
               last.blamed == routpact::blame::caller;
    };
    const auto wrong_size = violation::wrong_argument_size;
    CHECK(refused(bytes{header{2, 5, 1}, first + 2 * sizeof(entry) - 1}, set, wrong_size, 3));
    CHECK(refused(bytes{header{0, 5, 1}, sizeof(header) - 1}, set, wrong_size, 3));
    CHECK(refused(bytes{header{1, 5, 1}, sizeof(header) + 1}, set, wrong_size, 3)); // below `first`
    // 0x80000001 * sizeof(USHORT) is 2 on 32 bits.
    CHECK(refused(bytes{table{1, 0x80000001, {}}, rows + 4}, set_table, wrong_size, 3));
    CHECK(refused(bytes{table{1, 0xFFFFFFFF, {}}, rows + 4}, set_table, wrong_size, 3));

    bytes block{header{1, 5, 1}, first + sizeof(entry)};
    CHECK(set(nullptr, 1, block.size, 1) == ERROR_INVALID_PARAMETER);
    CHECK(last.kind == violation::null_argument);
    CHECK(set(block.data + 1, 1, block.size, 1) == ERROR_INVALID_PARAMETER);
    CHECK(set(block.data, 1, 0x10000, 0x10000) == ERROR_INVALID_PARAMETER); // 4 GB
    CHECK(last.kind == wrong_size);
    std::memmove(block.data + 2, block.data, 6);
    CHECK(set(block.data + 2, 1, block.size, 1) == ERROR_INVALID_PARAMETER);
    CHECK(last.kind == violation::misaligned_argument);
    CHECK(last.argument_position == 1);
}

namespace {
/// Leaves bytes where the next call has its variables.
void dirty_stack() {
    volatile unsigned char dirt[4096];
    for (auto& each : dirt)
        each = 0xDD;
}
} // namespace

TEST_CASE("entries may begin in an array at the end of the header", "[counted_block]") {
    bytes block{table{7, 2, {3}}, rows + 2 * sizeof(USHORT)};
    CHECK(block.pass_to(set_table) == NO_ERROR);
    CHECK(seen == block.data + rows);
    CHECK(seen_count == 2);
    CHECK(seen_table.rows[0] == 3);

    block.size = rows + sizeof(USHORT);
    CHECK(block.pass_to(set_table) == ERROR_INVALID_PARAMETER);
    bytes none{table{7, 0, {3}}, rows}; // shorter than the header
    dirty_stack();
    CHECK(none.pass_to(set_table) == NO_ERROR);
    CHECK(seen_count == 0);
    CHECK(seen_table.stamp == 7);
    CHECK(seen_table.rows[0] == 0); // not read
}

TEST_CASE("a view of fixed extent takes no other count", "[counted_block]") {
    using two = counted_block<header, &header::count, std::span<const entry, 2>>;
    constexpr PSET_GLOBAL_INFO set_two = routpact::set_global_info<[](const two&) {}>;
    CHECK(bytes{header{2, 5, 1}, 64}.pass_to(set_two) == NO_ERROR);
    CHECK(bytes{header{1, 5, 1}, 64}.pass_to(set_two) == ERROR_INVALID_PARAMETER);
}

TEST_CASE("a result with a header and entries is counted, and zero between", "[counted_block]") {
    constexpr PGET_GLOBAL_INFO get =
        routpact::get_global_info<[] { return routpact::versioned<returned>{answer, 3}; }, observe>;
    answer = {{}, std::vector<entry>(2)};
    std::memset(static_cast<void*>(&answer.header), 0xAA, sizeof(header)); // also its padding
    std::memset(static_cast<void*>(answer.entries.data()), 0xBB, 2 * sizeof(entry));

    output out;
    CHECK(out.fill(get) == NO_ERROR);
    CHECK(out.capacity == first + 2 * sizeof(entry));
    CHECK(out.size == out.capacity);
    CHECK(out.version == 3);
    CHECK(out.at<USHORT>(0) == 2);
    CHECK(out.at<USHORT>(2) == 0xAAAA);
    CHECK(out.is_zero(5, first));
    CHECK(out.at<BYTE>(first + sizeof(entry) + 8) == 0xBB);
    CHECK(out.is_zero(first + 9, first + sizeof(entry)));
    CHECK(out.buffer[out.size] == 0xEE);

    out.capacity = first + 2 * sizeof(entry) - 1;
    CHECK(out.fill(get) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(out.capacity == first + 2 * sizeof(entry));
    CHECK(out.buffer[0] == 0xEE);

    answer.entries.clear();
    CHECK(out.fill(get) == NO_ERROR);
    CHECK(out.capacity == first);
    CHECK(out.at<USHORT>(0) == 0);
    CHECK(out.is_zero(5, first));
}

TEST_CASE("a result may begin its entries in the header's array", "[counted_block]") {
    constexpr PGET_GLOBAL_INFO get = routpact::get_global_info<[] { return answered_table; }>;
    answered_table = {{7, 99, {9}}, {1, 2, 3}};
    output out;
    CHECK(out.fill(get) == NO_ERROR);
    CHECK(out.capacity == rows + 3 * sizeof(USHORT));
    CHECK(out.at<ULONGLONG>(0) == 7);
    CHECK(out.at<ULONG>(8) == 3);
    CHECK(out.at<USHORT>(rows) == 1);
    CHECK(out.at<USHORT>(rows + 2) == 2); // where the header has padding
    CHECK(out.at<USHORT>(rows + 4) == 3);

    answered_table.entries.clear();
    CHECK(out.fill(get) == NO_ERROR);
    CHECK(out.capacity == sizeof(table));
    CHECK(out.is_zero(8, sizeof(table)));
}

namespace {
/// Claims to have any number of entries.
struct claimed {
    static inline std::size_t count;
    std::size_t size() const { return count; }
    const ULONG* data() const { return nullptr; }
};
struct long_header {
    ULONGLONG count;
};
} // namespace

TEST_CASE("entries that a block cannot count or hold are not delivered", "[counted_block]") {
    constexpr PGET_GLOBAL_INFO counted =
        routpact::get_global_info<[] { return counted_block<header, &header::count, claimed>{}; },
                                  observe>;
    constexpr PGET_GLOBAL_INFO held = routpact::get_global_info<
        [] { return counted_block<long_header, &long_header::count, claimed>{}; }, observe>;
    output out;
    claimed::count = 0x10000; // more than a USHORT
    CHECK(out.fill(counted) == ERROR_CAN_NOT_COMPLETE);
    CHECK(last.kind == violation::undeliverable_result);
    CHECK(out.capacity == 64);
    claimed::count = 0xFFFFFFFF / sizeof(ULONG); // with the header, more than 4 GB
    CHECK(out.fill(held) == ERROR_CAN_NOT_COMPLETE);
    claimed::count = static_cast<std::size_t>(-1) / sizeof(ULONG) + 1; // times 4 is 0
    CHECK(out.fill(held) == ERROR_CAN_NOT_COMPLETE);
    claimed::count = 0x3FFFFFFD; // the most that fit
    CHECK(out.fill(held) == ERROR_INSUFFICIENT_BUFFER);
    CHECK(out.capacity == 0xFFFFFFFC);
}

TEST_CASE("a MIB entry has a header and entries, and the answer may be its end",
          "[counted_block]") {
    constexpr auto get = routpact::mib_get_entry<[](const given& question) {
        return given{question.header, question.entries.subspan(1)};
    }>;
    bytes block{header{2, 5, 1}, first + 2 * sizeof(entry)};
    const entry second{0x1234, 9};
    std::memcpy(block.data + first + sizeof(entry), &second, sizeof second);
    CHECK(get(block.size, block.data, &block.size, block.data) == NO_ERROR);
    CHECK(block.size == first + sizeof(entry));
    USHORT count = 0;
    std::memcpy(&count, block.data, sizeof count);
    CHECK(count == 1);
    CHECK(block.data[first + 8] == 9);

    CHECK(get(first + sizeof(entry) - 1, block.data, &block.size, block.data) ==
          ERROR_INVALID_PARAMETER);

    constexpr auto set_entry = routpact::mib_set_entry<[](const given&) {}>;
    bytes none{header{0, 0, 0}, 32};
    CHECK(set_entry(none.size, none.data) == NO_ERROR);
    CHECK(set_entry(none.size, none.data + 1) == ERROR_INVALID_PARAMETER); // misaligned
}

} // namespace counted_block_tests
