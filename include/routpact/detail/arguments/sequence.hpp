#pragma once
// Sequences of plain values, and views, which can be constructed over the memory of a block.

#include <routpact/detail/arguments/plain.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A contiguous sequence of plain values, such as std::span<const T> and std::vector<T>.
template <class S>
concept sequence = requires(const S& s) {
    s.size();
    requires plain<std::remove_cvref_t<decltype(*s.data())>>;
};

/// Stands for an S in an unevaluated operand.
template <class S>
const S& stand_in_for() noexcept;

/// The type of the elements of a sequence.
template <sequence S>
using element_of = std::remove_cvref_t<decltype(*stand_in_for<S>().data())>;

/// A sequence that can be constructed from a pointer and a size, such as std::span<const T>.
template <class S>
concept view = sequence<S> && requires(const typename S::element_type* first, std::size_t count) {
    S{first, count};
    requires std::is_const_v<typename S::element_type>;
};

namespace info {
/// The extent of a view type whose views may have any number of elements.
inline constexpr auto any_number = static_cast<std::size_t>(-1);

/// Returns the number of elements of every view of type S, such as 4 for std::span<const T, 4>, or
/// `any_number` if the number differs from view to view. If S has no member `extent`, the size of a
/// view that is constructed with 0 elements decides.
template <view S>
ROUTPACT_HIDDEN constexpr std::size_t extent() noexcept {
    using element = typename S::element_type;
    if constexpr (requires { typename detail::size_constant<S::extent>; })
        return static_cast<std::size_t>(S::extent);
    else if constexpr (requires {
                           typename detail::size_constant<
                               S{static_cast<element*>(nullptr), std::size_t{0}}.size()>;
                       })
        return S{static_cast<element*>(nullptr), std::size_t{0}}.size() != 0
                   ? static_cast<std::size_t>(
                         S{static_cast<element*>(nullptr), std::size_t{0}}.size())
                   : any_number;
    else
        return any_number;
}
} // namespace info

} // namespace routpact::inline ROUTPACT_ABI::detail
