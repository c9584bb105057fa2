// Calls as text.

#include <catch2/catch_test_macros.hpp>
#include <routpact/testing/call_text.hpp>

using routpact::role;
using routpact::testing::call_arguments;
using routpact::testing::input_text;

TEST_CASE("what only the callbacks of MPR60 take is told like the rest", "[testing]") {
    unsigned char data[4] = {};
    call_arguments a;
    a.input = data;
    a.input_size = sizeof data;
    a.output_size = 9;
    CHECK(input_text(role::data, 0, a) == "{4 bytes}, 4");
    CHECK(input_text(role::allocation, 0, a) == "&address, &9");
    CHECK(input_text(role::routing_domain, 0, a) == "&domain");
    CHECK(routpact::testing::output_text(role::allocation, a) == "size 9");
    a.without_size = true;
    CHECK(input_text(role::allocation, 0, a) == "&address, null");
}

TEST_CASE("names are told in ASCII", "[testing]") {
    CHECK(routpact::testing::text_of_name(nullptr) == "null");
    CHECK(routpact::testing::text_of_name(L"a b") == "\"a b\"");
    CHECK(routpact::testing::text_of_name(L"\x3b1\x7f") == "\"??\"");
}
