#include <catch2/catch_test_macros.hpp>
#include <text.hpp>

namespace text_tests {

TEST_CASE("A pattern matches a whole id, in either case", "[check]") {
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
    CHECK(matches("a*b*", "aXbYb"));
    CHECK_FALSE(matches("a*b", "aXbY"));
}

TEST_CASE("A pattern of many stars is matched in reasonable time", "[check]") {
    std::string pattern;
    for (int i = 0; i < 30; ++i)
        pattern += "*a";
    CHECK_FALSE(matches(pattern + "b", std::string(300, 'a')));
}

TEST_CASE("A masked text has no number that differs from run to run", "[check]") {
    CHECK(masked("NO_ERROR (0) for 716, before 0x12") == "NO_ERROR (0) for *, before *");
    CHECK(masked("reading address 0x10 at my-old_1.dll+0x1f, in pfnStop") ==
          "reading address * at *, in pfnStop");
    CHECK(masked("-5 of 10.") == "* of *");
    CHECK(masked("IPv4 - MPR50") == "IPv4 - MPR50");
    CHECK(masked("a\nb") == "a*b");
    for (const std::string text : {"NO_ERROR (0) for 716", "x.so+0x1", "a\nb", "(3)", ""})
        CHECK(matches(masked(text), text));
}

TEST_CASE("A text is escaped for XML and HTML", "[check]") {
    CHECK(escaped_markup("<a b=\"c\">&\n\x01") == "&lt;a b=&quot;c&quot;&gt;&amp;&#10;?");
}

TEST_CASE("The output of a DLL becomes valid text", "[check]") {
    CHECK(printable("plain\ttext\n") == "plain\ttext\n");
    CHECK(printable("a\r\nb\rc") == "a\nb?c");
    CHECK(printable({"\0\x01\x1b\x7f", 4}) == "????");
    CHECK(printable("\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80") ==
          "\xc3\xa4 \xe2\x82\xac \xf0\x9f\x98\x80");
    CHECK(printable("\xff\xe4 \xc3") == "?? ?");                   // invalid and incomplete
    CHECK(printable("\xc0\xaf\xe0\x80\xaf") == "?????");           // overlong
    CHECK(printable("\xed\xa0\x80\xf4\x90\x80\x80") == "???????"); // surrogate, beyond Unicode
}

TEST_CASE("A path outside of ASCII is converted without loss", "[check]") {
    const std::string name = "\xc3\xa4\xe2\x82\xac.dll";
    CHECK(text_of(path_of(name)) == name);
}

} // namespace text_tests
