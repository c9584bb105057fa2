#pragma once
// Checks the optional members of a protocol class that are not handlers. Without the check, the
// library would silently ignore a member that is private or has another form.

#include <routpact/detail/adapt/misuse.hpp>
#include <routpact/detail/registration/ambiguity_probe.hpp>
#include <routpact/detail/result/outcome.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Checks the optional members of the protocol class `P`, which must not be final.
template <class P>
struct ROUTPACT_HIDDEN protocol_members {
    using probe = ambiguity_probe<P>;

    // Whether P does not declare the name, or declares it in the required form.
    static constexpr bool stopping_usable =
        requires { &probe::stopping; } || requires(P& p) { p.stopping(); };
    static constexpr bool observe_usable = requires { &probe::observe; } || requires {
        requires std::is_convertible_v<decltype(&P::observe), observer>;
    };
    // A noexcept one could not throw an exception again.
    static constexpr bool translate_exception_usable =
        requires { &probe::translate_exception; } || requires {
            requires std::is_convertible_v<decltype(&P::translate_exception), exception_translator>;
            requires !noexcept(P::translate_exception());
        };
    static constexpr bool interface_type_usable =
        requires { typename probe::interface_type; } || requires { typename P::interface_type; };
    static constexpr bool handlers_usable =
        requires { &probe::handlers; } || requires { P::handlers[0]; };
    static constexpr bool required_functionality_usable = requires {
        &probe::required_functionality;
    } || requires { requires std::is_convertible_v<decltype(P::required_functionality), DWORD>; };

    /// Tells whether all are usable. A compile-time error names the first that is not.
    static constexpr bool all_usable() noexcept {
        if constexpr (!stopping_usable)
            static_assert(misuse::protocol_member_has_wrong_form<P, protocol_names::stopping>);
        else if constexpr (!observe_usable)
            static_assert(misuse::protocol_member_has_wrong_form<P, protocol_names::observe>);
        else if constexpr (!translate_exception_usable)
            static_assert(
                misuse::protocol_member_has_wrong_form<P, protocol_names::translate_exception>);
        else if constexpr (!interface_type_usable)
            static_assert(
                misuse::protocol_member_has_wrong_form<P, protocol_names::interface_type>);
        else if constexpr (!handlers_usable)
            static_assert(misuse::protocol_member_has_wrong_form<P, protocol_names::handlers>);
        else if constexpr (!required_functionality_usable)
            static_assert(
                misuse::protocol_member_has_wrong_form<P, protocol_names::required_functionality>);
        else
            return true;
        return false;
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
