#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <routpact/detail/result/outcome.hpp>
#include <routpact/table_results.hpp>
#include <string>
#include <system_error>
#include <variant>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace {

using routpact::code;
using routpact::detail::documented;
using routpact::detail::outcome;

template <class E>
struct expected { // the relevant part of std::expected<void, E>
    using value_type = void;
    std::optional<E> failure;
    bool has_value() const { return !failure; }
    const E& error() const { return *failure; }
};

struct expected_value : expected<code> {
    using value_type = int;
};

template <class R>
constexpr bool accepted = routpact::detail::handler_result<R>;

constexpr routpact::callback contract{
    .name = "test",
    .field = "pfnTest",
    .type = "PTEST",
    .page = "ptest",
    .index_position = 1,
    .codes = {NO_ERROR, ERROR_CAN_NOT_COMPLETE, ERROR_INVALID_PARAMETER, ERROR_NOT_ENOUGH_MEMORY}};

[[maybe_unused]] constexpr routpact::callback without_memory_code{
    .name = "test",
    .field = "pfnTest",
    .type = "PTEST",
    .page = "ptest",
    .index_position = 1,
    .codes = {NO_ERROR, ERROR_INVALID_PARAMETER},
    .fallback = ERROR_INVALID_PARAMETER};

struct {
    int count = 0;
    routpact::report last{};
    std::string what;
} seen;

void observe(const routpact::report& report) {
    ++seen.count;
    seen.last = report;
    seen.what = report.detail ? report.detail : "";
}

} // namespace

TEST_CASE("only results with a Win32 meaning are accepted") {
    STATIC_CHECK(accepted<void>);
    STATIC_CHECK(accepted<DWORD>);
    STATIC_CHECK(accepted<code>);
    STATIC_CHECK(accepted<outcome>);
    STATIC_CHECK(accepted<routpact::insert_result>);
    STATIC_CHECK(accepted<std::error_code>);
    STATIC_CHECK(accepted<expected<DWORD>>);
    STATIC_CHECK(accepted<expected<code>>);
    STATIC_CHECK(accepted<expected<std::error_code>>);

    STATIC_CHECK(!accepted<std::error_condition>);
    STATIC_CHECK(!accepted<bool>);
    STATIC_CHECK(!accepted<int>);
    STATIC_CHECK(!accepted<long>); // HRESULT on Windows
    STATIC_CHECK(!accepted<std::string>);
    STATIC_CHECK(!accepted<std::optional<DWORD>>);
    STATIC_CHECK(!accepted<expected<int>>);
    STATIC_CHECK(!accepted<expected<std::string>>);
    STATIC_CHECK(!accepted<expected_value>); // no output receives the value
}

namespace {
// Types that lack one member of an error code each.
struct named_category {
    const char* name() const { return "system"; }
};
struct string_category {
    std::string name() const { return "system"; }
};
template <class Category, class Value>
struct code_like {
    Category category() const { return {}; }
    Value value() const { return {}; }
    int default_error_condition() const { return 0; }
    explicit operator bool() const { return false; }
};
struct no_test : code_like<named_category, int> {
    explicit operator bool() const = delete;
};
struct number_has_value : expected<code> {
    int has_value() const { return 1; }
};
enum class other_code : DWORD {};
} // namespace

TEST_CASE("the value of an expected or an optional is the payload") {
    STATIC_CHECK(std::is_same_v<routpact::detail::payload<int>::type, int>);
    STATIC_CHECK(std::is_same_v<routpact::detail::payload<expected_value>::type, int>);
    STATIC_CHECK(std::is_same_v<routpact::detail::payload<std::optional<long>>::type, long>);
}

TEST_CASE("a type that resembles a result is not one") {
    STATIC_CHECK(accepted<code_like<named_category, int>>);
    STATIC_CHECK(!accepted<code_like<string_category, int>>);
    STATIC_CHECK(!accepted<code_like<named_category, long>>);
    STATIC_CHECK(!accepted<no_test>);
    STATIC_CHECK(!accepted<number_has_value>);
    STATIC_CHECK(!accepted<other_code>);
}

namespace {
class category final : public std::error_category {
public:
    explicit category(const char* name) : name_{name} {}
    const char* name() const noexcept override { return name_; }
    std::string message(int) const override { return {}; }

private:
    const char* name_;
};
} // namespace

TEST_CASE("only the name \"system\" is that of the system category") {
    for (const char* const name : {"", "s", "syste", "systems", "system ", "generic", "Xystem"}) {
        const category other{name};
        const outcome result =
            routpact::detail::outcome_of(std::error_code{ERROR_INVALID_PARAMETER, other});
        CHECK(result.category == std::string{name});
        CHECK(!documented(contract, result));
    }
    const category same{"system"};
    CHECK(documented(contract,
                     routpact::detail::outcome_of(std::error_code{ERROR_INVALID_PARAMETER, same})));
}

TEST_CASE("no type converts to a code implicitly") {
    STATIC_CHECK(!std::is_convertible_v<int, code>);
    STATIC_CHECK(!std::is_convertible_v<long, code>);
    STATIC_CHECK(!std::is_convertible_v<DWORD, code>);
    STATIC_CHECK(!std::is_convertible_v<code, DWORD>);
    STATIC_CHECK(static_cast<DWORD>(code{1168}) == 1168);
}

TEST_CASE("the typed codes have the values and names of the headers") {
    const struct {
        code typed;
        DWORD value;
        const char* name;
    } all[] = {
        {code::no_error, NO_ERROR, "NO_ERROR"},
        {code::access_denied, ERROR_ACCESS_DENIED, "ERROR_ACCESS_DENIED"},
        {code::not_enough_memory, ERROR_NOT_ENOUGH_MEMORY, "ERROR_NOT_ENOUGH_MEMORY"},
        {code::not_supported, ERROR_NOT_SUPPORTED, "ERROR_NOT_SUPPORTED"},
        {code::invalid_parameter, ERROR_INVALID_PARAMETER, "ERROR_INVALID_PARAMETER"},
        {code::insufficient_buffer, ERROR_INSUFFICIENT_BUFFER, "ERROR_INSUFFICIENT_BUFFER"},
        {code::no_more_items, ERROR_NO_MORE_ITEMS, "ERROR_NO_MORE_ITEMS"},
        {code::protocol_stop_pending, ERROR_PROTOCOL_STOP_PENDING, "ERROR_PROTOCOL_STOP_PENDING"},
        {code::can_not_complete, ERROR_CAN_NOT_COMPLETE, "ERROR_CAN_NOT_COMPLETE"},
    };
    for (const auto& one : all) {
        CHECK(static_cast<DWORD>(one.typed) == one.value);
        CHECK(routpact::code_name(one.value) == std::string{one.name});
    }
    CHECK(!documented(contract, {ERROR_INVALID_PARAMETER, true, "foreign"}));
    CHECK(routpact::code_name(1168) == std::string{"another code"});
}

TEST_CASE("codes are passed unchanged") {
    CHECK(routpact::detail::outcome_of(DWORD{ERROR_CAN_NOT_COMPLETE}).value ==
          ERROR_CAN_NOT_COMPLETE);
    CHECK(routpact::detail::outcome_of(code::invalid_parameter).value == ERROR_INVALID_PARAMETER);
    CHECK(documented(contract, routpact::detail::outcome_of(DWORD{NO_ERROR})));
    CHECK(documented(contract, routpact::detail::outcome_of(DWORD{ERROR_CAN_NOT_COMPLETE})));
    CHECK(!documented(contract, routpact::detail::outcome_of(DWORD{ERROR_ACCESS_DENIED})));
}

TEST_CASE("only error codes of the system category are Win32 codes") {
    const auto of = [](int value, const std::error_category& category) {
        return routpact::detail::outcome_of(std::error_code{value, category});
    };
    CHECK(documented(contract, routpact::detail::outcome_of(std::error_code{})));
    CHECK(of(ERROR_CAN_NOT_COMPLETE, std::system_category()).value == ERROR_CAN_NOT_COMPLETE);
    CHECK(documented(contract, of(ERROR_CAN_NOT_COMPLETE, std::system_category())));
    CHECK(!documented(contract, of(ERROR_ACCESS_DENIED, std::system_category())));

    const outcome foreign = of(ERROR_INVALID_PARAMETER, std::generic_category());
    CHECK(!documented(contract, foreign));
    CHECK(foreign.value == ERROR_INVALID_PARAMETER);
    CHECK(foreign.category == std::string{"generic"});
    CHECK(!documented(contract, of(NO_ERROR + 1, std::generic_category())));

    CHECK(!routpact::detail::outcome_of(std::error_code{}).failed);
    CHECK(of(ERROR_CAN_NOT_COMPLETE, std::system_category()).failed);
    CHECK(foreign.failed);
}

TEST_CASE("an expected is a success or its error, and an error of zero is a failure") {
    CHECK(documented(contract, routpact::detail::outcome_of(expected<code>{})));
    const expected<code> refused{code::invalid_parameter};
    CHECK(routpact::detail::outcome_of(refused).value == ERROR_INVALID_PARAMETER);
    CHECK(documented(contract, routpact::detail::outcome_of(refused)));
    const expected<DWORD> zero{DWORD{NO_ERROR}};
    CHECK(!documented(contract, routpact::detail::outcome_of(zero)));
    const expected<std::error_code> no_error{std::error_code{}};
    CHECK(!documented(contract, routpact::detail::outcome_of(no_error)));
}

TEST_CASE("only the library returns that a buffer is too small") {
    routpact::callback sized = contract;
    sized.codes = {NO_ERROR, ERROR_INSUFFICIENT_BUFFER, ERROR_NO_MORE_ITEMS};
    CHECK(documented(sized, {ERROR_INSUFFICIENT_BUFFER}));
    sized.roles = {routpact::detail::role::entry_buffer};
    CHECK(!documented(sized, {ERROR_INSUFFICIENT_BUFFER}));
    CHECK(documented(sized, {ERROR_NO_MORE_ITEMS}));
}

TEST_CASE("an undocumented outcome becomes the fallback and is reported with the original") {
    seen = {};
    const DWORD answer =
        routpact::detail::report_failure({contract, 42, observe}, {ERROR_NOT_SUPPORTED},
                                         routpact::violation::undocumented_code, nullptr);
    CHECK(answer == ERROR_CAN_NOT_COMPLETE);
    REQUIRE(seen.count == 1);
    CHECK(seen.last.callback == std::string{"test"});
    CHECK(seen.last.kind == routpact::violation::undocumented_code);
    CHECK(seen.last.blamed == routpact::blame::protocol);
    CHECK(seen.last.argument_position == 0);
    CHECK(seen.last.interface_index == 42);
    CHECK(seen.last.handler_code == ERROR_NOT_SUPPORTED);
    CHECK(seen.last.returned_code == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.last.detail == nullptr);
}

#ifdef __cpp_exceptions

namespace {
template <class Exception>
DWORD answer_to(const Exception& thrown, const routpact::callback& row) {
    seen = {};
    try {
        throw thrown;
    } catch (...) {
        return routpact::detail::report_exception({row, 42, observe});
    }
}
} // namespace

TEST_CASE("an exception with a documented code gets that code, any other the fallback") {
    CHECK(answer_to(routpact::error{code::invalid_parameter}, contract) == ERROR_INVALID_PARAMETER);
    CHECK(seen.last.handler_code == ERROR_INVALID_PARAMETER);
    CHECK(seen.what == "ERROR_INVALID_PARAMETER");

    CHECK(answer_to(routpact::error{code::not_supported}, contract) == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.last.handler_code == ERROR_NOT_SUPPORTED);

    CHECK(answer_to(routpact::error{code::no_error}, contract) == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.last.handler_code == NO_ERROR);
}

TEST_CASE("exceptions of every kind become documented codes") {
    CHECK(answer_to(std::bad_alloc{}, contract) == ERROR_NOT_ENOUGH_MEMORY);
    CHECK(answer_to(std::bad_alloc{}, without_memory_code) == ERROR_INVALID_PARAMETER);
    CHECK(seen.last.handler_code == ERROR_NOT_ENOUGH_MEMORY);

    CHECK(answer_to(std::runtime_error{"the line is down"}, contract) == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.last.kind == routpact::violation::exception_thrown);
    CHECK(seen.what == "the line is down");

    CHECK(answer_to(7, contract) == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.what == "not a std::exception");
    CHECK(seen.last.returned_code == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.count == 1);
}

TEST_CASE("a std::system_error keeps the Win32 code of the system category") {
    const auto thrown = [](DWORD value, const std::error_category& category) {
        return answer_to(std::system_error{static_cast<int>(value), category}, contract);
    };
    CHECK(thrown(ERROR_INVALID_PARAMETER, std::system_category()) == ERROR_INVALID_PARAMETER);
    CHECK(seen.last.handler_code == ERROR_INVALID_PARAMETER);
    CHECK(!seen.what.empty());
    CHECK(thrown(ERROR_NOT_SUPPORTED, std::system_category()) == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.last.handler_code == ERROR_NOT_SUPPORTED);
    CHECK(thrown(ERROR_INVALID_PARAMETER, std::generic_category()) == ERROR_CAN_NOT_COMPLETE);
    CHECK(thrown(NO_ERROR, std::system_category()) == ERROR_CAN_NOT_COMPLETE);
    CHECK(seen.last.kind == routpact::violation::exception_thrown);
}

TEST_CASE("an exception of a call without a result is reported, then ignored") {
    seen = {};
    int calls = 0;
    routpact::detail::call_guarded({contract, 42, observe}, nullptr, [&] { ++calls; });
    CHECK(calls == 1);
    CHECK(seen.count == 0);
    routpact::detail::call_guarded({contract, 42, observe}, nullptr,
                                   [] { throw std::runtime_error{"too late"}; });
    CHECK(seen.count == 1);
    CHECK(seen.last.interface_index == 42);
    CHECK(seen.what == "too late");
}

TEST_CASE("an observer can rethrow the exception") {
    static int thrown = 0;
    try {
        throw 7;
    } catch (...) {
        routpact::detail::report_exception({contract, 42, [](const routpact::report&) {
                                                try {
                                                    throw;
                                                } catch (int original) {
                                                    thrown = original;
                                                }
                                            }});
    }
    CHECK(thrown == 7);
}

#endif
