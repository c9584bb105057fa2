#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstddef>
#include <functional>
#include <optional>
#include <routpact/detail/arguments/binding.hpp>
#include <span>
#include <string>
#include <string_view>

namespace {

using routpact::violation;
using routpact::detail::argument_defect;
using routpact::detail::role;
using routpact::detail::type_list;

// The role of an argument of type C that is a group of its own.
template <class C>
constexpr role role_of = std::is_same_v<C, PVOID> ? role::object : role::value;

template <class C, class P>
using argument = routpact::detail::binding<role_of<C>, P, type_list<C>>;

template <class C, class P>
constexpr bool accepted = argument<C, P>::accepted;

bool is(violation kind, argument_defect defect) {
    return defect.kind == kind && defect.offset == 0;
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

TEST_CASE("a PVOID converts to a typed object, a pointer or itself only") {
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

TEST_CASE("bytes convert to objects that need no constructor and hold no addresses") {
    using routpact::detail::plain;
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

TEST_CASE("the suitable type of a role is its first argument by default") {
    STATIC_CHECK(
        std::is_same_v<routpact::detail::suitable<role::value, type_list<DWORD, PVOID>>::type,
                       DWORD>);
}

TEST_CASE("a role without a delivery receives no result") {
    STATIC_CHECK(!routpact::detail::delivery<role::value, DWORD, type_list<DWORD>>::accepted);
}

TEST_CASE("any other argument keeps its type") {
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

TEST_CASE("values arrive unchanged and unchecked") {
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
    CHECK(is(violation::null_argument, by_reference::defect(nullptr)));
    CHECK(!by_reference::usable(misaligned_binding{client}.address()));
    CHECK(is(violation::misaligned_argument,
             by_reference::defect(misaligned_binding{client}.address())));
}

TEST_CASE("the required alignment is exactly that of T") {
    using by_reference = argument<PVOID, const IP_LOCAL_BINDING&>;
    alignas(8) unsigned char bytes[16] = {};
    for (const unsigned offset : {1u, 2u, 3u, 5u, 6u, 7u})
        CHECK(!by_reference::usable(bytes + offset));
    CHECK(by_reference::usable(bytes + 4)); // two DWORDs need no more than one
}

TEST_CASE("const T* accepts null and refuses misaligned pointers") {
    using by_pointer = argument<PVOID, const IP_LOCAL_BINDING*>;
    IP_LOCAL_BINDING client{1, 2};
    CHECK(by_pointer::usable(&client));
    CHECK(by_pointer::pass(&client) == &client);
    CHECK(by_pointer::usable(nullptr));
    CHECK(by_pointer::pass(nullptr) == nullptr);
    CHECK(!by_pointer::usable(misaligned_binding{client}.address()));
    CHECK(is(violation::misaligned_argument,
             by_pointer::defect(misaligned_binding{client}.address())));
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
    CHECK(is(violation::null_argument, by_value::defect(nullptr)));

    no_default_constructor object{7};
    CHECK(argument<PVOID, no_default_constructor>::pass(&object).value == 7);
}

TEST_CASE("PVOID is passed unchecked") {
    char object = 0;
    CHECK(argument<PVOID, PVOID>::usable(nullptr));
    CHECK(argument<PVOID, PVOID>::pass(&object) == &object);
    CHECK(argument<PVOID, const void*>::usable(nullptr));
    CHECK(argument<PVOID, const void*>::pass(&object) == &object);
}
