#pragma once
// The elements of a C array and their number, without the cost of <span>.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Refers to `size()` elements that belong to the caller. It is a contiguous range, and converts to
/// a std::span.
template <class T>
class contiguous {
public:
    using element_type = T; ///< The type of the elements.

    /// Refers to `size` elements that begin at `first`.
    ROUTPACT_HIDDEN constexpr contiguous(T* first, decltype(sizeof 0) size) noexcept
        : first_{first}, size_{size} {}

    /// Returns the first element; may be null if there is none.
    ROUTPACT_HIDDEN constexpr T* data() const noexcept { return first_; }
    /// Returns the number of elements.
    ROUTPACT_HIDDEN constexpr decltype(sizeof 0) size() const noexcept { return size_; }
    /// Returns the first element, for a loop over all.
    ROUTPACT_HIDDEN constexpr T* begin() const noexcept { return first_; }
    /// Returns the end of the elements.
    ROUTPACT_HIDDEN constexpr T* end() const noexcept { return first_ + size_; }
    /// Returns the element at `position`, which is less than size().
    ROUTPACT_HIDDEN constexpr T& operator[](decltype(sizeof 0) position) const noexcept {
        return first_[position];
    }

private:
    T* first_;
    decltype(sizeof 0) size_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
