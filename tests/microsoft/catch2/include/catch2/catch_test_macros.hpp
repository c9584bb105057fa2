#pragma once
// The part of Catch2's interface that routpact's tests use, for builds without iostreams, which
// Catch2 needs. A failure shows the expression, but not the values of its operands.

#include <concepts>
#include <cstdlib>
#include <string>
#include <string_view>
#include <type_traits>

namespace Catch {

/// Builds the text of INFO.
class text {
public:
    text& operator<<(std::string_view part) {
        value.append(part.data(), part.size());
        return *this;
    }
    template <std::integral T>
    text& operator<<(T number) {
        value += std::to_string(number);
        return *this;
    }
    std::string value;
};

/// Adds a text to the messages of the failures in its scope.
class scoped_message {
public:
    explicit scoped_message(const text& added);
    scoped_message(const scoped_message&) = delete;
    scoped_message& operator=(const scoped_message&) = delete;
    ~scoped_message();
};

/// What a REQUIRE throws that failed.
struct test_case_ends {};

/// Counts an assertion; prints it if it failed.
void count(bool passed, const char* expression, const char* file, int line);
inline void require(bool passed, const char* expression, const char* file, int line) {
    count(passed, expression, file, line);
    if (!passed)
        throw test_case_ends{};
}

/// Returns whether this run of the test case enters the section.
bool enters_section(const char* name);

struct test_case {
    test_case(void (*function)(), const char* name, const char* tags = "");
    void (*const function)();
    const char* const name;
    const char* const tags;
    test_case* const next;
};

} // namespace Catch

#define ROUTPACT_JOINED_(a, b) a##b
#define ROUTPACT_JOINED(a, b) ROUTPACT_JOINED_(a, b)
#define ROUTPACT_TEST_CASE(name, ...)                                                              \
    static void name();                                                                            \
    static const Catch::test_case ROUTPACT_JOINED(name, _registered){&name, __VA_ARGS__};          \
    static void name()
#define ROUTPACT_MESSAGE(name, ...)                                                                \
    const Catch::scoped_message name {                                                             \
        Catch::text{} << __VA_ARGS__                                                               \
    }

#define TEST_CASE(...) ROUTPACT_TEST_CASE(ROUTPACT_JOINED(test_case_, __COUNTER__), __VA_ARGS__)
#define SECTION(name) if (Catch::enters_section(name))
#define INFO(...) ROUTPACT_MESSAGE(ROUTPACT_JOINED(message_, __COUNTER__), __VA_ARGS__)
#define CAPTURE(value) INFO(#value " is " << value)
#define CHECK(...) Catch::count(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define CHECK_FALSE(...) Catch::count(!(__VA_ARGS__), "not " #__VA_ARGS__, __FILE__, __LINE__)
#define REQUIRE(...)                                                                               \
    Catch::require(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define STATIC_CHECK(...) static_assert(__VA_ARGS__)
#define STATIC_REQUIRE(...) static_assert(__VA_ARGS__)
#define SUCCEED(...) CHECK(true)
#define FAIL(...) Catch::require(false, "FAIL(" #__VA_ARGS__ ")", __FILE__, __LINE__)
#define CHECK_NOTHROW(...)                                                                         \
    do {                                                                                           \
        try {                                                                                      \
            static_cast<void>(__VA_ARGS__);                                                        \
            CHECK(true);                                                                           \
        } catch (...) {                                                                            \
            Catch::count(false, #__VA_ARGS__ " throws", __FILE__, __LINE__);                       \
        }                                                                                          \
    } while (false)
#define CHECK_THROWS_AS(expression, ...)                                                           \
    do {                                                                                           \
        bool thrown = false;                                                                       \
        try {                                                                                      \
            static_cast<void>(expression);                                                         \
        } catch (const __VA_ARGS__&) {                                                             \
            thrown = true;                                                                         \
        }                                                                                          \
        Catch::count(thrown, #expression " throws " #__VA_ARGS__, __FILE__, __LINE__);             \
    } while (false)
