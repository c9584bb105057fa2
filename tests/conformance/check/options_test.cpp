#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <failure.hpp>
#include <options.hpp>

#include "temporary_folder.hpp"

namespace options_tests {

using Catch::Matchers::Message;
using Catch::Matchers::MessageMatches;
using Catch::Matchers::StartsWith;

TEST_CASE("Options are parsed in either form and in any order", "[check]") {
    const options read =
        parse_options({"--only", "A*", "my.dll", "--protocol-id=0xFFFFFFFF", "--only=B*", "--skip",
                       "C", "--seed", "18446744073709551615", "--strict", "--format=junit"});
    CHECK(read.dlls == std::vector<std::string>{"my.dll"});
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

TEST_CASE("A check needs a DLL; --list-rules and --help do not", "[check]") {
    CHECK_THROWS_MATCHES(parse_options({"--protocol-id", "7"}), cannot_run,
                         MessageMatches(StartsWith("no DLL is given")));
    CHECK(parse_options({"--list-rules"}).list_rules);
    CHECK(parse_options({"--help"}).help);
    CHECK(parse_options({"--version"}).version);
}

TEST_CASE("Without --protocol-id, the ids are searched", "[check]") {
    CHECK(parse_options({"my.dll"}).search_ids);
    const options given = parse_options({"my.dll", "--protocol-id", "0"});
    CHECK_FALSE(given.search_ids);
    CHECK(given.protocol_id == 0);
}

TEST_CASE("Bytes are given by a file, or as hexadecimal digits", "[check]") {
    using bytes = std::vector<unsigned char>;
    CHECK(parse_options({"my.dll", "--global-info", "hex:64 00fF"}).global_info.bytes ==
          bytes{0x64, 0, 0xff});
    const options asked = parse_options({"my.dll", "--mib-question=hex:01index02"});
    CHECK(asked.mib_question == bytes{1, 0, 0, 0, 0, 2});
    CHECK(asked.index_offsets == std::vector<std::size_t>{1});
    CHECK_THROWS_MATCHES(
        parse_options({"my.dll", "--interface-info", "hex:6"}), cannot_run,
        Message("--interface-info: not pairs of hexadecimal digits: \"6\"; expected for example "
                "hex:64000000"));
    CHECK_THROWS_AS(parse_options({"my.dll", "--global-info", "hex:index"}), cannot_run);
    CHECK_THROWS_AS(parse_options({"my.dll", "--global-info", "hex:"}), cannot_run);
}

TEST_CASE("Steps of a random sequence are parsed", "[check]") {
    const options read = parse_options({"my.dll", "--play", "7:0,12,3"});
    REQUIRE(read.play);
    CHECK(read.play->number == 7);
    CHECK(read.play->steps == std::vector<std::size_t>{0, 12, 3});
}

TEST_CASE("Without --seed, each run has another seed", "[check]") {
    const auto seed = [] { return parse_options({"my.dll", "--protocol-id", "7"}).seed; };
    CHECK((seed() != seed() || seed() != seed()));
}

TEST_CASE("Numbers are integers", "[check]") {
    for (const std::string text : {"", "0x", "1x", "-1", "+1", " 1", "1.0", "0x1g"})
        CHECK_THROWS_MATCHES(
            parse_options({"--seed", text}), cannot_run,
            Message("--seed: not a number from 0 to 18446744073709551615: \"" + text + "\""));
}

TEST_CASE("Several DLLs are checked with the same options", "[check]") {
    const options read = parse_options({"a.dll", "--protocol-id", "7", "b.dll"});
    CHECK(read.dlls == std::vector<std::string>{"a.dll", "b.dll"});
    CHECK(options_for(read, "b.dll").dll == "b.dll");
    CHECK(options_for(read, "b.dll").seed == read.seed);
}

TEST_CASE("A child process gets the options that change a trial, and no others", "[check]") {
    const options read = parse_options({"my.dll", "--protocol-id", "7", "--only", "A", "--seed=5",
                                        "--timeout=3", "--format", "json", "--strict"});
    CHECK(read.of_trial == std::vector<std::string>{"--protocol-id=7", "--timeout=3"});
}

TEST_CASE("A configuration file has an option on each line", "[check]") {
    const temporary_folder folder;
    folder.write("info", "four");
    const std::string config = folder.write(
        "my config", "\xEF\xBB\xBF# comment\r\n\n  timeout \t 3  # three\r\nskip A B#C\n"
                     "skip D*\nstrict\nglobal-info info\noutput sub/report\n");
    const options read = parse_options(
        {"--timeout", "4", "--config", config, "my.dll", "--protocol-id", "7", "--skip", "E"});
    CHECK(read.timeout == 4); // the command line decides
    CHECK(read.skip == std::vector<std::string>{"A B#C", "D*", "E"});
    CHECK(read.strict);
    CHECK(read.global_info.bytes == std::vector<unsigned char>{'f', 'o', 'u', 'r'});
    CHECK(read.output == folder.name("sub/report"));
    CHECK(read.of_trial.front() == "--timeout=3");
}

TEST_CASE("An error in a configuration file names the file and the line", "[check]") {
    const temporary_folder folder;
    const auto refuses = [&](const std::string& text, const std::string& reason) {
        const std::string config = folder.write("config", text);
        CHECK_THROWS_MATCHES(parse_options({"--config=" + config}), cannot_run,
                             MessageMatches(StartsWith(config + ":" + reason)));
    };
    refuses("\nnonsense 5\n", "2: unknown option nonsense: ");
    refuses("timeout none", "1: --timeout: not a number");
    refuses("timeout", "1: timeout needs a value: SECONDS");
    refuses("strict yes", "1: strict takes no value");
    refuses("--strict", "1: unknown option --strict: write an option of --help without its --");
    refuses("child x", "1: unknown option child");
    refuses("config other", "1: unknown option config");
    refuses("a.dll", "1: unknown option a.dll");
    refuses("global-info nowhere", "1: --global-info: cannot open");
    for (const std::string& name : {std::string{}, folder.name("none"), folder.name("")})
        CHECK_THROWS_MATCHES(parse_options({"--config=" + name}), cannot_run,
                             MessageMatches(StartsWith("--config: cannot open")));
}

} // namespace options_tests
