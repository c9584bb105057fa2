// The types that travel, at every depth, as arguments and as results.

#include <any>
#include <array>
#include <bitset>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <routpact/arguments/info_block.hpp>
#include <routpact/detail/arguments/padding.hpp>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace plain_tests {
namespace {

using routpact::detail::plain;
using routpact::detail::plain_result;

enum class color : BYTE { red = 1 };
struct empty {};
struct numbers {
    BYTE a;
    double b;
    color c;
    bool d;
};
struct nested {
    numbers first;
    numbers more[3];
    std::array<numbers, 2> others;
    empty nothing;
};
struct derived : numbers {
    ULONG e;
};
struct with_const {
    const ULONG a;
};
struct with_defaults {
    ULONG limit = 100;
    USHORT timer = 3;
};
struct with_bits {
    ULONG a : 3;
    ULONG b : 5;
};
struct with_whole_bits {
    ULONG a : 12;
    ULONG b : 20;
};
class hidden {
public:
    constexpr explicit hidden(ULONG a) : a_{a}, b_{a} {}
    ULONG sum() const { return a_ + b_; }

private:
    ULONG a_;
    ULONG b_;
};
class hidden_at_run_time {
public:
    explicit hidden_at_run_time(ULONG a);
    ULONG sum() const { return a_ + b_; }

private:
    ULONG a_;
    ULONG b_;
};
struct holds_hidden {
    ULONG a;
    hidden b;
    hidden_at_run_time c;
};
class with_index {
public:
    constexpr explicit with_index(ULONG index) : index_{index} {}
    ULONG index() const { return index_; }

private:
    ULONG index_;
};
struct long_arrays { // much longer ones are in static/hygiene/long_types.cpp
    BYTE bytes[5000];
    numbers rows[100];
};
struct long_arrays_beside_a_union {
    union {
        ULONGLONG whole;
        struct {
            ULONG low, high;
        } half;
    } luid;
    wchar_t names[2][257];
    BYTE addresses[2][32];
    ULONGLONG counters[20];
};

struct pointer_inside {
    ULONG a;
    const char* b;
};
struct pointer_deep_inside {
    ULONG a;
    struct {
        ULONG b;
        pointer_inside c[2];
    } d;
};
struct pointers_in_an_array {
    std::array<void*, 2> a;
};
struct pointer_behind_an_array {
    BYTE a[5000];
    int* b;
};
struct derived_from_pointer : pointer_inside {
    ULONG c;
};
struct function_inside {
    ULONG a;
    void (*b)();
};
struct member_pointer_inside {
    ULONG numbers::* a;
};
struct null_inside {
    ULONG a;
    decltype(nullptr) b;
};
struct reference_inside {
    ULONG& a;
};
struct const_reference_inside {
    ULONG b;
    const ULONG& a;
};
struct rvalue_inside {
    ULONG&& a;
};
class hidden_pointer {
public:
    constexpr explicit hidden_pointer(int* a) : a_{a} {}
    bool there() const { return a_; }

private:
    int* a_;
};
struct optional_inside {
    ULONG a;
    std::optional<ULONG> b;
};
struct optional_in_front {
    std::optional<ULONG> a;
};
struct variant_inside {
    std::variant<ULONG, BYTE> a;
    ULONG b;
};
struct variants_in_an_array {
    ULONG a;
    std::variant<ULONG, BYTE> b[2];
    ULONG c;
};
struct view_inside {
    std::string_view a;
};
struct maybe { // an optional of another library
    ULONG value;
    bool there;
    bool has_value() const { return there; }
};
struct maybe_inside {
    maybe a;
    ULONG b;
};

union same_length {
    ULONG a;
    int b;
};
union other_length {
    ULONG a;
    BYTE b;
};
struct named_union {
    ULONG kind;
    other_length value;
};
struct anonymous_union {
    union {
        ULONG a;
        BYTE b;
    };
    ULONG c;
};
struct anonymous_union_of_one_length {
    union {
        ULONG a;
        int b;
    };
    ULONG c;
};
union union_of_pointers {
    int* a;
    ULONG b;
};
union socket_address { // like SOCKADDR_INET
    struct {
        USHORT family, port;
        ULONG address;
        char zero[8];
    } v4;
    struct {
        USHORT family, port;
        ULONG flow;
        IN6_ADDR address;
        ULONG scope;
    } v6;
    USHORT family;
};
struct prefix {
    socket_address address;
    BYTE length;
};

template <class T>
concept both = plain<T> && plain_result<T>;
template <class T>
concept only_as_argument = plain<T> && !plain_result<T>;

} // namespace

TEST_CASE("numbers, enumerations, arrays and classes of these travel both ways") {
    STATIC_CHECK(both<ULONG>);
    STATIC_CHECK(both<bool>);
    STATIC_CHECK(both<double>);
    STATIC_CHECK(both<long double>);
    STATIC_CHECK(both<color>);
    STATIC_CHECK(both<std::byte>);
    STATIC_CHECK(both<numbers>);
    STATIC_CHECK(both<nested>);
    STATIC_CHECK(both<derived>);
    STATIC_CHECK(both<empty>);
    STATIC_CHECK(both<with_const>);
    STATIC_CHECK(both<with_defaults>);
    STATIC_CHECK(both<with_whole_bits>);
    STATIC_CHECK(both<std::array<numbers, 3>>);
    STATIC_CHECK(both<std::array<std::array<BYTE, 6>, 20>>);
    STATIC_CHECK(both<IP_LOCAL_BINDING>);
    STATIC_CHECK(both<IPV6_LOCAL_BINDING>);
    STATIC_CHECK(both<GUID>);
    STATIC_CHECK(both<routpact::versioned<numbers>>);
}

TEST_CASE("classes with private members travel if these are plain") {
    STATIC_CHECK(both<hidden>);
    STATIC_CHECK(both<hidden_at_run_time>);
    STATIC_CHECK(both<with_index>);
    STATIC_CHECK(both<std::chrono::seconds>);
    STATIC_CHECK(both<std::bitset<64>>);
    STATIC_CHECK(plain<holds_hidden>);
}

TEST_CASE("long arrays travel") {
    STATIC_CHECK(both<std::array<BYTE, 4096>>);
    STATIC_CHECK(both<long_arrays>);
    STATIC_CHECK(plain<long_arrays_beside_a_union>);
    STATIC_CHECK(!plain<pointer_behind_an_array>);
}

TEST_CASE("arrays of unknown length do not prevent an argument from travelling") {
    STATIC_CHECK(plain<IP_ADAPTER_BINDING_INFO>);
    STATIC_CHECK(plain<IPV6_ADAPTER_BINDING_INFO>);
}

TEST_CASE("addresses do not travel at any depth") {
    STATIC_CHECK(!plain<void*>);
    STATIC_CHECK(!plain<pointer_inside>);
    STATIC_CHECK(!plain<pointer_deep_inside>);
    STATIC_CHECK(!plain<pointers_in_an_array>);
    STATIC_CHECK(!plain<std::array<pointer_inside, 2>>);
    STATIC_CHECK(!plain<derived_from_pointer>);
    STATIC_CHECK(!plain<function_inside>);
    STATIC_CHECK(!plain<member_pointer_inside>);
    STATIC_CHECK(!plain<null_inside>);
    STATIC_CHECK(!plain<reference_inside>);
    STATIC_CHECK(!plain<const_reference_inside>);
    STATIC_CHECK(!plain<rvalue_inside>);
    STATIC_CHECK(!plain<hidden_pointer>);
    STATIC_CHECK(!plain<union_of_pointers>);
    STATIC_CHECK(!plain<view_inside>);
    STATIC_CHECK(!plain<std::string_view>);
    STATIC_CHECK(!plain<std::span<ULONG>>);
    STATIC_CHECK(!plain<std::span<const ULONG, 4>>);
    STATIC_CHECK(!plain<std::reference_wrapper<ULONG>>);
    STATIC_CHECK(!plain<std::initializer_list<ULONG>>);
    STATIC_CHECK(!plain<std::vector<ULONG>::iterator>);
    STATIC_CHECK(!plain<std::unique_ptr<ULONG>>);
    STATIC_CHECK(!plain<routpact::info_block>);
}

TEST_CASE("types that record which of their parts is valid do not travel at any depth") {
    STATIC_CHECK(!plain<std::optional<ULONG>>);
    STATIC_CHECK(!plain<std::variant<ULONG, BYTE>>);
    STATIC_CHECK(!plain<std::variant<char, signed char>>);
    STATIC_CHECK(!plain<std::any>);
    STATIC_CHECK(!plain<maybe>);
    STATIC_CHECK(!plain<optional_inside>);
    STATIC_CHECK(!plain<optional_in_front>);
    STATIC_CHECK(!plain<std::array<std::optional<ULONG>, 3>>);
    STATIC_CHECK(!plain<variant_inside>);
    STATIC_CHECK(!plain<variants_in_an_array>);
    STATIC_CHECK(!plain<maybe_inside>);
    STATIC_CHECK(!plain<std::pair<ULONG, std::variant<ULONG, BYTE>>>);
    STATIC_CHECK(!plain<std::tuple<ULONG, std::optional<ULONG>>>);
    STATIC_CHECK(!plain<routpact::versioned<std::optional<ULONG>>>);
}

TEST_CASE("unions travel as arguments, and as results if their members have the same size") {
    STATIC_CHECK(both<same_length>);
    STATIC_CHECK(both<IN6_ADDR>);
    STATIC_CHECK(both<anonymous_union_of_one_length>);
    STATIC_CHECK(only_as_argument<other_length>);
    STATIC_CHECK(only_as_argument<named_union>);
    STATIC_CHECK(only_as_argument<anonymous_union>);
    STATIC_CHECK(only_as_argument<socket_address>);
    STATIC_CHECK(only_as_argument<prefix>);
    STATIC_CHECK(plain<with_bits>);
}

} // namespace plain_tests
