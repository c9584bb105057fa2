#include <catch2/catch_test_macros.hpp>
#include <routpact/version.hpp>
#include <string>

#define ROUTPACT_TEST_TEXT(name) #name
#define ROUTPACT_TEST_EXPANDED(name) ROUTPACT_TEST_TEXT(name)

TEST_CASE("the inline namespace has the number of the major version") {
    const std::string version = routpact::version;
    const std::string major = version.substr(0, version.find('.'));
#ifdef __cpp_exceptions
    CHECK(ROUTPACT_TEST_EXPANDED(ROUTPACT_ABI) == "v" + major);
#else
    CHECK(ROUTPACT_TEST_EXPANDED(ROUTPACT_ABI) == "v" + major + "_noexcept");
#endif
}
