#pragma once
// The roles of C arguments: what one argument, or a group of consecutive arguments, means.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The meaning of a C argument or of a group of consecutive C arguments. Roles named ..._buffer,
/// and `allocation`, are outputs.
enum class role : unsigned char {
    interface_index,   ///< ULONG: selects an interface.
    description,       ///< LPWSTR name, ULONG index, type, three reserved: a new interface.
    removed_index,     ///< ULONG: the index of an interface to remove.
    value,             ///< One argument, unchanged.
    object,            ///< PVOID: an object whose type the protocol defines; its length is unknown.
    info,              ///< PVOID, ULONG version, size, count: an info block, never null.
    optional_info,     ///< PVOID, ULONG version, size, count: an info block that may be absent.
    info_buffer,       ///< PVOID, PULONG capacity, version, size, count: receives an info block.
    entry,             ///< ULONG size, PVOID data: a MIB entry, never null.
    entry_buffer,      ///< PULONG capacity, PVOID data: receives a MIB entry.
    status_change,     ///< BOOL active, DWORD type, PVOID info: a change of an interface.
    ipv4_address,      ///< DWORD in network order.
    neighbors_buffer,  ///< PDWORD list, PDWORD capacity, PBYTE flags: receives neighbors.
    mfe_status_buffer, ///< PBYTE: receives the status of a multicast forwarding entry.
    event_buffer,      ///< ROUTING_PROTOCOL_EVENTS*, MESSAGE*: receives an event.
    trap_output,       ///< PULONG size, PVOID: the pages contradict each other about it.
    entry_then_size,   ///< PVOID, DWORD size: an entry whose size follows it.
    allocation,        ///< PVOID*, PDWORD size: receives memory that buffer_free releases.
    routing_domain,    ///< GUID*: selects a routing domain.
    source_group,      ///< DWORD source, mask, group, mask: multicast data.
    packet,            ///< DWORD size, PBYTE data: the beginning of a packet.
    outgoing_interfaces, ///< DWORD count, PMGM_IF_ENTRY: entries that the handler changes.
    timeout_buffer,      ///< PDWORD: receives a timeout; null is ignored.
    rpf_path_buffer, ///< PDWORD index, PDWORD next hop, PDWORD neighbor, DWORD size, PBYTE data,
                     ///< PBYTE route: the path of a packet, which receives another one.
};

/// Returns the number of C arguments in a group of this role.
ROUTPACT_HIDDEN constexpr unsigned width(role kind) noexcept {
    switch (kind) {
    case role::interface_index:
    case role::removed_index:
    case role::value:
    case role::object:
    case role::ipv4_address:
    case role::mfe_status_buffer:
    case role::routing_domain:
    case role::timeout_buffer:
        return 1;
    case role::entry:
    case role::entry_buffer:
    case role::event_buffer:
    case role::trap_output:
    case role::entry_then_size:
    case role::allocation:
    case role::packet:
    case role::outgoing_interfaces:
        return 2;
    case role::status_change:
    case role::neighbors_buffer:
        return 3;
    case role::info:
    case role::optional_info:
    case role::source_group:
        return 4;
    case role::info_buffer:
        return 5;
    case role::description:
    case role::rpf_path_buffer:
        return 6;
    }
    return 0;
}

/// Whether the arguments of a role receive the result of the handler.
ROUTPACT_HIDDEN constexpr bool receives_result(role kind) noexcept {
    return kind == role::info_buffer || kind == role::entry_buffer ||
           kind == role::neighbors_buffer || kind == role::mfe_status_buffer ||
           kind == role::event_buffer || kind == role::allocation || kind == role::timeout_buffer ||
           kind == role::rpf_path_buffer;
}

/// Whether the arguments of a role that receives the result are also a parameter of the handler.
ROUTPACT_HIDDEN constexpr bool is_input_too(role kind) noexcept {
    return kind == role::rpf_path_buffer;
}

/// Whether the arguments of a role select the interface that the handler receives.
ROUTPACT_HIDDEN constexpr bool selects_interface(role kind) noexcept {
    return kind == role::interface_index || kind == role::rpf_path_buffer;
}

/// The roles of all arguments of a callback, in order. An output can only be the last role.
struct role_list {
    role roles[8] = {}; ///< The roles: the first `count` elements.
    unsigned count =
        0; ///< 0: each argument but the index is a group: a PVOID role::object, else role::value.

    /// Constructs the list of the given roles.
    template <class... Roles>
    ROUTPACT_HIDDEN constexpr role_list(Roles... r) noexcept : roles{r...}, count{sizeof...(r)} {}

    /// Whether one of the roles receives the result of the handler.
    ROUTPACT_HIDDEN constexpr bool receive_result() const noexcept {
        return count != 0 && receives_result(roles[count - 1]);
    }
    /// Whether `kind` is one of the roles.
    ROUTPACT_HIDDEN constexpr bool contains(role kind) const noexcept {
        for (unsigned i = 0; i < count; ++i)
            if (roles[i] == kind)
                return true;
        return false;
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
