#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/language/type_list.hpp>
#include <type_traits>

using namespace routpact;
using namespace routpact::detail;

TEST_CASE("type_at counts positions from zero") {
    using list = type_list<char, int&, long>;
    STATIC_CHECK(list::size == 3);
    STATIC_CHECK(std::is_same_v<type_at<0, list>::type, char>);
    STATIC_CHECK(std::is_same_v<type_at<1, list>::type, int&>);
    STATIC_CHECK(std::is_same_v<type_at<2, list>::type, long>);
}

TEST_CASE("make_index_sequence generates the indexes from zero") {
    STATIC_CHECK(std::is_same_v<make_index_sequence<0>::type, index_sequence<>>);
    STATIC_CHECK(std::is_same_v<make_index_sequence<3>::type, index_sequence<0, 1, 2>>);
}
