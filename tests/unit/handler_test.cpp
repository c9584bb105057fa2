#include <catch2/catch_test_macros.hpp>
#include <routpact/handler.hpp>
#include <type_traits>

namespace {

using routpact::types;
namespace shape = routpact::shape;

struct line {
    int value = 0;
    int add(int n) { return value += n; }
    int get(int n) const noexcept { return value + n; }
    int get_throwing(int n) const { return value + n; }
    int add_noexcept(int n) noexcept { return value += n; }
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
using of = shape::of<std::remove_cv_t<decltype(Handler)>>;

template <auto Handler>
int call(line& l, int n) {
    return of<Handler>::template call<Handler>(l, n);
}

} // namespace

TEST_CASE("functions, lambdas and member functions are known by result and parameters") {
    using expected = types<line&, int>;
    STATIC_CHECK(std::is_same_v<of<function>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<function_noexcept>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<function_winapi>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<lambda>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<lambda_noexcept>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<&line::add>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<&line::add_noexcept>::parameters, expected>);
    STATIC_CHECK(std::is_same_v<of<&line::get_throwing>::parameters, types<const line&, int>>);
    STATIC_CHECK(std::is_same_v<of<&line::get>::parameters, types<const line&, int>>);
    STATIC_CHECK(std::is_same_v<of<function>::result, int>);
    STATIC_CHECK(std::is_same_v<of<&line::get>::result, int>);
}

TEST_CASE("every form is called with the interface first") {
    line l{40};
    CHECK(call<function>(l, 2) == 42);
    CHECK(call<function_noexcept>(l, 2) == 42);
    CHECK(call<function_winapi>(l, 2) == 42);
    CHECK(call<lambda>(l, 2) == 42);
    CHECK(call<&line::get>(l, 2) == 42);
    CHECK(call<&line::add>(l, 2) == 42);
    CHECK(l.value == 42);
}

TEST_CASE("what has no single signature is not known") {
    constexpr auto generic = [](auto&, int) {};
    STATIC_CHECK(!shape::of<overloaded>::known);
    STATIC_CHECK(!shape::of<std::remove_cv_t<decltype(generic)>>::known);
    STATIC_CHECK(!shape::of<int>::known);
    STATIC_CHECK(!shape::of<int line::*>::known);
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

TEST_CASE("arguments are handed on, not copied") {
    line l;
    taker t;
    CHECK(of<take>::call<take>(l, move_only{42}) == 42);
    CHECK(of<&taker::take>::call<&taker::take>(t, move_only{42}) == 42);
    CHECK(of<&taker::take_const>::call<&taker::take_const>(t, move_only{42}) == 42);
}
