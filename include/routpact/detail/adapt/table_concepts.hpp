#pragma once
// The requirements on a table: its find(index) returns an interface.

#include <routpact/detail/result/outcome.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Stands for the table of a callback that concerns no interface.
struct no_table {};
/// The only object of its type.
ROUTPACT_HIDDEN inline constexpr no_table without_table{};

/// Returns the interface that a table's find returned: dereferences `found`, and unwraps a
/// reference wrapper. An optional that holds an interface, not a reference, yields a const
/// interface, because it is a copy.
template <class Found>
ROUTPACT_HIDDEN constexpr auto& interface_in(Found& found) {
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

/// A table whose find takes every index: its parameter is not narrower than a ULONG.
template <class Table>
concept interface_lookup = requires(Table& table, ULONG index) {
    table.find(index);
    requires requires { table.find({index}); } || !requires { table.find({}); };
};

/// A table that also decides at which times its interfaces may be called.
template <class Table>
concept admitting = requires(Table& table, availability when) { table.admit(when) ? true : false; };

/// Enters what `Table` decides about, if it is admitting, for a callback that is available at the
/// times `When`. Returns what tests false if the callback is not available now.
template <auto& Table, availability When>
ROUTPACT_HIDDEN constexpr decltype(auto) admission_to() {
    if constexpr (admitting<decltype(Table)> && When != availability::always)
        return Table.admit(When);
    else
        return true;
}

/// Finds the interface of an index, if the callback looks one up. Returns what tests false if there
/// is none.
template <auto& Table, bool LooksUp>
ROUTPACT_HIDDEN constexpr decltype(auto) find_in([[maybe_unused]] ULONG index) {
    if constexpr (LooksUp)
        return Table.find(index);
    else
        return true;
}

/// Returns the table's translate_exception, which may be null, or null if it has none.
template <class Table>
ROUTPACT_HIDDEN constexpr exception_translator translator_in(const Table& table) noexcept {
    if constexpr (requires {
                      requires std::is_convertible_v<decltype(table.translate_exception),
                                                     exception_translator>;
                  })
        return table.translate_exception;
    else
        return nullptr;
}

/// The result of a table's find: it can be tested and then dereferenced.
template <class Found>
concept optional_interface = requires(Found& found) {
    found ? true : false;
    requires std::is_lvalue_reference_v<decltype(*found)>;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
