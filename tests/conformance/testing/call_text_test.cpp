// The text of calls in transcripts.

#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/testing/call_text.hpp>

namespace call_text_tests {

using routpact::detail::call_arguments;
using routpact::detail::input_text;
using routpact::detail::role;

TEST_CASE("the roles of MPR60 callbacks have a text", "[testing]") {
    unsigned char data[4] = {};
    call_arguments a;
    a.input = data;
    a.input_size = sizeof data;
    a.output_size = 9;
    CHECK(input_text(role::entry_then_size, 0, a) == "{4 bytes}, 4");
    CHECK(input_text(role::allocation, 0, a) == "&address, &9");
    CHECK(input_text(role::routing_domain, 0, a) == "&domain");
    CHECK(routpact::detail::output_text(role::allocation, a) == "size 9");
    a.without_size = true;
    CHECK(input_text(role::allocation, 0, a) == "&address, null");
}

TEST_CASE("names are shown in ASCII", "[testing]") {
    CHECK(routpact::detail::text_of_name(nullptr) == "null");
    CHECK(routpact::detail::text_of_name(L"a b") == "\"a b\"");
    CHECK(routpact::detail::text_of_name(L"\x3b1\x7f") == "\"??\"");
}

} // namespace call_text_tests
