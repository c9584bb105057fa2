#pragma once
// Which callback is meant: a slot of routprot.h or a signature of the author's own. A slot is known
// by its member pointer, not by its type, which several slots share.

#include <routpact/contract.hpp>

namespace routpact {

/// The contract of a callback that is not in routprot.h.
struct terms {
    unsigned index_position = 1; ///< Position of the interface index among the C arguments, from 1.
    code_set codes{NO_ERROR, ERROR_INVALID_PARAMETER}; ///< Every code that may come back.
    DWORD fallback = ERROR_INVALID_PARAMETER; ///< The code for a failure inside the handler.
};

/// The identity of a routprot callback: the member pointer of its slot.
template <auto Member>
struct slot {
    using pointer = void;                 ///< The C pointer type.
    static constexpr bool known = false;  ///< Whether this is a slot at all.
    static constexpr callback contract{}; ///< What is documented of it.
};

template <class Owner, class Pointer, Pointer Owner::* Member>
    requires has_contract<Owner>
struct slot<Member> {
    using pointer = Pointer; ///< The C pointer type.
    /// Whether this is a slot, not some other member.
    static constexpr bool known = requires { row_of<Member>(callbacks<Owner>); };
    /// What is documented of it.
    static constexpr const callback& contract = row_of<Member>(callbacks<Owner>);
};

/// The identity of a callback with a signature of the author's own.
template <class Pointer, terms Terms>
struct signature {
    using pointer = Pointer;            ///< The C pointer type.
    static constexpr bool known = true; ///< Always: the author says so.
    /// What the author's terms say of it.
    static constexpr callback contract{.name = "adapted signature",
                                       .field = nullptr,
                                       .type = nullptr,
                                       .index_position = Terms.index_position,
                                       .codes = Terms.codes,
                                       .fallback = Terms.fallback,
                                       .presence = presence::optional,
                                       .functionality = 0,
                                       .legal = period::always,
                                       .page = nullptr};
};

} // namespace routpact
