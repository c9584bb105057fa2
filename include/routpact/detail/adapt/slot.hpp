#pragma once
// The identity of a callback: a slot of routprot.h, or a signature that the author defines. A
// member pointer identifies a slot. The type of the slot does not: several slots share one.

#include <routpact/contract.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Whether routpact has contracts for the slots of `Characteristics`.
template <class Characteristics>
ROUTPACT_HIDDEN inline constexpr bool has_contract = false;
template <>
ROUTPACT_HIDDEN inline constexpr bool has_contract<MPR50_ROUTING_CHARACTERISTICS> = true;
template <>
ROUTPACT_HIDDEN inline constexpr bool has_contract<MPR60_ROUTING_CHARACTERISTICS> = true;

/// Identifies the callback of a slot by the member pointer. This primary template is for members
/// that are not slots.
template <auto Member>
struct ROUTPACT_HIDDEN slot {
    using pointer = void;                            ///< The C pointer type.
    static constexpr bool known = false;             ///< Whether the member is a slot.
    static constexpr callback contract = callback{}; ///< The contract of the callback.
};

template <class Owner, class Pointer, Pointer Owner::* Member>
    requires has_contract<Owner>
struct ROUTPACT_HIDDEN slot<Member> {
    using pointer = Pointer; ///< The C pointer type.
    /// Whether the member is a slot; dwVersion, for example, is not.
    static constexpr bool known = requires { row_of<Member>(callbacks<Owner>); };
    /// The contract of the callback.
    static constexpr const callback& contract = row_of<Member>(callbacks<Owner>);
};

/// Identifies a callback whose signature the author defines.
template <class Pointer, terms Terms>
struct ROUTPACT_HIDDEN signature {
    using pointer = Pointer;            ///< The C pointer type.
    static constexpr bool known = true; ///< Every signature is a callback.
    /// The contract that the author's terms define.
    static constexpr callback contract{.name = "adapted signature",
                                       .field = nullptr,
                                       .type = nullptr,
                                       .page = nullptr,
                                       .index_position = Terms.index_position,
                                       .codes = Terms.codes,
                                       .fallback = Terms.fallback,
                                       .presence = presence::optional,
                                       .availability = availability::always};
};

} // namespace routpact::inline ROUTPACT_ABI::detail
