#pragma once
// Bindings and deliveries of the callbacks of the multicast group manager.

#include <routpact/detail/arguments/info_block_bindings.hpp>
#include <routpact/multicast/mfe_timeout.hpp>
#include <routpact/multicast/outgoing_interfaces.hpp>
#include <routpact/multicast/packet_header.hpp>
#include <routpact/multicast/rpf_path.hpp>
#include <routpact/multicast/source_group.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

template <class Arguments>
struct suitable<role::source_group, Arguments> {
    using type = const source_group&;
};

/// Converts four addresses to a source_group.
template <class P>
    requires std::is_same_v<std::remove_cvref_t<P>, source_group>
struct ROUTPACT_HIDDEN binding<role::source_group, P, type_list<DWORD, DWORD, DWORD, DWORD>> {
    static constexpr bool accepted =
        std::is_same_v<P, source_group> || std::is_same_v<P, const source_group&>;

    static constexpr bool usable(DWORD, DWORD, DWORD, DWORD) noexcept { return true; }
    static constexpr argument_defect defect(DWORD, DWORD, DWORD, DWORD) noexcept { return {}; }
    static constexpr source_group pass(DWORD source, DWORD source_mask, DWORD group,
                                       DWORD group_mask) noexcept {
        return {ipv4_address{source}, ipv4_address{source_mask}, ipv4_address{group},
                ipv4_address{group_mask}};
    }
};

/// Checks the size of a C array and the pointer to it. Null is usable if the array is empty.
template <class T>
struct ROUTPACT_HIDDEN counted_array {
    static bool usable(DWORD count, const T* first) noexcept {
        return (first || count == 0) && pointee::aligned<T>(first);
    }
    static argument_defect defect(DWORD, const T* first) noexcept {
        return pointee::null_or_misaligned(first, 1);
    }
};

template <class Arguments>
struct suitable<role::packet, Arguments> {
    using type = packet_header;
};

/// Converts the beginning of a packet to a packet_header or a view of const BYTE.
template <view P>
    requires std::is_same_v<typename P::element_type, const BYTE>
struct ROUTPACT_HIDDEN binding<role::packet, P, type_list<DWORD, PBYTE>> : counted_array<BYTE> {
    static constexpr bool accepted = info::extent<P>() == info::any_number;

    static P pass(DWORD size, PBYTE data) noexcept { return P{data, std::size_t{size}}; }
};
template <view P>
struct ROUTPACT_HIDDEN binding<role::packet, const P&, type_list<DWORD, PBYTE>>
    : binding<role::packet, P, type_list<DWORD, PBYTE>> {};

template <class Arguments>
struct suitable<role::outgoing_interfaces, Arguments> {
    using type = outgoing_interfaces;
};

/// Converts the outgoing interfaces to an outgoing_interfaces or a view of MGM_IF_ENTRY, whose
/// entries the handler may change.
template <class P>
    requires std::is_same_v<typename P::element_type, MGM_IF_ENTRY>
struct ROUTPACT_HIDDEN binding<role::outgoing_interfaces, P, type_list<DWORD, PMGM_IF_ENTRY>>
    : counted_array<MGM_IF_ENTRY> {
    static constexpr bool accepted =
        requires(PMGM_IF_ENTRY first, std::size_t count) { P{first, count}.size(); };

    static P pass(DWORD count, PMGM_IF_ENTRY first) noexcept {
        return P{first, std::size_t{count}};
    }
};
template <class P>
    requires std::is_same_v<typename P::element_type, MGM_IF_ENTRY>
struct ROUTPACT_HIDDEN binding<role::outgoing_interfaces, const P&, type_list<DWORD, PMGM_IF_ENTRY>>
    : binding<role::outgoing_interfaces, P, type_list<DWORD, PMGM_IF_ENTRY>> {};

/// Delivers the timeout of a forwarding entry. Null is ignored: no page says that the pointer is
/// valid if a membership was deleted, when no timeout is asked for.
template <>
struct ROUTPACT_HIDDEN delivery<role::timeout_buffer, mfe_timeout, type_list<PDWORD>> {
    static constexpr bool accepted = true;

    static bool usable(PDWORD timeout) noexcept { return pointee::aligned<DWORD>(timeout); }
    static argument_defect defect(PDWORD) noexcept { return {violation::misaligned_argument}; }
    static DWORD deliver(mfe_timeout value, PDWORD timeout) noexcept {
        if (timeout)
            *timeout = value.seconds;
        return NO_ERROR;
    }
};
/// Leaves the timeout as it is.
template <>
struct ROUTPACT_HIDDEN delivery<role::timeout_buffer, void, type_list<PDWORD>>
    : delivery<role::timeout_buffer, mfe_timeout, type_list<PDWORD>> {};

/// The types of the C arguments of an RPF check, from the index on.
using rpf_arguments = type_list<PDWORD, PDWORD, PDWORD, DWORD, PBYTE, PBYTE>;

template <class Arguments>
struct suitable<role::rpf_path_buffer, Arguments> {
    using type = const rpf_query&;
};

/// Converts the arguments of an RPF check to an rpf_query. The check of the delivery serves both.
template <class P>
    requires std::is_same_v<std::remove_cvref_t<P>, rpf_query>
struct ROUTPACT_HIDDEN binding<role::rpf_path_buffer, P, rpf_arguments> {
    static constexpr bool accepted =
        std::is_same_v<P, rpf_query> || std::is_same_v<P, const rpf_query&>;

    static rpf_query pass(PDWORD index, PDWORD next_hop, PDWORD neighbor, DWORD size, PBYTE data,
                          PBYTE route) noexcept {
        return {{*index, ipv4_address{*next_hop}, ipv4_address{*neighbor}}, {data, size}, route};
    }
};

/// Delivers the path of a packet. Null and misaligned pointers to the three parts are refused, and
/// so is a null packet that is not empty. The route is not checked.
template <>
struct ROUTPACT_HIDDEN delivery<role::rpf_path_buffer, rpf_path, rpf_arguments> {
    static constexpr bool accepted = true;

    static bool usable(PDWORD index, PDWORD next_hop, PDWORD neighbor, DWORD size, PBYTE data,
                       PBYTE) noexcept {
        return index && next_hop && neighbor && pointee::all_aligned(index, next_hop, neighbor) &&
               counted_array<BYTE>::usable(size, data);
    }
    static argument_defect defect(PDWORD index, PDWORD next_hop, PDWORD neighbor, DWORD, PBYTE,
                                  PBYTE) noexcept {
        unsigned offset = 0;
        for (const PDWORD part : {index, next_hop, neighbor}) {
            if (!part || !pointee::aligned<DWORD>(part))
                return pointee::null_or_misaligned(part, offset);
            ++offset;
        }
        return {violation::null_argument, 4}; // the packet
    }
    static DWORD deliver(const rpf_path& value, PDWORD index, PDWORD next_hop, PDWORD neighbor,
                         DWORD, PBYTE, PBYTE) noexcept {
        *index = value.interface_index;
        *next_hop = static_cast<DWORD>(value.next_hop);
        *neighbor = static_cast<DWORD>(value.upstream_neighbor);
        return NO_ERROR;
    }
};
/// Leaves the path as it is.
template <>
struct ROUTPACT_HIDDEN delivery<role::rpf_path_buffer, void, rpf_arguments>
    : delivery<role::rpf_path_buffer, rpf_path, rpf_arguments> {};

} // namespace routpact::inline ROUTPACT_ABI::detail
