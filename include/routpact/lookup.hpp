#pragma once
// What a table has to be: anything that can be asked for an interface by its index.

#include <routpact/contract.hpp>
#include <type_traits>

namespace routpact {

/// Stands for a table where a callback is about no interface.
struct no_table {};
/// The one of its kind.
inline constexpr no_table without_table{};

/// The interface itself: what a table's find gave, dereferenced, out of a reference wrapper if need
/// be. An optional that holds an interface rather than a reference gives a const one: it is a copy.
template <class Found>
constexpr auto& interface_in(Found& found) {
    using held = std::remove_reference_t<decltype(*found)>;
    if constexpr (requires {
                      requires std::is_same_v<decltype((*found).get()), typename held::type&>;
                  })
        return (*found).get();
    else if constexpr (std::is_rvalue_reference_v<decltype(*static_cast<Found&&>(found))>)
        return static_cast<const held&>(*found);
    else
        return *found;
}

/// A table can be asked for every index: its find takes a ULONG that is not cut short.
template <class Table>
concept interface_lookup = requires(Table& table, ULONG index) {
    table.find(index);
    requires requires { table.find({index}); } || !requires { table.find({}); };
};

/// A table that also knows at which times its interfaces may be called.
template <class Table>
concept gate = requires(Table& table, period legal) { table.admit(legal) ? true : false; };

/// What a table's find gives can be tested and then dereferenced.
template <class Found>
concept optional_interface = requires(Found& found) {
    found ? true : false;
    requires std::is_lvalue_reference_v<decltype(*found)>;
};

} // namespace routpact
