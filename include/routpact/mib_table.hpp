#pragma once
// Answers of the MIB callbacks from an ordered container, such as std::map.

#include <routpact/detail/abi/packing.hpp>

#include <optional>
#include <routpact/abi.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI {

namespace detail {
/// A container that keeps its elements in the order of their keys.
template <class Map>
concept ordered = requires(const Map& map, const typename Map::key_type& key) {
    map.upper_bound(key) == map.end();
};

/// Returns a copy of the value of an element.
struct ROUTPACT_HIDDEN value_of_element {
    template <class Key, class Value>
    constexpr Value operator()(const Key&, const Value& value) const {
        return value;
    }
};

/// Returns `make(key, value)` of the element at `found`, or nothing at the end of the map.
template <class Map, class Iterator, class Make>
ROUTPACT_HIDDEN auto entry_at(const Map& map, const Iterator& found, Make& make) {
    constexpr bool makes = requires { make(found->first, found->second); };
    static_assert(makes,
                  "routpact: the function that makes the MIB entry cannot be called; expected one "
                  "that takes the key and the value of an element of the map and returns the "
                  "entry: correct its parameters");
    if constexpr (makes) {
        using entry = std::remove_cvref_t<decltype(make(found->first, found->second))>;
        return found == map.end() ? std::optional<entry>{}
                                  : std::optional<entry>{make(found->first, found->second)};
    } else {
        return std::nullopt; // converts to any answer, so that this is the only error
    }
}
} // namespace detail

/// Finds the entry `key` of a map, for mib_get_entry: a copy of its value, or what
/// `make(key, value)` makes of it. Returns an empty optional if there is none: the callback then
/// answers ERROR_CAN_NOT_COMPLETE. As thread-safe as the map. Source: pmib_get.
template <class Map, class Key, class Make = detail::value_of_element>
[[nodiscard]] ROUTPACT_HIDDEN auto find_in(const Map& map, const Key& key, Make make = {}) {
    constexpr bool finds = requires { map.find(key) == map.end(); };
    static_assert(finds,
                  "routpact::find_in: the container has no find for this key; expected a map "
                  "such as std::map, and a key of its key_type: pass the member of the query that "
                  "is the key");
    if constexpr (finds)
        return detail::entry_at(map, map.find(key), make);
    else
        return std::nullopt;
}

/// Finds the first entry of an ordered map, for mib_get_first_entry; otherwise like find_in. An
/// empty map has none. Source: pmib_get_first.
template <class Map, class Make = detail::value_of_element>
[[nodiscard]] ROUTPACT_HIDDEN auto first_in(const Map& map, Make make = {}) {
    static_assert(detail::ordered<Map>,
                  "routpact::first_in: the container is not ordered; expected a map with "
                  "upper_bound, such as std::map: another container has no next entry, so a walk "
                  "through it would not find every entry once");
    return detail::entry_at(map, map.begin(), make);
}

/// Finds the entry that follows `key` in the order of a map, for mib_get_next_entry; otherwise like
/// find_in. No entry needs to have the key, so a walk goes on when the entry that it has reached is
/// removed. After the last entry there is none: pmib_get_next documents no other code for that than
/// ERROR_CAN_NOT_COMPLETE. Source: pmib_get_next.
template <class Map, class Key, class Make = detail::value_of_element>
[[nodiscard]] ROUTPACT_HIDDEN auto next_in(const Map& map, const Key& key, Make make = {}) {
    constexpr bool finds = requires { map.upper_bound(key) == map.end(); };
    static_assert(finds,
                  "routpact::next_in: the container has no upper_bound for this key; expected "
                  "an ordered map such as std::map, and a key of its key_type: use an ordered map, "
                  "or pass the member of the query that is the key");
    if constexpr (finds)
        return detail::entry_at(map, map.upper_bound(key), make);
    else
        return std::nullopt;
}

} // namespace routpact::inline ROUTPACT_ABI
