#pragma once
// What AddInterface says of the new interface, but for its info block.

#include <routpact/arguments.hpp>

namespace routpact {

/// A new interface, valid during the callback. Source: padd_interface.
struct interface_description {
    LPCWSTR name;            ///< Never null, perhaps empty. DeleteInterface gives no name: copy it.
    ULONG index;             ///< Any 32-bit number.
    NET_INTERFACE_TYPE type; ///< Which kind; it may hold a number without a name.
    DWORD media_type;        ///< Reserved.
    WORD access_type;        ///< Reserved.
    WORD connection_type;    ///< Reserved.
};

/// The C arguments of a description.
using description_arguments = types<LPWSTR, ULONG, NET_INTERFACE_TYPE, DWORD, WORD, WORD>;

template <class Arguments>
struct suitable<role::description, Arguments> {
    using type = interface_description;
};

/// A description; a missing name is an empty one.
template <>
struct binding<role::description, interface_description, description_arguments> {
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
struct binding<role::description, const interface_description&, description_arguments>
    : binding<role::description, interface_description, description_arguments> {};

/// The index of an interface that ends, by itself.
template <class P>
struct binding<role::ended_index, P, types<ULONG>> : binding<role::value, P, types<ULONG>> {};

} // namespace routpact
