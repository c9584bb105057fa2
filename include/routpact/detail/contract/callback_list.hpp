#pragma once
// A list of contracts. The member pointer of a slot finds its contract at compile time.

#include <routpact/contract/callback.hpp>
#include <routpact/detail/contract/handler_names.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The contract of one slot. `Name` finds the handler of that name in a class.
template <auto Member, template <class> class Name>
struct row : callback {
    static_assert(requires { typename Name<handler_names::all>; });
    /// The slot's member pointer.
    static constexpr auto member = Member;
    /// A type whose `value` is the handler of class `P`; a substitution failure if P has none.
    template <class P>
    using handler_in = Name<P>;
};

/// A list of rows. The list derives from its rows, so that overload resolution finds one of them.
template <class... Entries>
struct callback_list : Entries... {
    /// The number of rows.
    static constexpr unsigned size = sizeof...(Entries);
};
template <class... Entries>
callback_list(Entries...) -> callback_list<Entries...>;

/// Calls `visit` with every row of `list`, in order; `row.member` is the slot's member pointer.
template <class... Entries, class Visitor>
ROUTPACT_HIDDEN constexpr void for_each(const callback_list<Entries...>& list, Visitor visit) {
    (visit(static_cast<const Entries&>(list)), ...);
}

/// Returns the row of the slot `Member`; a substitution failure if the list has no such slot. The
/// argument is a callback_list, which converts to one base class only.
template <auto Member, template <class> class Name>
ROUTPACT_HIDDEN constexpr const callback& row_of(const row<Member, Name>& list) noexcept {
    return list;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
