#include "temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <failure.hpp>
#include <text_file.hpp>

namespace text_file_tests {

using Catch::Matchers::MessageMatches;
using Catch::Matchers::StartsWith;

TEST_CASE("A line is divided into text and comment", "[check]") {
    const temporary_folder folder;
    const std::vector<text_line> lines =
        read_lines("--x", folder.write("list", " a#b # c # d\r\n#e\n\nf"));
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].number == 1);
    CHECK(lines[0].text == "a#b");
    CHECK(lines[0].comment == "# c # d");
    CHECK(lines[1].text.empty());
    CHECK(lines[1].comment == "#e");
    CHECK(lines[3].number == 4);
    CHECK(lines[3].text == "f");
}

TEST_CASE("A file is replaced as a whole, and nothing else remains", "[check]") {
    const temporary_folder folder;
    replace_file("--x", folder.name("new"), "one");
    CHECK(folder.read("new") == "one");
    replace_file("--x", folder.name("new"), "two");
    CHECK(folder.read("new") == "two");
    CHECK(folder.size() == 1);
}

TEST_CASE("A trial whether a file can be written leaves it alone", "[check]") {
    const temporary_folder folder;
    require_writable("--x", folder.write("old", "text"));
    CHECK(folder.read("old") == "text");
    require_writable("--x", folder.name("new"));
    CHECK(folder.size() == 1);
}

TEST_CASE("A file that cannot be written is an error that names it", "[check]") {
    const temporary_folder folder;
    const std::string deep = folder.name("no/such/folder");
    CHECK_THROWS_MATCHES(require_writable("--x", deep), cannot_run,
                         MessageMatches(StartsWith("--x: cannot write " + deep)));
    CHECK_THROWS_MATCHES(replace_file("--x", "", "text"), cannot_run,
                         MessageMatches(StartsWith("--x: cannot write \"\"")));
    CHECK_THROWS_MATCHES(require_writable("--x", folder.name("")), cannot_run,
                         MessageMatches(StartsWith("--x: cannot write ")));
    CHECK(folder.size() == 0);
}

#ifndef _WIN32
TEST_CASE("A device is written to, and a link is followed", "[check]") {
    const temporary_folder folder;
    replace_file("--x", "/dev/null", "text");
    CHECK(std::filesystem::is_character_file("/dev/null"));
    CHECK_THROWS_AS(replace_file("--x", "/dev/full", "text"), cannot_run);
    folder.write("file", "old");
    std::filesystem::create_symlink("file", folder.path() / "link");
    replace_file("--x", folder.name("link"), "new");
    CHECK(folder.read("file") == "new");
    CHECK(std::filesystem::is_symlink(folder.path() / "link"));
}
#endif

} // namespace text_file_tests
