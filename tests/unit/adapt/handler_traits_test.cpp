#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/adapt/handler_traits.hpp>
#include <type_traits>

namespace handler_traits_tests {
namespace {

using routpact::detail::handler_traits;
using routpact::detail::type_list;

struct line {
    int value = 0;
    int add(int n) { return value += n; }
    int get(int n) const noexcept { return value + n; }
    int get_throwing(int n) const { return value + n; }
    int add_noexcept(int n) noexcept { return value += n; }
    int WINAPI add_winapi(int n) { return value += n; }
    int WINAPI get_winapi(int n) const noexcept { return value + n; }
};

int function(line& l, int n) {
    return l.value + n;
}
int function_noexcept(line& l, int n) noexcept {
    return l.value + n;
}
int WINAPI function_winapi(line& l, int n) {
    return l.value + n;
}

constexpr auto lambda = [](line& l, int n) { return l.value + n; };

constexpr auto lambda_noexcept = [](line& l, int n) noexcept { return l.value + n; };

struct overloaded {
    void operator()(line&, int) const {}
    void operator()(line&, long) const {}
};

template <auto Handler>
using of = handler_traits<std::remove_cv_t<decltype(Handler)>>;

template <auto Handler>
int call(line& l, int n) {
    return of<Handler>::template call<Handler>(l, n);
}

} // namespace

TEST_CASE("functions, lambdas and member functions have a known result and parameters") {
    using expected = type_list<line&, int>;
    STATIC_CHECK(std::is_same_v<of<function>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<function_noexcept>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<function_winapi>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<lambda>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<lambda_noexcept>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<&line::add>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<&line::add_noexcept>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<&line::add_winapi>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<&line::get_winapi>::parameters, type_list<const line&, int>>);
    STATIC_CHECK(std::is_same_v<of<&line::get_throwing>::parameters, type_list<const line&, int>>);
    STATIC_CHECK(std::is_same_v<of<&line::get>::parameters, type_list<const line&, int>>);
    STATIC_CHECK(std::is_same_v<of<function>::result, int>);
    STATIC_CHECK(std::is_same_v<of<&line::get>::result, int>);
}

TEST_CASE("every form is called with the interface as the first argument") {
    line l{40};
    CHECK(call<function>(l, 2) == 42);
    CHECK(call<function_noexcept>(l, 2) == 42);
    CHECK(call<function_winapi>(l, 2) == 42);
    CHECK(call<lambda>(l, 2) == 42);
    CHECK(call<&line::get>(l, 2) == 42);
    CHECK(call<&line::get_winapi>(l, 2) == 42);
    CHECK(call<&line::add>(l, 2) == 42);
    CHECK(l.value == 42);
    CHECK(call<&line::add_winapi>(l, 2) == 44);
}

TEST_CASE("a type without a single signature is not a handler") {
    constexpr auto generic = [](auto&, int) {};
    STATIC_CHECK(!handler_traits<overloaded>::known);
    STATIC_CHECK(!handler_traits<std::remove_cv_t<decltype(generic)>>::known);
    STATIC_CHECK(!handler_traits<int>::known);
    STATIC_CHECK(!handler_traits<int line::*>::known);
}

namespace {
struct move_only {
    int value;
    explicit move_only(int v) : value{v} {}
    move_only(move_only&&) = default;
};
int take(line&, move_only m) {
    return m.value;
}
struct taker {
    int take(move_only m) { return m.value; }
    int take_const(move_only m) const { return m.value; }
};
} // namespace

TEST_CASE("arguments are forwarded, not copied") {
    line l;
    taker t;
    CHECK(of<take>::call<take>(l, move_only{42}) == 42);
    CHECK(of<&taker::take>::call<&taker::take>(t, move_only{42}) == 42);
    CHECK(of<&taker::take_const>::call<&taker::take_const>(t, move_only{42}) == 42);
}

} // namespace handler_traits_tests
