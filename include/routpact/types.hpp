#pragma once
// Lists of types and positions, without the weight of <tuple> and <utility>.

namespace routpact {

/// A list of types.
template <class... T>
struct types {
    static constexpr unsigned size = sizeof...(T);
};

/// The type at position `N` of a list, from 0.
template <unsigned N, class List>
struct type_at;
template <unsigned N, class First, class... Rest>
struct type_at<N, types<First, Rest...>> : type_at<N - 1, types<Rest...>> {};
template <class First, class... Rest>
struct type_at<0, types<First, Rest...>> {
    using type = First;
};

/// The positions 0, 1, ... in a form that a pack can be deduced from.
template <unsigned... N>
struct positions {};

/// `type` is positions<0, ..., Count - 1>.
template <unsigned Count, unsigned... N>
struct make_positions : make_positions<Count - 1, Count - 1, N...> {};
template <unsigned... N>
struct make_positions<0, N...> {
    using type = positions<N...>;
};

/// The `Count` types from position `First` on, from 0.
template <unsigned First, class Positions, class List>
struct slice_at;
template <unsigned First, unsigned... N, class List>
struct slice_at<First, positions<N...>, List> {
    using type = types<typename type_at<First + N, List>::type...>;
};

/// The value at position `N` of the arguments, from 0.
template <unsigned N, class First, class... Rest>
constexpr decltype(auto) value_at(const First& first, const Rest&... rest) noexcept {
    if constexpr (N == 0)
        return (first);
    else
        return value_at<N - 1>(rest...);
}

} // namespace routpact
