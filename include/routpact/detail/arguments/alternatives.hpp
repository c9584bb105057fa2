#pragma once
// Recognises std::variant and the like without <variant>, which takes long to compile.

#include <routpact/detail/language/type_list.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The alternatives of a variant; an empty list for any other type.
template <class T>
struct ROUTPACT_HIDDEN alternatives_of {
    using type = type_list<>;
};
template <template <class...> class Variant, class... Alternatives>
    requires requires(const Variant<Alternatives...>& v) { v.valueless_by_exception(); }
struct ROUTPACT_HIDDEN alternatives_of<Variant<Alternatives...>> {
    using type = type_list<Alternatives...>;
};

/// A type like std::variant.
template <class T>
concept variant_type = alternatives_of<T>::type::size != 0;

} // namespace routpact::inline ROUTPACT_ABI::detail
