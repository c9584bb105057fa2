#pragma once
// The address of an object of an author's type, which may overload operator&.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Returns the address of `object` without calling an overloaded operator&. Equivalent to
/// std::addressof, without the compile time of <memory>.
template <class T>
[[nodiscard]] ROUTPACT_HIDDEN constexpr T* address_of(T& object) noexcept {
    return __builtin_addressof(object);
}
template <class T>
const T* address_of(const T&&) = delete; ///< A temporary has no lasting address.

} // namespace routpact::inline ROUTPACT_ABI::detail
