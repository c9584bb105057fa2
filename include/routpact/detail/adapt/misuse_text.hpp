#pragma once
// The text of a compile-time error in an assertion. From C++26 on, an assertion can print a
// computed text; then the line of the error also names the callback.

#include <cstddef>
#include <routpact/abi.hpp>
#include <string_view>

namespace routpact::inline ROUTPACT_ABI::detail {

/// False, for every type.
template <class>
inline constexpr bool never = false;

#if defined(__cpp_static_assert) && __cpp_static_assert >= 202306L

/// Returns the name of this function, which contains that of the type.
template <class Subject>
consteval std::string_view function_named_after() {
#if defined(_MSC_VER) && !defined(__clang__)
    return __FUNCSIG__;
#else
    return __PRETTY_FUNCTION__;
#endif
}

/// A text, and behind it the name of the callback or the protocol class that it is about.
template <class Subject, std::size_t Length>
class misuse_text {
public:
    consteval explicit misuse_text(const char (&text)[Length]) {
        std::size_t used = 0;
        for (const std::string_view part : {std::string_view{text}, before, name})
            for (const char each : part)
                characters_[used++] = each;
    }
    consteval std::size_t size() const { return length; }
    consteval const char* data() const { return characters_; }

private:
    static constexpr std::string_view before = "; see ";
    static constexpr std::string_view name = function_named_after<Subject>();
    static constexpr std::size_t length = Length - 1 + before.size() + name.size();
    char characters_[length]{};
};

template <class Subject, std::size_t Length>
consteval misuse_text<Subject, Length> text_of_misuse(const char (&text)[Length]) {
    return misuse_text<Subject, Length>{text};
}
#define ROUTPACT_MISUSE_TEXT(subject, text) detail::text_of_misuse<subject>(text)

#else

#define ROUTPACT_MISUSE_TEXT(subject, text) text

#endif

} // namespace routpact::inline ROUTPACT_ABI::detail
