#pragma once
// Compile-time lists of types and of indexes, without the compile time of <tuple> and <utility>.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A list of types.
template <class... T>
struct type_list {
    static constexpr unsigned size = sizeof...(T);
};

/// The type at the zero-based position `N` of a list.
template <unsigned N, class List>
struct type_at;
template <unsigned N, class First, class... Rest>
struct type_at<N, type_list<First, Rest...>> : type_at<N - 1, type_list<Rest...>> {};
template <class First, class... Rest>
struct type_at<0, type_list<First, Rest...>> {
    using type = First;
};

/// A list of indexes, from which a template can deduce a pack.
template <unsigned... N>
struct index_sequence {};

/// `type` is index_sequence<First, ..., First + Count - 1>.
template <unsigned First, unsigned Count, unsigned... N>
struct make_index_range : make_index_range<First, Count - 1, First + Count - 1, N...> {};
template <unsigned First, unsigned... N>
struct make_index_range<First, 0, N...> {
    using type = index_sequence<N...>;
};

/// `type` is index_sequence<0, ..., Count - 1>.
template <unsigned Count>
using make_index_sequence = make_index_range<0, Count>;

/// The types of `List` at the positions of `Sequence`.
template <class Sequence, class List>
struct types_at;
template <unsigned... N, class List>
struct types_at<index_sequence<N...>, List> {
    using type = type_list<typename type_at<N, List>::type...>;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
