#include <catch2/catch_test_macros.hpp>
#include <text.hpp>

TEST_CASE("A pattern fits a whole id, in either case", "[check]") {
    CHECK(matches("RP-ADD-01", "RP-ADD-01"));
    CHECK(matches("rp-add-01", "RP-ADD-01"));
    CHECK(matches("*", "RP-ADD-01"));
    CHECK(matches("RP-*-01", "RP-ADD-01"));
    CHECK(matches("RP-ADD-0?", "RP-ADD-01"));
    CHECK(matches("*A*0*", "RP-ADD-01"));
    CHECK_FALSE(matches("RP-ADD", "RP-ADD-01"));
    CHECK_FALSE(matches("ADD-01", "RP-ADD-01"));
    CHECK_FALSE(matches("RP-ADD-01?", "RP-ADD-01"));
    CHECK_FALSE(matches("", "RP-ADD-01"));
}

TEST_CASE("What a DLL prints becomes valid text", "[check]") {
    CHECK(printable("plain\ttext\n") == "plain\ttext\n");
    CHECK(printable("a\r\nb\rc") == "a\nb?c");
    CHECK(printable({"\0\x01\x1b\x7f", 4}) == "????");
    CHECK(printable("\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80") ==
          "\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80");
    CHECK(printable("\xff\xe4 \xc3") == "?? ?");                   // no UTF-8, and cut off
    CHECK(printable("\xc0\xaf\xe0\x80\xaf") == "?????");           // longer than need be
    CHECK(printable("\xed\xa0\x80\xf4\x90\x80\x80") == "???????"); // surrogate, beyond Unicode
}

TEST_CASE("A path outside of ASCII survives as text", "[check]") {
    const std::string name = "\xc3\xa4\xe2\x82\xac.dll";
    CHECK(text_of(path_of(name)) == name);
}
