#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <failure.hpp>
#include <options.hpp>

using Catch::Matchers::Message;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::StartsWith;

TEST_CASE("Options are understood in either form, and in any order", "[check]") {
    const options read =
        parse_options({"--only", "A*", "my.dll", "--protocol-id=0xFFFFFFFF", "--only=B*", "--skip",
                       "C", "--seed", "18446744073709551615", "--strict", "--format=junit"});
    CHECK(read.dll == "my.dll");
    CHECK(read.protocol_id == 0xFFFFFFFFU);
    CHECK(read.only == std::vector<std::string>{"A*", "B*"});
    CHECK(read.skip == std::vector<std::string>{"C"});
    CHECK(read.seed == 0xFFFFFFFFFFFFFFFFU);
    CHECK(read.strict);
    CHECK(read.format == report_format::junit);
    CHECK_FALSE(read.in_process);
    CHECK(read.global_info.bytes.empty());
    CHECK(read.global_info.version == 1);
}

TEST_CASE("What a check needs is asked for, but not by those who check nothing", "[check]") {
    CHECK_THROWS_MATCHES(parse_options({"--protocol-id", "7"}), cannot_run,
                         MessageMatches(StartsWith("no DLL is named")));
    CHECK_THROWS_MATCHES(parse_options({"my.dll"}), cannot_run,
                         MessageMatches(StartsWith("--protocol-id is missing")));
    CHECK(parse_options({"--list-rules"}).list_rules);
    CHECK(parse_options({"--help"}).help);
}

TEST_CASE("Without a seed there is another one each time", "[check]") {
    const auto seed = [] { return parse_options({"my.dll", "--protocol-id", "7"}).seed; };
    CHECK((seed() != seed() || seed() != seed()));
}

TEST_CASE("Numbers are whole ones", "[check]") {
    for (const std::string text : {"", "0x", "1x", "-1", "+1", " 1", "1.0", "0x1g"})
        CHECK_THROWS_MATCHES(
            parse_options({"--seed", text}), cannot_run,
            Message("--seed: not a number from 0 to 18446744073709551615: \"" + text + "\""));
}
