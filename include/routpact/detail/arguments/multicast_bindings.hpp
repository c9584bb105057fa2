#pragma once
// Bindings and deliveries of the multicast callbacks.

#include <routpact/arguments/ipv4_address.hpp>
#include <routpact/arguments/mfe_status.hpp>
#include <routpact/arguments/neighbors.hpp>
#include <routpact/detail/arguments/binding.hpp>
#include <routpact/detail/arguments/content.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

template <class Arguments>
struct suitable<role::ipv4_address, Arguments> {
    using type = ipv4_address;
};

/// Converts an address to a DWORD or an ipv4_address.
template <class P>
struct ROUTPACT_HIDDEN binding<role::ipv4_address, P, type_list<DWORD>> {
    static constexpr bool accepted = std::is_same_v<P, ipv4_address> || std::is_same_v<P, DWORD>;

    static constexpr bool usable(DWORD) noexcept { return true; }
    static constexpr argument_defect defect(DWORD) noexcept { return {}; }
    static constexpr P pass(DWORD address) noexcept { return P{address}; }
};

/// Delivers neighbors. The size counts bytes, although the list consists of DWORDs. Null pointers
/// to the size and to the flags are refused, and so are misaligned pointers.
template <detail::result_sequence Addresses>
struct ROUTPACT_HIDDEN
delivery<role::neighbors_buffer, neighbors<Addresses>, type_list<PDWORD, PDWORD, PBYTE>> {
    static constexpr bool accepted = sizeof(*static_cast<const Addresses*>(nullptr)->data()) == 4;

    static bool usable(PDWORD list, PDWORD size, PBYTE flags) noexcept {
        return size && flags && pointee::all_aligned(list, size);
    }
    static argument_defect defect(PDWORD list, PDWORD size, PBYTE) noexcept {
        if (!pointee::aligned<DWORD>(list))
            return {violation::misaligned_argument};
        return size && pointee::aligned<DWORD>(size) ? argument_defect{violation::null_argument, 2}
                                                     : pointee::null_or_misaligned(size, 1);
    }
    static DWORD deliver(const neighbors<Addresses>& value, PDWORD list, PDWORD size, PBYTE flags) {
        detail::content content = detail::content_of(value.addresses);
        if (value.flags & MRINFO_QUERIER_FLAG)
            content.bytes = 0;
        if (const DWORD failed = detail::copy_out(content, list, size))
            return failed;
        *flags = value.flags;
        return NO_ERROR;
    }
};

/// Delivers the status of a forwarding entry. Values reserved for the router manager are refused.
template <>
struct ROUTPACT_HIDDEN delivery<role::mfe_status_buffer, mfe_status, type_list<PBYTE>> {
    static constexpr bool accepted = true;

    static bool usable(PBYTE status) noexcept { return status; }
    static argument_defect defect(PBYTE) noexcept { return {violation::null_argument}; }
    static DWORD deliver(mfe_status value, PBYTE status) noexcept {
        switch (value) {
        case mfe_status::no_error:
        case mfe_status::reached_core:
        case mfe_status::pruned_upstream:
        case mfe_status::oif_pruned:
        case mfe_status::old_router:
            *status = static_cast<BYTE>(value);
            return NO_ERROR;
        }
        return ERROR_CAN_NOT_COMPLETE;
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
