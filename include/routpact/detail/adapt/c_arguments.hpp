#pragma once
// The C arguments of one call. A position finds each of them; a group of them is checked and
// converted together. Nothing here depends on the handler itself, so callbacks with the same
// arguments share it.

#include <routpact/detail/arguments/binding.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The C argument at the position `N`, from 0.
template <unsigned N, class T>
struct c_argument {
    T value; ///< As the router manager passed it.
};

template <class Positions, class... A>
struct c_argument_list;
template <unsigned... N, class... A>
struct c_argument_list<index_sequence<N...>, A...> : c_argument<N, A>... {};

/// All C arguments of a call. Each is a base class, so that a conversion finds the one at a
/// position. A function that finds it would have to be compiled for each position, and stepped over
/// in a debugger.
template <class... A>
struct c_arguments : c_argument_list<typename make_index_sequence<sizeof...(A)>::type, A...> {};

/// The C argument because of which a call is refused.
struct unusable_argument {
    violation kind;    ///< What is wrong with it.
    unsigned position; ///< Its position, from 1. 0 means that all arguments are usable.
};

/// The C arguments of the types `T` at the positions `N`, with the binding or delivery
/// `Conversion`.
template <class Conversion, class Positions, class Types>
struct converted_group;
template <class Conversion, unsigned... N, class... T>
struct ROUTPACT_HIDDEN converted_group<Conversion, index_sequence<N...>, type_list<T...>> {
    /// Whether the arguments are usable. If not, `wrong` receives the reason.
    template <class Arguments>
    static bool is_usable(unusable_argument& wrong, const Arguments& arguments) noexcept {
        if (Conversion::usable(static_cast<const c_argument<N, T>&>(arguments).value...))
            return true;
        const argument_defect defect =
            Conversion::defect(static_cast<const c_argument<N, T>&>(arguments).value...);
        constexpr unsigned positions[] = {N...};
        wrong = {defect.kind, positions[0] + 1 + defect.offset};
        return false;
    }

    /// Returns the parameter of the handler.
    template <class Arguments>
    static decltype(auto) parameter(const Arguments& arguments) {
        return Conversion::pass(static_cast<const c_argument<N, T>&>(arguments).value...);
    }

    /// Writes the result of the handler, and returns the code.
    template <class Result, class Arguments>
    static DWORD deliver(const Result& result, const Arguments& arguments) {
        return Conversion::deliver(result,
                                   static_cast<const c_argument<N, T>&>(arguments).value...);
    }
};

/// Returns the first C argument that is not usable.
template <class... Group, class Arguments>
ROUTPACT_HIDDEN unusable_argument first_unusable(type_list<Group...>,
                                                 const Arguments& arguments) noexcept {
    unusable_argument wrong{};
    static_cast<void>((Group::is_usable(wrong, arguments) && ...));
    return wrong;
}

/// Returns the interface index that a C argument is or points to. Behind a pointer that is null or
/// misaligned is index 0: the check of the argument refuses the call, if no check of the index
/// does.
ROUTPACT_HIDDEN constexpr ULONG index_in(ULONG argument) noexcept {
    return argument;
}
ROUTPACT_HIDDEN inline ULONG index_in(const ULONG* argument) noexcept {
    return argument && pointee::aligned<ULONG>(argument) ? *argument : 0;
}

/// Returns the interface index: the argument at `Position`, from 1.
template <unsigned Position, class T>
ROUTPACT_HIDDEN constexpr ULONG index_at(const c_argument<Position - 1, T>& argument) noexcept {
    return index_in(argument.value);
}
/// Returns 0, because the call has no interface index.
template <unsigned Position, class... A>
    requires(Position == 0)
ROUTPACT_HIDDEN constexpr ULONG index_at(const c_arguments<A...>&) noexcept {
    return 0;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
