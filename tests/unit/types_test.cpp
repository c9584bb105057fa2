#include <catch2/catch_test_macros.hpp>
#include <routpact/types.hpp>
#include <type_traits>

using namespace routpact;

TEST_CASE("types and values are found by position") {
    using list = types<char, int&, long>;
    STATIC_CHECK(list::size == 3);
    STATIC_CHECK(std::is_same_v<type_at<0, list>::type, char>);
    STATIC_CHECK(std::is_same_v<type_at<1, list>::type, int&>);
    STATIC_CHECK(std::is_same_v<type_at<2, list>::type, long>);
    CHECK(value_at<0>('a', 2, 3L) == 'a');
    CHECK(value_at<2>('a', 2, 3L) == 3L);
}

TEST_CASE("a value is found, not copied") {
    const int a = 1;
    const int b = 2;
    CHECK(&value_at<1>(a, b) == &b);
}

TEST_CASE("positions count from zero") {
    STATIC_CHECK(std::is_same_v<make_positions<0>::type, positions<>>);
    STATIC_CHECK(std::is_same_v<make_positions<3>::type, positions<0, 1, 2>>);
}
