#pragma once
// The error of a test that misuses the testing kit.

#include <cstdio>
#include <cstdlib>
#include <routpact/version.hpp>
#include <stdexcept>
#include <string>

namespace routpact::inline ROUTPACT_ABI {

namespace testing {
/// Reports a mistake in a test, such as a call that no router manager makes. `what()` states the
/// mistake and how to fix it.
class usage_error : public std::logic_error {
public:
    using std::logic_error::logic_error;
};
} // namespace testing

namespace detail {
/// Throws a usage_error with `text`. Without exceptions: prints the text and aborts.
[[noreturn]] inline void throw_usage_error(const std::string& text) {
#if ROUTPACT_EXCEPTIONS
    throw testing::usage_error{"routpact::testing: " + text};
#else
    std::fprintf(stderr, "routpact::testing: %s\n", text.c_str());
    std::abort();
#endif
}
} // namespace detail

} // namespace routpact::inline ROUTPACT_ABI
