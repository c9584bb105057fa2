#pragma once
// Bindings of interface descriptions, indexes of removed interfaces, and status changes.

#include <routpact/arguments/interface_description.hpp>
#include <routpact/arguments/status_change.hpp>
#include <routpact/detail/arguments/binding.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The types of the C arguments of a description.
using description_arguments = type_list<LPWSTR, ULONG, NET_INTERFACE_TYPE, DWORD, WORD, WORD>;

template <class Arguments>
struct suitable<role::description, Arguments> {
    using type = interface_description;
};

/// Converts a description. A null name becomes an empty one.
template <>
struct ROUTPACT_HIDDEN binding<role::description, interface_description, description_arguments> {
    static constexpr bool accepted = true;

    static bool usable(LPWSTR, ULONG, NET_INTERFACE_TYPE, DWORD, WORD, WORD) noexcept {
        return true;
    }
    static argument_defect defect(LPWSTR, ULONG, NET_INTERFACE_TYPE, DWORD, WORD, WORD) noexcept {
        return {};
    }
    static interface_description pass(LPWSTR name, ULONG index, NET_INTERFACE_TYPE type,
                                      DWORD media, WORD access, WORD connection) noexcept {
        return {name ? name : L"", index, type, media, access, connection};
    }
};
template <>
struct ROUTPACT_HIDDEN
binding<role::description, const interface_description&, description_arguments>
    : binding<role::description, interface_description, description_arguments> {};

/// Passes the index of an interface to remove.
template <class P>
struct binding<role::removed_index, P, type_list<ULONG>>
    : binding<role::value, P, type_list<ULONG>> {};

template <class Arguments>
struct suitable<role::status_change, Arguments> {
    using type = status_change;
};

/// Converts a status change. StatusInfo may be null. A misaligned StatusInfo and an undocumented
/// type are refused.
template <class P>
    requires std::is_same_v<std::remove_cvref_t<P>, status_change>
struct ROUTPACT_HIDDEN binding<role::status_change, P, type_list<BOOL, DWORD, PVOID>> {
    static constexpr bool accepted =
        std::is_same_v<P, status_change> || std::is_same_v<P, const status_change&>;

    static bool usable(BOOL, DWORD type, PVOID info) noexcept {
        return type <= RIS_INTERFACE_MEDIA_ABSENT &&
               pointee::aligned<IP_ADAPTER_BINDING_INFO>(info);
    }
    static argument_defect defect(BOOL, DWORD type, PVOID) noexcept {
        if (type > RIS_INTERFACE_MEDIA_ABSENT)
            return {violation::undocumented_value, 1};
        return {violation::misaligned_argument, 2};
    }
    static status_change pass(BOOL active, DWORD type, PVOID info) noexcept {
        return {active, type, info};
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
