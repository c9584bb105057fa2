#pragma once
// Finds the counted_block that a constructor takes as its last parameter.
//
// Probes of increasing size, which find a plain parameter, cannot find out where the header has its
// count. But a constructor that takes a counted_block calls the conversion of a probe to it, which
// makes the compiler define a friend function that returns the type. Boost.PFR finds the types of
// members like this. The standard may rule such functions out some day (CWG issue 2118); g++, clang
// and Microsoft's compiler accept them.

#include <routpact/detail/registration/constructor_probes.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A counted_block of a view.
template <class P>
concept counted_view = is_counted<P> && requires(const P& block) {
    requires view<std::remove_cvref_t<decltype(block.entries)>>;
};
/// An optional counted_block of a view.
template <class P>
concept optional_counted_view = !std::is_const_v<P> && uncertain<P> && counted_view<value_of<P>>;

/// The counted_block that is P, or that an optional P may hold.
template <class P>
struct ROUTPACT_HIDDEN held_block {
    using type = P;
};
template <optional_counted_view P>
struct ROUTPACT_HIDDEN held_block<P> {
    using type = value_of<P>;
};
template <class P>
using counted_in = typename held_block<P>::type;

/// Converts to a counted_block or, if `Optional`, to an optional one. An optional also tries the
/// conversion to its value, so one probe must not convert to both.
template <bool Optional>
class ROUTPACT_HIDDEN counted_probe {
    friend struct construction;
    template <class P>
        requires(Optional ? optional_counted_view<P> : counted_view<P>)
    operator P() const;
};

/// Whether exactly one constructor of T takes a counted_block, or an optional one, as its last
/// parameter, after the parameters `Before`.
template <bool Optional, class T, class... Before>
ROUTPACT_HIDDEN constexpr bool takes_counted() noexcept {
    return construction::takes<T, counted_probe<Optional>, Before...>();
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend" // that is the purpose
#endif
/// Identifies the parameter that takes_counted() has found.
template <bool Optional, class T, class... Before>
struct ROUTPACT_HIDDEN parameter_id {
    static constexpr bool is_optional = Optional;
    friend constexpr auto parameter_of(parameter_id);
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// Defines parameter_of(Id), which returns the parameter type P in a list.
template <class Id, class P>
struct ROUTPACT_HIDDEN parameter_definition {
    static constexpr bool defined = true;
    friend constexpr auto parameter_of(Id) { return type_list<P>{}; }
};

/// Converts to the type of the parameter `Id`, and defines parameter_of(Id).
template <class Id>
class ROUTPACT_HIDDEN defining_probe {
    friend struct construction;
    template <class P>
        requires((Id::is_optional ? optional_counted_view<P> : counted_view<P>) &&
                 parameter_definition<Id, P>::defined)
    operator P() const;
};

/// Returns the type of the parameter that takes_counted() has found, in a list.
template <bool Optional, class T, class... Before>
ROUTPACT_HIDDEN constexpr auto find_counted_parameter() noexcept {
    using id = parameter_id<Optional, T, Before...>;
    static_assert(construction::takes<T, defining_probe<id>, Before...>());
    return parameter_of(id{});
}
template <bool Optional, class T, class... Before>
using counted_parameter =
    typename type_at<0, decltype(find_counted_parameter<Optional, T, Before...>())>::type;

} // namespace routpact::inline ROUTPACT_ABI::detail
