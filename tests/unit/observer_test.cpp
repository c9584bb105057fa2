#include <catch2/catch_test_macros.hpp>
#include <routpact/observer.hpp>
#include <set>
#include <string>

namespace {
constexpr routpact::report example{"connect_client",
                                   routpact::violation::unknown_index,
                                   routpact::blame::caller,
                                   1,
                                   42,
                                   NO_ERROR,
                                   ERROR_INVALID_PARAMETER};
}

TEST_CASE("a report reaches the observer unchanged") {
    static const routpact::report* received = nullptr;
    routpact::detail::notify([](const routpact::report& report) { received = &report; }, example);
    CHECK(received == &example);
    CHECK(example.detail == nullptr);
}

TEST_CASE("without an observer nothing happens") {
    routpact::detail::notify(nullptr, example);
}

#ifdef __cpp_exceptions
TEST_CASE("exceptions of an observer are ignored") {
    static int calls = 0;
    routpact::detail::notify(
        [](const routpact::report&) {
            ++calls;
            throw 7;
        },
        example);
    routpact::detail::notify([](const routpact::report&) { throw std::string{"anything"}; },
                             example);
    CHECK(calls == 1);
}
#endif

TEST_CASE("the sentence names the violation") {
    using routpact::violation;
    const auto says = [](violation kind, const char* word) {
        return std::string{routpact::describe(kind)}.find(word) != std::string::npos;
    };
    CHECK(says(violation::unknown_index, "index"));
    CHECK(says(violation::null_argument, "null"));
    CHECK(says(violation::misaligned_argument, "aligned"));
    CHECK(says(violation::wrong_argument_size, "size"));
    CHECK(says(violation::undocumented_value, "enumerator"));
    CHECK(says(violation::unknown_mib_id, "id"));
    CHECK(says(violation::undeliverable_result, "delivered"));
    CHECK(says(violation::missing_handler, "handler"));
    CHECK(says(violation::undocumented_code, "code"));
    CHECK(says(violation::exception_thrown, "threw"));
    CHECK(says(violation::work_not_started, "work"));
    CHECK(says(violation::long_use, "unusually long"));
    CHECK(says(violation::update_pending, "update"));
    CHECK(says(violation::interface_held, "support function"));
}

TEST_CASE("each violation has a sentence of its own, and is counted") {
    constexpr unsigned count = routpact::detail::violation_count;
    const auto sentence = [](unsigned number) -> std::string {
        return routpact::describe(static_cast<routpact::violation>(number));
    };
    std::set<std::string> sentences;
    for (unsigned number = 0; number <= count; ++number)
        sentences.insert(sentence(number));
    CHECK(sentences.size() == count + 1);
    CHECK(sentence(count) == "unknown violation");
}
