#pragma once
// ROUTPACT_MISUSE(subject, name, text) declares a variable template whose use is a compile-time
// error with that text. Only misuse.hpp uses the macro, and undefines it.
//
// Without the attribute "unavailable", as with Microsoft's compiler, an assertion inside the
// variable is the error. The compiler prints its text, and then, as the place, the name and the
// arguments of the variable.

#include <routpact/abi.hpp>

#if defined(__has_attribute) && !defined(ROUTPACT_MISUSE_WITHOUT_ATTRIBUTE) // a test defines this
#if __has_attribute(unavailable)
// NOLINTBEGIN(bugprone-macro-parentheses): a name cannot have them
#define ROUTPACT_MISUSE(subject, name, text)                                                       \
    ROUTPACT_HIDDEN __attribute__((unavailable(text))) inline constexpr bool name = true
// NOLINTEND(bugprone-macro-parentheses)
#endif
#endif
#ifndef ROUTPACT_MISUSE
#include <routpact/detail/adapt/misuse_text.hpp>
#define ROUTPACT_MISUSE(subject, name, text)                                                       \
    ROUTPACT_HIDDEN inline constexpr bool name = [] {                                              \
        static_assert(detail::never<subject>, ROUTPACT_MISUSE_TEXT(subject, text));                \
        return true;                                                                               \
    }()
#endif
