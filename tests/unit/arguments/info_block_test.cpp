#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <optional>
#include <routpact/callbacks.hpp>
#include <span>
#include <string>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace {

using routpact::violation;

struct config {
    DWORD metric;
    DWORD timer;
};

struct line {
    config current{10, 20};
    std::vector<DWORD> list;
    routpact::info_block block{};
    int calls = 0;
};

struct only_one {
    line only;
    line* find(ULONG index) { return index == 7 ? &only : nullptr; }
} lines;

std::vector<routpact::report> reports;
void record(const routpact::report& report) {
    reports.push_back(report);
}

void reset() {
    lines.only = {};
    reports.clear();
}

// Whether the last report has this violation and this argument, and blames the caller.
bool reported(violation kind, unsigned argument) {
    return !reports.empty() && reports.back().kind == kind &&
           reports.back().argument_position == argument &&
           reports.back().blamed == routpact::blame::caller;
}

template <auto Handler>
constexpr PSET_INTERFACE_INFO set = routpact::set_interface_info<lines, Handler, record>;
template <auto Handler>
constexpr PGET_INTERFACE_INFO get = routpact::get_interface_info<lines, Handler, record>;

void by_reference(line& l, const config& c) {
    l.current = c;
}
void by_value(line& l, config c) {
    l.current = c;
}
void by_span(line& l, std::span<const DWORD> list) {
    l.list.assign(list.begin(), list.end());
}
void by_const_span(line& l, const std::span<const DWORD>& list) {
    by_span(l, list);
}
void as_block(line& l, routpact::info_block block) {
    l.block = block;
}
void as_const_block(line& l, const routpact::info_block& block) {
    l.block = block;
}

// A buffer followed by bytes that must stay unchanged, and the four outputs.
struct output {
    std::array<unsigned char, 64> bytes;
    ULONG capacity;
    ULONG version = 0xAAAA;
    ULONG size = 0xBBBB;
    ULONG count = 0xCCCC;

    explicit output(ULONG room) : capacity{room} { bytes.fill(0xEE); }
    DWORD call(PGET_INTERFACE_INFO callback, ULONG index = 7) {
        return callback(index, bytes.data(), &capacity, &version, &size, &count);
    }
    bool untouched_from(std::size_t first) const {
        for (std::size_t i = first; i < bytes.size(); ++i)
            if (bytes[i] != 0xEE)
                return false;
        return true;
    }
    bool untouched_outputs() const {
        return untouched_from(0) && version == 0xAAAA && size == 0xBBBB && count == 0xCCCC;
    }
};

} // namespace

TEST_CASE("a block that is exactly one T arrives as a reference or a copy") {
    reset();
    config c{1, 2};
    CHECK(set<by_reference>(7, &c, 1, sizeof c, 1) == NO_ERROR);
    CHECK(lines.only.current.timer == 2);
    CHECK(set<by_reference>(7, &c, 1, sizeof c / 2, 2) == NO_ERROR); // two structures of half a T
    c.timer = 3;
    CHECK(set<by_value>(7, &c, 1, sizeof c, 1) == NO_ERROR);
    CHECK(lines.only.current.timer == 3);

    alignas(8) unsigned char misaligned[sizeof c + 1];
    std::memcpy(misaligned + 1, &c, sizeof c);
    lines.only.current = {};
    CHECK(set<by_value>(7, misaligned + 1, 1, sizeof c, 1) == NO_ERROR);
    CHECK(lines.only.current.timer == 3);
    CHECK(reports.empty());
}

TEST_CASE("a block of the wrong size, null or misaligned is refused") {
    reset();
    config c{1, 2};
    alignas(8) unsigned char misaligned[sizeof c + 1] = {};
    for (const PSET_INTERFACE_INFO callback : {set<by_reference>, set<by_value>}) {
        CHECK(callback(7, &c, 1, sizeof c - 1, 1) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::wrong_argument_size, 4));
        CHECK(callback(7, &c, 1, sizeof c + 1, 1) == ERROR_INVALID_PARAMETER);
        CHECK(callback(7, &c, 1, sizeof c, 0) == ERROR_INVALID_PARAMETER);
        CHECK(callback(7, &c, 1, sizeof c, 2) == ERROR_INVALID_PARAMETER);
        // 2^32 + 8: right only after an overflow
        CHECK(callback(7, &c, 1, 0x20000001, 8) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::wrong_argument_size, 4));
        CHECK(callback(7, nullptr, 1, sizeof c, 1) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::null_argument, 2));
        CHECK(callback(7, nullptr, 1, 0, 0) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::null_argument, 2));
        CHECK(callback(8, &c, 1, sizeof c, 1) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::unknown_index, 1));
    }
    CHECK(set<by_reference>(7, misaligned + 1, 1, sizeof c, 1) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::misaligned_argument, 2));
    CHECK(lines.only.current.metric == 10);
}

TEST_CASE("a block of several values arrives as a span") {
    reset();
    DWORD values[] = {1, 2, 3};
    for (const PSET_INTERFACE_INFO callback : {set<by_span>, set<by_const_span>}) {
        CHECK(callback(7, values, 1, sizeof values, 1) == NO_ERROR);
        CHECK(lines.only.list == std::vector<DWORD>{1, 2, 3});
        CHECK(callback(7, values, 1, sizeof *values, 2) == NO_ERROR);
        CHECK(lines.only.list == std::vector<DWORD>{1, 2});
        CHECK(callback(7, values, 1, 0, 1) == NO_ERROR);
        CHECK(lines.only.list.empty());
        CHECK(reports.empty());

        CHECK(callback(7, values, 1, 5, 1) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::wrong_argument_size, 4));
        CHECK(callback(7, values, 1, 0x80000000, 2) == ERROR_INVALID_PARAMETER); // 2^32
        CHECK(reported(violation::wrong_argument_size, 4));
        CHECK(callback(7, nullptr, 1, 4, 1) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::null_argument, 2));
        CHECK(callback(7, reinterpret_cast<char*>(values) + 1, 1, 4, 1) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::misaligned_argument, 2));
        reports.clear();
    }
}

TEST_CASE("a block arrives whole, with its version, size and count") {
    reset();
    char bytes[6] = {};
    for (const PSET_INTERFACE_INFO callback : {set<as_block>, set<as_const_block>}) {
        lines.only.block = {};
        CHECK(callback(7, bytes + 1, 9, 2, 3) == NO_ERROR);
        CHECK(lines.only.block.data() == bytes + 1);
        CHECK(lines.only.block.version() == 9);
        CHECK(lines.only.block.count() == 3);
        CHECK(lines.only.block.bytes() == 6);
        CHECK(callback(7, nullptr, 9, 2, 3) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::null_argument, 2));
        CHECK(callback(7, bytes, 9, 0x10000, 0x10000) == ERROR_INVALID_PARAMETER);
        CHECK(reported(violation::wrong_argument_size, 4));
    }
}

TEST_CASE("a result that fits is written to the buffer, and the outputs describe it") {
    reset();
    constexpr auto callback = get<[](const line& l) { return l.current; }>;
    for (const ULONG room : {ULONG{sizeof(config)}, ULONG{sizeof(config) + 1}, ULONG{64}}) {
        output out{room};
        CHECK(out.call(callback) == NO_ERROR);
        CHECK(std::memcmp(out.bytes.data(), &lines.only.current, sizeof(config)) == 0);
        CHECK(out.untouched_from(sizeof(config)));
        CHECK(out.capacity == sizeof(config));
        CHECK(out.version == 1);
        CHECK(out.size == sizeof(config));
        CHECK(out.count == 1);
    }
}

TEST_CASE("of a result that does not fit only the length is written") {
    reset();
    constexpr auto callback = get<[](const line& l) { return l.current; }>;
    for (const ULONG room : {ULONG{0}, ULONG{1}, ULONG{sizeof(config) - 1}}) {
        output out{room};
        CHECK(out.call(callback) == ERROR_INSUFFICIENT_BUFFER);
        CHECK(out.capacity == sizeof(config));
        CHECK(out.untouched_outputs());
    }
    for (const ULONG room : {ULONG{0}, ULONG{64}}) { // a null buffer has no capacity
        output out{room};
        CHECK(callback(7, nullptr, &out.capacity, &out.version, &out.size, &out.count) ==
              ERROR_INSUFFICIENT_BUFFER);
        CHECK(out.capacity == sizeof(config));
        CHECK(out.untouched_outputs());
    }
    CHECK(reports.empty());
}

TEST_CASE("a null BufferSize is refused, the other outputs may be null") {
    reset();
    constexpr auto callback = get<[](line& l) {
        ++l.calls;
        return l.current;
    }>;
    output out{64};
    CHECK(callback(7, out.bytes.data(), nullptr, &out.version, &out.size, &out.count) ==
          ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::null_argument, 3));
    CHECK(lines.only.calls == 0);
    CHECK(out.untouched_outputs());

    CHECK(callback(7, out.bytes.data(), &out.capacity, nullptr, nullptr, nullptr) == NO_ERROR);
    CHECK(out.capacity == sizeof(config));
}

TEST_CASE("an unknown index leaves every output unchanged") {
    reset();
    output out{64};
    CHECK(out.call(get<[](const line& l) { return l.current; }>, 8) == ERROR_INVALID_PARAMETER);
    CHECK(reported(violation::unknown_index, 1));
    CHECK(out.capacity == 64);
    CHECK(out.untouched_outputs());
}

TEST_CASE("sequences and versions are delivered as well") {
    reset();
    lines.only.list = {1, 2, 3};
    output vector{64};
    CHECK(vector.call(get<[](const line& l) { return l.list; }>) == NO_ERROR);
    CHECK(vector.capacity == 12);
    CHECK(vector.size * vector.count == 12);
    CHECK(vector.version == 1);

    output span{64};
    CHECK(span.call(get<[](const line& l) { return std::span{l.list}; }>) == NO_ERROR);
    CHECK(std::memcmp(span.bytes.data(), lines.only.list.data(), 12) == 0);

    output versioned{64};
    CHECK(versioned.call(
              get<[](const line& l) { return routpact::versioned<config>{l.current, 5}; }>) ==
          NO_ERROR);
    CHECK(versioned.version == 5);
    CHECK(versioned.capacity == sizeof(config));

    lines.only.list.clear();
    output empty{0};
    CHECK(empty.call(get<[](const line& l) { return l.list; }>) == NO_ERROR);
    CHECK(empty.capacity == 0);
    CHECK(empty.size * empty.count == 0);
    CHECK(empty.untouched_from(0));
}

namespace {
template <class T>
struct expected { // the relevant part of std::expected<T, code>
    using value_type = T;
    bool good;
    T value{};
    routpact::code failure{};
    bool has_value() const { return good; }
    const T& operator*() const { return value; }
    const routpact::code& error() const { return failure; }
};
} // namespace

TEST_CASE("a handler fails with an expected, and the outputs stay unchanged") {
    reset();
    output good{64};
    CHECK(good.call(get<[](const line& l) { return expected<config>{true, l.current}; }>) ==
          NO_ERROR);
    CHECK(good.capacity == sizeof(config));

    output bad{64};
    CHECK(bad.call(get<[](const line&) {
        return expected<config>{false, {}, routpact::code::can_not_complete};
    }>) == ERROR_CAN_NOT_COMPLETE);
    CHECK(bad.capacity == 64);
    CHECK(bad.untouched_outputs());
    CHECK(reports.empty());

    CHECK(bad.call(get<[](const line&) {
        return expected<config>{false, {}, routpact::code::not_supported};
    }>) == ERROR_CAN_NOT_COMPLETE);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].handler_code == ERROR_NOT_SUPPORTED);
    CHECK(bad.untouched_outputs());
}

namespace {
struct endless { // claims to be larger than any buffer
    const DWORD* data() const { return nullptr; }
    std::uint64_t size() const { return 0x40000000; }
};
} // namespace

TEST_CASE("a length that exceeds a ULONG is a failure, not truncated") {
    reset();
    output out{64};
    CHECK(out.call(get<[](const line&) { return endless{}; }>) == ERROR_CAN_NOT_COMPLETE);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].kind == violation::undeliverable_result);
    CHECK(out.capacity == 64);
    CHECK(out.untouched_outputs());
}

#ifdef __cpp_exceptions
TEST_CASE("a handler that throws leaves the outputs unchanged") {
    reset();
    output out{64};
    CHECK(out.call(get<[](const line&) -> config { throw std::runtime_error{"no config"}; }>) ==
          ERROR_CAN_NOT_COMPLETE);
    CHECK(out.capacity == 64);
    CHECK(out.untouched_outputs());
    CHECK(set<[](line&, const config&) { throw 7; }>(7, &lines.only.current, 1, sizeof(config),
                                                     1) == ERROR_CAN_NOT_COMPLETE);
}
#endif

TEST_CASE("an empty optional returns the fallback, and nothing is written") {
    reset();
    output out{64};
    CHECK(out.call(get<[](const line&) -> std::optional<config> { return std::nullopt; }>) ==
          ERROR_CAN_NOT_COMPLETE);
    CHECK(out.untouched_outputs());
    CHECK(out.capacity == 64);
    CHECK(reports.empty());
    CHECK(out.call(get<[](const line& l) { return std::optional{l.current}; }>) == NO_ERROR);
    CHECK(out.capacity == sizeof(config));
}
