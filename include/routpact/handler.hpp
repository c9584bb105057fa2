#pragma once
// What a handler takes and returns: a function, a captureless lambda or a member function of the
// interface.

#include <routpact/abi.hpp>
#include <routpact/types.hpp>
#include <type_traits>

namespace routpact {

/// The types of handlers.
namespace shape {
/// What to call for a handler that is no member function. An empty function object is made anew: a
/// reference to the template argument itself does not link with clang 19 when two files have
/// lambdas of the same place and name, such as in their anonymous namespaces.
template <auto Handler>
constexpr auto callee() {
    using type = std::remove_cv_t<decltype(Handler)>;
    if constexpr (std::is_empty_v<type> && std::is_default_constructible_v<type>)
        return type{};
    else
        return Handler;
}

/// What a handler type looks like; one specialisation for each way to write a handler.
template <class Handler>
struct of {
    static constexpr bool known = false; ///< Whether this can be a handler.
    using result = void;                 ///< What it returns.
    using parameters = types<>;          ///< What it takes, an interface first.
};

/// A type that can be a handler.
template <class Result, class... Parameters>
struct callable {
    static constexpr bool known = true;
    using result = std::remove_cv_t<Result>;
    using parameters = types<Parameters...>;
};

template <class R, class... P, bool N>
struct of<R (*)(P...) noexcept(N)> : callable<R, P...> {
    template <auto Handler, class... A>
    static constexpr R call(A&&... arguments) {
        return callee<Handler>()(static_cast<A&&>(arguments)...);
    }
};

#if defined(_WIN32) && (defined(_M_IX86) || defined(__i386__))
// Only 32-bit x86 tells WINAPI functions from others; elsewhere this would be a redefinition.
template <class R, class... P, bool N>
struct of<R(WINAPI*)(P...) noexcept(N)> : callable<R, P...> {
    template <auto Handler, class... A>
    static constexpr R call(A&&... arguments) {
        return callee<Handler>()(static_cast<A&&>(arguments)...);
    }
};
#endif

template <class R, class C, class... P, bool N>
struct of<R (C::*)(P...) noexcept(N)> : callable<R, C&, P...> {
    template <auto Handler, class I, class... A>
    static constexpr R call(I&& itf, A&&... arguments) {
        return (static_cast<I&&>(itf).*Handler)(static_cast<A&&>(arguments)...);
    }
};

template <class R, class C, class... P, bool N>
struct of<R (C::*)(P...) const noexcept(N)> : callable<R, const C&, P...> {
    template <auto Handler, class I, class... A>
    static constexpr R call(I&& itf, A&&... arguments) {
        return (static_cast<I&&>(itf).*Handler)(static_cast<A&&>(arguments)...);
    }
};

template <class R, class C, class... P, bool N>
struct of<R (C::*)(P...) & noexcept(N)> : of<R (C::*)(P...) noexcept(N)> {};
template <class R, class C, class... P, bool N>
struct of<R (C::*)(P...) const & noexcept(N)> : of<R (C::*)(P...) const noexcept(N)> {};

/// A lambda is known by its call operator, whose first parameter is the interface.
template <class CallOperator>
struct of_lambda : of<void> {};
template <class R, class C, class... P, bool N>
struct of_lambda<R (C::*)(P...) const noexcept(N)> : of<R (*)(P...) noexcept(N)> {};

template <class R, class C, class... P, bool N>
struct of_lambda<R (C::*)(P...) const & noexcept(N)> : of<R (*)(P...) noexcept(N)> {};

template <class Lambda>
    requires requires { &Lambda::operator(); }
struct of<Lambda> : of_lambda<decltype(&Lambda::operator())> {};
} // namespace shape

} // namespace routpact
