#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <functional>
#include <optional>
#include <routpact/arguments.hpp>
#include <span>
#include <string>
#include <string_view>

namespace {

using routpact::argument_defect;
using routpact::role;
using routpact::rule;
using routpact::types;

// The role that an argument of type C has by itself.
template <class C>
constexpr role role_of = std::is_same_v<C, PVOID> ? role::object : role::value;

template <class C, class P>
using argument = routpact::binding<role_of<C>, P, types<C>>;

template <class C, class P>
constexpr bool accepted = argument<C, P>::accepted;

bool is(rule broken, argument_defect defect) {
    return defect.broken == broken && defect.offset == 0;
}

struct no_default_constructor {
    explicit no_default_constructor(int v) : value{v} {}
    int value;
};

class with_virtual {
public:
    virtual ~with_virtual() = default;
};

enum class color : int { red };

class incomplete;
struct not_copied_by_itself {
    explicit not_copied_by_itself(const not_copied_by_itself&) = default;
};

// An address at which no IP_LOCAL_BINDING is aligned.
struct misaligned_binding {
    alignas(8) std::array<unsigned char, 16> bytes{};

    explicit misaligned_binding(IP_LOCAL_BINDING value) {
        std::memcpy(bytes.data() + 1, &value, sizeof value);
    }
    PVOID address() { return bytes.data() + 1; }
};

} // namespace

TEST_CASE("a PVOID is taken as a typed object, a pointer or itself, nothing else") {
    STATIC_CHECK(accepted<PVOID, const IP_LOCAL_BINDING&>);
    STATIC_CHECK(accepted<PVOID, IP_LOCAL_BINDING>);
    STATIC_CHECK(accepted<PVOID, const IP_LOCAL_BINDING*>);
    STATIC_CHECK(accepted<PVOID, PVOID>);
    STATIC_CHECK(accepted<PVOID, const void*>);
    STATIC_CHECK(accepted<PVOID, DWORD>);
    STATIC_CHECK(accepted<PVOID, no_default_constructor>);

    STATIC_CHECK(!accepted<PVOID, const PVOID&>);
    STATIC_CHECK(!accepted<PVOID, IP_LOCAL_BINDING&>);
    STATIC_CHECK(!accepted<PVOID, IP_LOCAL_BINDING&&>);
    STATIC_CHECK(!accepted<PVOID, IP_LOCAL_BINDING*>);
    STATIC_CHECK(!accepted<PVOID, const std::string&>);
    STATIC_CHECK(!accepted<PVOID, std::string>);
    STATIC_CHECK(!accepted<PVOID, const std::string*>);
    STATIC_CHECK(!accepted<PVOID, const with_virtual&>);
    STATIC_CHECK(!accepted<PVOID, const DWORD(&)[2]>);
}

TEST_CASE("bytes are taken for objects that need no constructor and hold no addresses") {
    using routpact::pointee::plain;
    STATIC_CHECK(plain<int>);
    STATIC_CHECK(plain<color>);
    STATIC_CHECK(plain<IP_LOCAL_BINDING>);
    STATIC_CHECK(plain<std::array<int, 2>>);

    STATIC_CHECK(!plain<void>);
    STATIC_CHECK(!plain<incomplete>);
    STATIC_CHECK(!plain<int&>);
    STATIC_CHECK(!plain<int()>);
    STATIC_CHECK(!plain<int[2]>);
    STATIC_CHECK(!plain<int[]>);
    STATIC_CHECK(!plain<const int>);
    STATIC_CHECK(!plain<int*>);
    STATIC_CHECK(!plain<int incomplete::*>);
    STATIC_CHECK(!plain<std::nullptr_t>);
    STATIC_CHECK(!plain<std::string>);
    STATIC_CHECK(!plain<not_copied_by_itself>);
    STATIC_CHECK(!plain<std::string_view>);
    STATIC_CHECK(!plain<std::span<int>>);
    STATIC_CHECK(!plain<std::reference_wrapper<int>>);
    STATIC_CHECK(!plain<std::optional<int>>);
}

TEST_CASE("what suits a role is its first argument, unless it knows better") {
    STATIC_CHECK(std::is_same_v<routpact::suitable<role::value, types<DWORD, PVOID>>::type, DWORD>);
}

TEST_CASE("a role receives nothing unless its header says how") {
    STATIC_CHECK(!routpact::delivery<role::value, DWORD, types<DWORD>>::accepted);
}

TEST_CASE("any other argument is taken as it is") {
    STATIC_CHECK(accepted<DWORD, DWORD>);
    STATIC_CHECK(accepted<DWORD, const DWORD&>);
    STATIC_CHECK(accepted<PULONG, PULONG>);
    STATIC_CHECK(accepted<LPWSTR, LPCWSTR>);
    STATIC_CHECK(accepted<NET_INTERFACE_TYPE, NET_INTERFACE_TYPE>);

    STATIC_CHECK(!accepted<DWORD, int>);
    STATIC_CHECK(!accepted<DWORD, WORD>);
    STATIC_CHECK(!accepted<DWORD, bool>);
    STATIC_CHECK(!accepted<DWORD, DWORD&>);
    STATIC_CHECK(!accepted<DWORD, const DWORD*>);
    STATIC_CHECK(!accepted<DWORD, color>);
    STATIC_CHECK(!accepted<NET_INTERFACE_TYPE, int>);
    STATIC_CHECK(!accepted<LPCWSTR, LPWSTR>);
    STATIC_CHECK(!accepted<PULONG, PVOID>);
}

TEST_CASE("values arrive unchanged and unjudged") {
    using argument_type = argument<NET_INTERFACE_TYPE, NET_INTERFACE_TYPE>;
    const auto unknown = static_cast<NET_INTERFACE_TYPE>(3);
    CHECK(argument_type::usable(unknown));
    CHECK(argument_type::pass(unknown) == unknown);
    CHECK(argument<DWORD, const DWORD&>::pass(0xFFFFFFFF) == 0xFFFFFFFF);
    ULONG number = 0;
    CHECK(argument<PULONG, const ULONG*>::pass(&number) == &number);
}

TEST_CASE("const T& refuses null and misaligned pointers") {
    using by_reference = argument<PVOID, const IP_LOCAL_BINDING&>;
    IP_LOCAL_BINDING client{1, 2};
    CHECK(by_reference::usable(&client));
    CHECK(&by_reference::pass(&client) == &client);
    CHECK(!by_reference::usable(nullptr));
    CHECK(is(rule::argument_present, by_reference::defect(nullptr)));
    CHECK(!by_reference::usable(misaligned_binding{client}.address()));
    CHECK(is(rule::argument_aligned, by_reference::defect(misaligned_binding{client}.address())));
}

TEST_CASE("alignment is that of T, no more and no less") {
    using by_reference = argument<PVOID, const IP_LOCAL_BINDING&>;
    alignas(8) unsigned char bytes[16] = {};
    for (const unsigned offset : {1u, 2u, 3u, 5u, 6u, 7u})
        CHECK(!by_reference::usable(bytes + offset));
    CHECK(by_reference::usable(bytes + 4)); // two DWORDs need no more than one
}

TEST_CASE("const T* lets null pass and refuses misaligned pointers") {
    using by_pointer = argument<PVOID, const IP_LOCAL_BINDING*>;
    IP_LOCAL_BINDING client{1, 2};
    CHECK(by_pointer::usable(&client));
    CHECK(by_pointer::pass(&client) == &client);
    CHECK(by_pointer::usable(nullptr));
    CHECK(by_pointer::pass(nullptr) == nullptr);
    CHECK(!by_pointer::usable(misaligned_binding{client}.address()));
    CHECK(is(rule::argument_aligned, by_pointer::defect(misaligned_binding{client}.address())));
}

TEST_CASE("T is a copy from any alignment and refuses null") {
    using by_value = argument<PVOID, IP_LOCAL_BINDING>;
    misaligned_binding client{{1, 2}};
    CHECK(by_value::usable(client.address()));
    const IP_LOCAL_BINDING copy = by_value::pass(client.address());
    client.bytes.fill(0xFF);
    CHECK(copy.Address == 1);
    CHECK(copy.Mask == 2);
    CHECK(!by_value::usable(nullptr));
    CHECK(is(rule::argument_present, by_value::defect(nullptr)));

    no_default_constructor object{7};
    CHECK(argument<PVOID, no_default_constructor>::pass(&object).value == 7);
}

TEST_CASE("PVOID is passed on unchecked") {
    char object = 0;
    CHECK(argument<PVOID, PVOID>::usable(nullptr));
    CHECK(argument<PVOID, PVOID>::pass(&object) == &object);
    CHECK(argument<PVOID, const void*>::usable(nullptr));
    CHECK(argument<PVOID, const void*>::pass(&object) == &object);
}
