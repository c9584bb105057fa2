#pragma once
// Binding of MIB entries that are one of several types. The first four bytes of such an entry are
// its id, as in Microsoft's own MIBs (MIB_OPAQUE_QUERY::dwVarId), and select the type.

#include <routpact/detail/arguments/alternatives.hpp>
#include <routpact/detail/arguments/mib_bindings.hpp>
#include <routpact/detail/language/all_differ.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

namespace mib {
/// A type of entry that its id selects: its `mib_id` is a constant.
template <class Q>
concept identified = plain<Q> && sizeof(Q) >= sizeof(DWORD) && (!requires {
                         requires std::is_member_object_pointer_v<decltype(&Q::mib_id)>;
                     }) && requires { typename size_constant<static_cast<DWORD>(Q::mib_id)>; };

/// Tells whether an id selects exactly one of these types.
template <class... Q>
ROUTPACT_HIDDEN constexpr bool ids_select() noexcept {
    if constexpr ((identified<Q> && ...))
        return all_differ<DWORD>({static_cast<DWORD>(Q::mib_id)...});
    else
        return false;
}
} // namespace mib

/// Converts an entry to a variant, which holds the alternative that the id selects. It is refused
/// if it is null, if its id is that of no alternative, or if it is shorter than the alternative.
/// The bytes are copied, so any alignment is accepted.
template <template <class...> class Variant, class... Q>
    requires variant_type<Variant<Q...>> && (mib::ids_select<Q...>())
struct ROUTPACT_HIDDEN binding<role::entry, Variant<Q...>, mib::arguments> {
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept {
        return data && size >= sizeof(DWORD) && ((is<Q>(data) && size >= sizeof(Q)) || ...);
    }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        if (data && size >= sizeof(DWORD) && !(is<Q>(data) || ...))
            return {violation::unknown_mib_id, 1};
        return mib::defect(data, false);
    }
    static Variant<Q...> pass(ULONG, PVOID data) noexcept { return first_of<Q...>(data); }

private:
    template <class Alternative>
    static bool is(PVOID data) noexcept {
        return pointee::copy<DWORD>(data) == static_cast<DWORD>(Alternative::mib_id);
    }
    // Returns the alternative that the id selects: the last if it selects none of the others.
    template <class First, class... Rest>
    static Variant<Q...> first_of(PVOID data) noexcept {
        if constexpr (sizeof...(Rest) != 0)
            if (!is<First>(data))
                return first_of<Rest...>(data);
        return Variant<Q...>(pointee::copy<First>(data));
    }
};
template <variant_type Variant>
struct ROUTPACT_HIDDEN binding<role::entry, const Variant&, mib::arguments>
    : binding<role::entry, Variant, mib::arguments> {};

} // namespace routpact::inline ROUTPACT_ABI::detail
