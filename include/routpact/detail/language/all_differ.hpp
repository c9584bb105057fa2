#pragma once
// Compares the values of an array with each other, such as ids.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Tells whether no value occurs twice.
template <class T, decltype(sizeof 0) Size>
ROUTPACT_HIDDEN constexpr bool all_differ(const T (&values)[Size]) noexcept {
    for (const T& each : values)
        for (const T* other = &each + 1; other != values + Size; ++other)
            if (each == *other)
                return false;
    return true;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
