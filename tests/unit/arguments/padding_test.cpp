// The padding of results is delivered as zeros, and the handler's own objects are not written to.

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cfloat>
#include <cstddef>
#include <cstring>
#include <optional>
#include <routpact/callbacks.hpp>
#include <span>
#include <vector>

namespace padding_tests {
namespace {

struct inner {
    BYTE a;
    ULONG b; // after 3 bytes of padding
};
struct row {
    USHORT a;
    double b; // after 6 bytes of padding
    inner c[2];
    BYTE d; // before 7 bytes of padding
};
struct half_address { // has the size of an address, with a byte of padding
    USHORT a;
    BYTE b;
};

template <class T>
struct dirty {
    alignas(T) unsigned char bytes[sizeof(T)];
    dirty() { std::memset(bytes, 0xAA, sizeof bytes); }
    T& value() { return *reinterpret_cast<T*>(bytes); }
    const T& value() const { return *reinterpret_cast<const T*>(bytes); }
};

void set(row& r, int n) {
    r.a = static_cast<USHORT>(n);
    r.b = n + 0.5;
    r.c[0].a = r.c[1].a = static_cast<BYTE>(n + 1);
    r.c[0].b = r.c[1].b = static_cast<ULONG>(n + 2);
    r.d = static_cast<BYTE>(n + 3);
}

dirty<std::array<row, 3>> rows;
dirty<row> one;
dirty<half_address> half;

// Checks the delivered bytes of the first `count` rows.
void check_rows(const unsigned char* got, int count) {
    for (int n = 0; n < count; ++n) {
        unsigned char clean[sizeof(row)] = {};
        row expected;
        set(expected, n);
        const auto put = [&](std::size_t at, const auto& member) {
            std::memcpy(clean + at, &member, sizeof member);
        };
        put(offsetof(row, a), expected.a);
        put(offsetof(row, b), expected.b);
        for (std::size_t i = 0; i < 2; ++i) {
            put(offsetof(row, c) + i * sizeof(inner) + offsetof(inner, a), expected.c[i].a);
            put(offsetof(row, c) + i * sizeof(inner) + offsetof(inner, b), expected.c[i].b);
        }
        put(offsetof(row, d), expected.d);
        CAPTURE(n);
        CHECK(std::memcmp(got + static_cast<std::size_t>(n) * sizeof(row), clean, sizeof clean) ==
              0);
    }
}

struct prepared {
    prepared() {
        for (int n = 0; n < 3; ++n)
            set(rows.value()[static_cast<std::size_t>(n)], n);
        set(one.value(), 0);
        half.value().a = 7;
        half.value().b = 8;
    }
    ~prepared() { // the handler's own objects are not written to
        CHECK(rows.bytes[2] == 0xAA);
        CHECK(rows.bytes[sizeof(row) - 1] == 0xAA);
        CHECK(one.bytes[2] == 0xAA);
        CHECK(half.bytes[3] == 0xAA);
    }
};

template <auto Handler>
void check_info(int count) {
    const prepared ready;
    alignas(8) unsigned char buffer[3 * sizeof(row) + 8];
    for (const std::size_t offset : {std::size_t{0}, std::size_t{1}}) {
        std::memset(buffer, 0xBB, sizeof buffer);
        ULONG size = sizeof buffer - 8, version = 0, item = 0, items = 0;
        CHECK(routpact::get_global_info<Handler>(buffer + offset, &size, &version, &item, &items) ==
              NO_ERROR);
        CHECK(size == static_cast<ULONG>(count) * sizeof(row));
        check_rows(buffer + offset, count);
        CHECK(buffer[offset + static_cast<std::size_t>(count) * sizeof(row)] == 0xBB);
    }
}

template <auto Handler>
void check_entry(int count) {
    const prepared ready;
    unsigned char buffer[3 * sizeof(row)];
    std::memset(buffer, 0xBB, sizeof buffer);
    ULONG question = 0, size = sizeof buffer;
    CHECK(routpact::mib_get_entry<Handler>(sizeof question, &question, &size, buffer) == NO_ERROR);
    check_rows(buffer, count);
}

struct expected_rows { // like std::expected
    using value_type = std::span<const row>;
    bool has_value() const { return true; }
    value_type operator*() const { return rows.value(); }
    routpact::code error() const { return routpact::code::can_not_complete; }
};

struct line {};
struct only_one {
    line only;
    line* find(ULONG) { return &only; }
} lines;

} // namespace

TEST_CASE("the padding of an info block is zero") {
    check_info<[]() -> const row& { return one.value(); }>(1);
    check_info<[]() { return one.value(); }>(1);
    check_info<[]() { return std::optional{one.value()}; }>(1);
    check_info<[]() { return std::span<const row>{rows.value()}; }>(3);
    check_info<[]() -> const std::array<row, 3>& { return rows.value(); }>(3);
    check_info<[]() { return std::vector<row>(rows.value().begin(), rows.value().end()); }>(3);
    check_info<[]() { return routpact::versioned<std::span<const row>>{rows.value(), 2}; }>(3);
    check_info<[]() { return routpact::versioned<row>{one.value(), 2}; }>(1);
    check_info<[]() { return expected_rows{}; }>(3);
}

TEST_CASE("the padding of a MIB entry is zero") {
    check_entry<[](ULONG) -> const row& { return one.value(); }>(1);
    check_entry<[](ULONG) { return std::optional<std::span<const row>>{rows.value()}; }>(3);
    check_entry<[](ULONG) { return expected_rows{}; }>(3);
}

TEST_CASE("the padding of neighbors is zero") {
    const prepared ready;
    DWORD list[2] = {0xBBBBBBBB, 0xBBBBBBBB};
    DWORD size = sizeof list;
    BYTE flags = 0;
    constexpr auto get = routpact::get_neighbors<lines, [](const line&) {
        return routpact::neighbors<std::span<const half_address>>{{&half.value(), 1}, 0};
    }>;
    CHECK(get(7, list, &size, &flags) == NO_ERROR);
    CHECK(size == 4);
    const unsigned char clean[] = {half.bytes[0], half.bytes[1], 8, 0};
    CHECK(std::memcmp(list, clean, 4) == 0);
    CHECK(list[1] == 0xBBBBBBBB);
}

TEST_CASE("the padding of an allocated result is zero") {
    const prepared ready;
    ULONG question = 0;
    PVOID entry = nullptr;
    DWORD size = 0;
    constexpr auto get = routpact::get_statistics<[](DWORD, ULONG, DWORD) {
        return std::span<const row>{rows.value()};
    }>;
    CHECK(get(1, &question, sizeof question, 1, &entry, &size) == NO_ERROR);
    CHECK(size == 3 * sizeof(row));
    check_rows(static_cast<const unsigned char*>(entry), 3);
    routpact::buffer_free(entry);
}

TEST_CASE("padding is found in numbers of any size and in arrays") {
    using routpact::detail::without_padding;
    STATIC_CHECK(without_padding<ULONG>);
    STATIC_CHECK(without_padding<double>);
    struct fractions {
        float a, b;
    };
    STATIC_CHECK(without_padding<fractions>);
    STATIC_CHECK(without_padding<std::array<BYTE, 3>>);
    STATIC_CHECK(!without_padding<inner>);
    STATIC_CHECK(!without_padding<std::array<inner, 3>>);
    STATIC_CHECK(!without_padding<row>);

    struct longest {
        long double a[2];
    };
    dirty<longest> from;
    from.value().a[0] = from.value().a[1] = 1.5L;
    static const longest* given = nullptr;
    given = &from.value();
    ULONG question = 0, size = sizeof(longest);
    dirty<longest> to;
    CHECK(routpact::mib_get_entry<[](ULONG) -> const longest& { return *given; }>(
              sizeof question, &question, &size, to.bytes) == NO_ERROR);
    CHECK(to.value().a[1] == 1.5L);
    if (LDBL_MANT_DIG == 64 && sizeof(long double) == 16)
        CHECK(to.bytes[31] == 0);
}

#ifndef __clang__ // clang cannot see into bit-fields
namespace {
struct bits {
    ULONG a : 3;
    ULONG b : 10;
    BYTE c;
    ULONGLONG d : 33;
};
dirty<bits> some_bits;
} // namespace

TEST_CASE("the padding of bit-fields is zero, and their values are kept") {
    some_bits.value().a = 5;
    some_bits.value().b = 0x2AA;
    some_bits.value().c = 7;
    some_bits.value().d = 0x155555555;
    ULONG question = 0, size = sizeof(bits);
    dirty<bits> got;
    CHECK(routpact::mib_get_entry<[](ULONG) -> const bits& { return some_bits.value(); }>(
              sizeof question, &question, &size, got.bytes) == NO_ERROR);
    CHECK(got.value().a == 5);
    CHECK(got.value().b == 0x2AA);
    CHECK(got.value().c == 7);
    CHECK(got.value().d == 0x155555555);
    CHECK((got.bytes[1] & 0xE0) == 0);
    CHECK((got.bytes[sizeof(bits) - 1] & 0xFE) == 0);
}
#endif

namespace {
struct many { // large, for a mask computed byte by byte at compile time
    row rows[100];
    BYTE last;
};
dirty<many> kept;
} // namespace

TEST_CASE("the padding of a large structure is zero, and its values are kept") {
    const prepared ready;
    for (std::size_t n = 0; n < 100; ++n)
        set(kept.value().rows[n], static_cast<int>(n % 3));
    kept.value().last = 5;
    static dirty<many> got;
    ULONG question = 0, size = sizeof got.bytes;
    CHECK(routpact::mib_get_entry<[](ULONG) -> const many& { return kept.value(); }>(
              sizeof question, &question, &size, got.bytes) == NO_ERROR);
    check_rows(got.bytes, 3);
    check_rows(got.bytes + 96 * sizeof(row), 3);
    CHECK(got.bytes[offsetof(many, last)] == 5);
    CHECK(got.bytes[sizeof(many) - 1] == 0);
}

TEST_CASE("only the member of a message that belongs to the event is delivered") {
    static routpact::router_event next;
    constexpr auto get = routpact::get_event_message<[]() { return std::optional{next}; }>;
    ROUTING_PROTOCOL_EVENTS type{};
    MESSAGE message;
    const auto third = [&] {
        std::memset(static_cast<void*>(&message), 0xBB, sizeof message);
        CHECK(get(&type, &message) == NO_ERROR);
        ULONG words[3];
        std::memcpy(words, &message, sizeof words);
        return std::array{words[0], words[1], words[2]};
    };
    std::memset(static_cast<void*>(&next.message), 0xAA, sizeof next.message);
    next.message.InterfaceIndex = 7;
    next.type = SAVE_INTERFACE_CONFIG_INFO;
    CHECK(third() == std::array<ULONG, 3>{7, 0, 0});
    next.type = SAVE_GLOBAL_CONFIG_INFO;
    CHECK(third() == std::array<ULONG, 3>{});
    next.type = UPDATE_COMPLETE;
    CHECK(third() == std::array<ULONG, 3>{7, 0xAAAAAAAA, 0xAAAAAAAA});
}

} // namespace padding_tests
