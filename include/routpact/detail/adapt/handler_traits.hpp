#pragma once
// The parameters and the result of a handler. A handler is a function, a captureless lambda or a
// member function of the interface.

#include <routpact/abi.hpp>
#include <routpact/detail/language/type_list.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Describes the handler type `Handler`, and calls such a handler. There is one specialisation for
/// each way to write a handler, and one for its noexcept form: not every compiler deduces whether a
/// function type is noexcept.
template <class Handler>
struct ROUTPACT_HIDDEN handler_traits {
    static constexpr bool known = false; ///< Whether objects of the type can be handlers.
    using result = void;                 ///< The result type.
    using parameters = type_list<>;      ///< The parameter types; an interface is the first.
};

/// The members that all specialisations have.
template <class Result, class... Parameters>
struct ROUTPACT_HIDDEN known_handler {
    static constexpr bool known = true;
    using result = std::remove_cv_t<Result>;
    using parameters = type_list<Parameters...>;
};

template <class R, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (*)(P...)> : known_handler<R, P...> {
    template <auto Handler, class... A>
    static constexpr R call(A&&... arguments) {
        // An empty function object is created anew. A reference to the template argument itself
        // does not link with clang 19 when two files have lambdas at the same line and with the
        // same name, as in anonymous namespaces.
        using type = std::remove_cv_t<decltype(Handler)>;
        if constexpr (std::is_empty_v<type> && std::is_default_constructible_v<type>) {
            return type{}(static_cast<A&&>(arguments)...);
        } else {
            constexpr auto callee = Handler; // g++ would show a step at the template argument
            return callee(static_cast<A&&>(arguments)...);
        }
    }
};

template <class R, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (*)(P...) noexcept> : handler_traits<R (*)(P...)> {};

template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...)> : known_handler<R, C&, P...> {
    template <auto Handler, class I, class... A>
    static constexpr R call(I&& itf, A&&... arguments) {
        return (static_cast<I&&>(itf).*Handler)(static_cast<A&&>(arguments)...);
    }
};

template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...) const> : known_handler<R, const C&, P...> {
    template <auto Handler, class I, class... A>
    static constexpr R call(I&& itf, A&&... arguments) {
        return (static_cast<I&&>(itf).*Handler)(static_cast<A&&>(arguments)...);
    }
};

template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...)&> : handler_traits<R (C::*)(P...)> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...) const&>
    : handler_traits<R (C::*)(P...) const> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...) noexcept> : handler_traits<R (C::*)(P...)> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...) const noexcept>
    : handler_traits<R (C::*)(P...) const> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...) & noexcept> : handler_traits<R (C::*)(P...)> {
};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (C::*)(P...) const & noexcept>
    : handler_traits<R (C::*)(P...) const> {};

#if defined(_WIN32) && (defined(_M_IX86) || defined(__i386__))
// WINAPI functions have their own type on 32-bit x86 only. Elsewhere this would be a redefinition.
template <class R, class... P>
struct ROUTPACT_HIDDEN handler_traits<R(WINAPI*)(P...)> : handler_traits<R (*)(P...)> {};
template <class R, class... P>
struct ROUTPACT_HIDDEN handler_traits<R(WINAPI*)(P...) noexcept> : handler_traits<R (*)(P...)> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (WINAPI C::*)(P...)> : handler_traits<R (C::*)(P...)> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (WINAPI C::*)(P...) const>
    : handler_traits<R (C::*)(P...) const> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (WINAPI C::*)(P...) noexcept>
    : handler_traits<R (C::*)(P...)> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN handler_traits<R (WINAPI C::*)(P...) const noexcept>
    : handler_traits<R (C::*)(P...) const> {};
#endif

/// The traits of a lambda, taken from its call operator. The first parameter is the interface.
template <class CallOperator>
struct lambda_traits : handler_traits<void> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN lambda_traits<R (C::*)(P...) const> : handler_traits<R (*)(P...)> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN lambda_traits<R (C::*)(P...) const&> : handler_traits<R (*)(P...)> {};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN lambda_traits<R (C::*)(P...) const noexcept> : handler_traits<R (*)(P...)> {
};
template <class R, class C, class... P>
struct ROUTPACT_HIDDEN lambda_traits<R (C::*)(P...) const & noexcept>
    : handler_traits<R (*)(P...)> {};

template <class Lambda>
    requires requires { &Lambda::operator(); }
struct ROUTPACT_HIDDEN handler_traits<Lambda> : lambda_traits<decltype(&Lambda::operator())> {};

} // namespace routpact::inline ROUTPACT_ABI::detail
