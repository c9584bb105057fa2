#pragma once
// What is wrong with a test, not with the protocol it tests.

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace routpact::testing {

/// A test asks for something that no router manager does, or that nobody could mean: its author's
/// mistake. The text says what to do instead.
class misuse : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// Throws misuse. Without exceptions: prints the text and aborts.
[[noreturn]] inline void refuse(const std::string& why) {
#ifdef __cpp_exceptions
    throw misuse{"routpact::testing: " + why};
#else
    std::fprintf(stderr, "routpact::testing: %s\n", why.c_str());
    std::abort();
#endif
}

} // namespace routpact::testing
