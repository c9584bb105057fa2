#include <catch2/catch_test_macros.hpp>
#include <routpact/observer.hpp>
#include <set>
#include <string>

namespace {
constexpr routpact::report example{
    "connect_client", routpact::rule::known_index, routpact::fault::router_manager, 1, 42,
    NO_ERROR,         ERROR_INVALID_PARAMETER};
}

TEST_CASE("a report reaches the observer as it is") {
    static const routpact::report* received = nullptr;
    routpact::notify([](const routpact::report& report) { received = &report; }, example);
    CHECK(received == &example);
    CHECK(example.what == nullptr);
}

TEST_CASE("without an observer nothing happens") {
    routpact::notify(nullptr, example);
}

#ifdef __cpp_exceptions
TEST_CASE("what an observer throws goes no further") {
    static int calls = 0;
    routpact::notify(
        [](const routpact::report&) {
            ++calls;
            throw 7;
        },
        example);
    routpact::notify([](const routpact::report&) { throw std::string{"anything"}; }, example);
    CHECK(calls == 1);
}
#endif

TEST_CASE("the sentence says what the rule is about") {
    using routpact::rule;
    const auto says = [](rule broken, const char* word) {
        return std::string{routpact::describe(broken)}.find(word) != std::string::npos;
    };
    CHECK(says(rule::known_index, "index"));
    CHECK(says(rule::argument_present, "null"));
    CHECK(says(rule::argument_aligned, "aligned"));
    CHECK(says(rule::argument_size, "size"));
    CHECK(says(rule::argument_value, "number"));
    CHECK(says(rule::deliverable_result, "delivered"));
    CHECK(says(rule::handler_present, "handler"));
    CHECK(says(rule::documented_code, "code"));
    CHECK(says(rule::no_exception, "threw"));
    CHECK(says(rule::work_begun, "work"));
}

TEST_CASE("each rule has a sentence of its own") {
    using routpact::rule;
    std::set<std::string> sentences;
    for (const rule one :
         {rule::legal_period, rule::known_index, rule::argument_present, rule::argument_aligned,
          rule::argument_size, rule::argument_value, rule::deliverable_result,
          rule::handler_present, rule::documented_code, rule::no_exception, rule::work_begun})
        sentences.insert(routpact::describe(one));
    CHECK(sentences.size() == 11);
    CHECK(sentences.count(routpact::describe(static_cast<rule>(99))) == 0);
}
