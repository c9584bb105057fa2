#include <catch2/catch_test_macros.hpp>
#include <repetition.hpp>
#include <string>

namespace repetition_tests {

using routpact::testing::recorded_call;

namespace {

/// Makes a transcript with a call for each letter.
std::vector<recorded_call> calls(const std::string& letters) {
    std::vector<recorded_call> made;
    for (const char c : letters)
        made.push_back({static_cast<unsigned>(made.size()) + 1, "", std::string{c}, "", 0, ""});
    return made;
}

/// Formats repetitions: "a 3(bc)".
std::string found(const std::vector<recorded_call>& in, std::size_t first = 0) {
    std::string text;
    for (const repetition& each : repetitions_of(in, first)) {
        std::string group;
        for (std::size_t i = each.first; i < each.first + each.length; ++i)
            group += in[i].field;
        text += (text.empty() ? "" : " ") +
                (each.times == 1 ? group : std::to_string(each.times) + "(" + group + ")");
    }
    return text;
}

} // namespace

TEST_CASE("Calls and groups of calls that are repeated three times are found", "[check]") {
    CHECK(found({}).empty());
    CHECK(found(calls("abc")) == "a b c");
    CHECK(found(calls("aab")) == "a a b");
    CHECK(found(calls("abbbc")) == "a 3(b) c");
    CHECK(found(calls("xabababy")) == "x 3(ab) y");
    CHECK(found(calls("abcabcabcabca")) == "4(abc) a");
    CHECK(found(calls("aaabaaabaaab")) == "3(aaab)");
    CHECK(found(calls("xxaaa"), 2) == "3(a)");
}

TEST_CASE("Calls are repeated only if a report shows the same for them", "[check]") {
    const auto differs = [](auto change) {
        std::vector<recorded_call> list = calls("aaa");
        change(list[1]);
        return found(list) == "a a a";
    };
    CHECK(differs([](recorded_call& c) { c.arguments = "1"; }));
    CHECK(differs([](recorded_call& c) { c.answer = 87; }));
    CHECK(differs([](recorded_call& c) { c.answer.reset(); }));
    CHECK(differs([](recorded_call& c) { c.outputs = "1"; }));
    CHECK(differs([](recorded_call& c) { c.thread = 2; }));
    CHECK_FALSE(differs([](recorded_call& c) { c.begun = 5; }));
}

TEST_CASE("A report shows the last 40 lines of a transcript", "[check]") {
    std::string letters;
    for (int i = 0; i < 50; ++i)
        letters += static_cast<char>('0' + i);
    CHECK(first_shown(calls(letters)) == 10);
    CHECK(first_shown(calls(letters.substr(10))) == 0);
    CHECK(first_shown(calls(letters.substr(10) + std::string(1000, '~'))) == 1);
}

} // namespace repetition_tests
