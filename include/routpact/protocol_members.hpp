#pragma once
// What the library looks for in a protocol class besides handlers: optional, so that a member that
// is private or has another form would be left out without a word.

#include <routpact/misuse.hpp>
#include <routpact/observer.hpp>
#include <type_traits>

namespace routpact {

/// Their names, for errors.
namespace protocol_names {
struct stopping;
struct observe;
struct interface_type;
struct handlers;
struct required_functionality;

/// Something with all of these names; a class derived from it and from P finds two of a name that P
/// uses for whatever, whether private or not.
struct all {
    int stopping, observe, handlers, required_functionality;
    struct interface_type {};
};
} // namespace protocol_names

/// Those members of protocol class `P`, which is not final.
template <class P>
struct protocol_members {
    struct two_of_each : P, protocol_names::all {};

    /// Whether each is not there, or as it has to be.
    static constexpr bool stopping_usable =
        requires { &two_of_each::stopping; } || requires(P& p) { p.stopping(); };
    static constexpr bool observe_usable = requires { &two_of_each::observe; } || requires {
        requires std::is_convertible_v<decltype(&P::observe), observer>;
    };
    static constexpr bool interface_type_usable = requires {
        typename two_of_each::interface_type;
    } || requires { typename P::interface_type; };
    static constexpr bool handlers_usable =
        requires { &two_of_each::handlers; } || requires { P::handlers[0]; };
    static constexpr bool required_functionality_usable = requires {
        &two_of_each::required_functionality;
    } || requires { requires std::is_convertible_v<decltype(P::required_functionality), DWORD>; };

    /// Whether all are; an error that names the first that is not.
    static constexpr bool usable() noexcept {
        if constexpr (!stopping_usable)
            static_assert(misuse::protocol_member<P, protocol_names::stopping>);
        else if constexpr (!observe_usable)
            static_assert(misuse::protocol_member<P, protocol_names::observe>);
        else if constexpr (!interface_type_usable)
            static_assert(misuse::protocol_member<P, protocol_names::interface_type>);
        else if constexpr (!handlers_usable)
            static_assert(misuse::protocol_member<P, protocol_names::handlers>);
        else if constexpr (!required_functionality_usable)
            static_assert(misuse::protocol_member<P, protocol_names::required_functionality>);
        else
            return true;
        return false;
    }
};

} // namespace routpact
