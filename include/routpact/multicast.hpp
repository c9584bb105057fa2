#pragma once
// What multicast protocols are asked: their neighbors, and the state of their forwarding entries.

#include <routpact/info_block.hpp>

namespace routpact {

/// An IPv4 address, in network order as RRAS passes it.
enum class ipv4_address : DWORD {};

/// What GetNeighbors answers: the addresses of the neighbors on an interface and its flags.
///
/// `Addresses` is a sequence of DWORDs or ipv4_address values in network order. With
/// MRINFO_QUERIER_FLAG this computer itself is the querier: the list counts as empty then. Source:
/// pget_neighbors.
template <class Addresses>
struct neighbors {
    Addresses addresses; ///< In network order.
    BYTE flags = 0;      ///< MRINFO_* flags.
};

/// The states of a multicast forwarding entry that a protocol may report; where several apply, the
/// highest. Source: pget_mfe_status.
enum class mfe_status : BYTE {
    no_error = MFE_NO_ERROR,
    reached_core = MFE_REACHED_CORE,
    pruned_upstream = MFE_PRUNED_UPSTREAM, ///< From the owner of the incoming interface.
    oif_pruned = MFE_OIF_PRUNED,           ///< From the owner of the outgoing interface.
    old_router = MFE_OLD_ROUTER,           ///< From the owner of the incoming interface.
};

template <class Arguments>
struct suitable<role::ipv4_address, Arguments> {
    using type = ipv4_address;
};

/// An address as a DWORD or an ipv4_address.
template <class P>
struct binding<role::ipv4_address, P, types<DWORD>> {
    static constexpr bool accepted = std::is_same_v<P, ipv4_address> || std::is_same_v<P, DWORD>;

    static constexpr bool usable(DWORD) noexcept { return true; }
    static constexpr argument_defect defect(DWORD) noexcept { return {}; }
    static constexpr P pass(DWORD address) noexcept { return P{address}; }
};

/// Room for neighbors: sized in bytes, though the list is one of DWORDs. Null pointers for the size
/// or the flags are refused.
template <class Addresses>
    requires sequence<Addresses>
struct delivery<role::neighbors_buffer, neighbors<Addresses>, types<PDWORD, PDWORD, PBYTE>> {
    static constexpr bool accepted = sizeof(*static_cast<const Addresses*>(nullptr)->data()) == 4;

    static bool usable(PDWORD, PDWORD size, PBYTE flags) noexcept { return size && flags; }
    static argument_defect defect(PDWORD, PDWORD size, PBYTE) noexcept {
        return {rule::argument_present, size ? 2u : 1u};
    }
    static DWORD deliver(const neighbors<Addresses>& value, PDWORD list, PDWORD size, PBYTE flags) {
        info::content content = info::content_of(value.addresses);
        if (value.flags & MRINFO_QUERIER_FLAG)
            content.bytes = 0;
        if (const DWORD failed = info::copy_out(content, list, size))
            return failed;
        *flags = value.flags;
        return NO_ERROR;
    }
};

/// The status of a forwarding entry; values that only the router manager may use are refused.
template <>
struct delivery<role::mfe_status_buffer, mfe_status, types<PBYTE>> {
    static constexpr bool accepted = true;

    static bool usable(PBYTE status) noexcept { return status; }
    static argument_defect defect(PBYTE) noexcept { return {rule::argument_present}; }
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

} // namespace routpact
