#pragma once
// What the arguments of the C signatures stand for, alone or in groups.

namespace routpact {

/// What an argument of a C signature, or a run of arguments, stands for.
enum class role : unsigned char {
    interface_index,   ///< ULONG: which interface.
    description,       ///< LPWSTR name, ULONG index, type, three reserved: the interface to be.
    ended_index,       ///< ULONG: the interface that is about to be no more.
    value,             ///< One argument as it is.
    object,            ///< PVOID: something the protocol knows, of unknown length.
    info,              ///< PVOID, ULONG version, size, count: an info block, never null.
    optional_info,     ///< The same, but there may be none.
    info_buffer,       ///< PVOID, PULONG capacity, version, size, count: room for an info block.
    entry,             ///< ULONG size, PVOID data: a MIB entry, never null.
    entry_buffer,      ///< PULONG capacity, PVOID data: room for a MIB entry.
    status_change,     ///< BOOL active, DWORD type, PVOID info: what became of an interface.
    ipv4_address,      ///< DWORD in network order.
    neighbors_buffer,  ///< PDWORD list, PDWORD capacity, PBYTE flags: room for neighbors.
    mfe_status_buffer, ///< PBYTE: room for the status of a multicast forwarding entry.
    event_buffer,      ///< ROUTING_PROTOCOL_EVENTS*, MESSAGE*: room for an event.
    trap_output,       ///< PULONG size, PVOID: on which the pages contradict each other.
    data,              ///< PVOID, DWORD size: an entry, with the size behind it.
    allocation,        ///< PVOID*, PDWORD size: room for the address of what buffer_free frees.
    routing_domain,    ///< GUID*: which routing domain.
};

/// How many C arguments a role takes.
constexpr unsigned width(role what) noexcept {
    switch (what) {
    case role::interface_index:
    case role::ended_index:
    case role::value:
    case role::object:
    case role::ipv4_address:
    case role::mfe_status_buffer:
    case role::routing_domain:
        return 1;
    case role::entry:
    case role::entry_buffer:
    case role::event_buffer:
    case role::trap_output:
    case role::data:
    case role::allocation:
        return 2;
    case role::status_change:
    case role::neighbors_buffer:
        return 3;
    case role::info:
    case role::optional_info:
        return 4;
    case role::info_buffer:
        return 5;
    case role::description:
        return 6;
    }
    return 0;
}

/// Whether a role's arguments receive what the handler returns.
constexpr bool receives_result(role what) noexcept {
    return what == role::info_buffer || what == role::entry_buffer ||
           what == role::neighbors_buffer || what == role::mfe_status_buffer ||
           what == role::event_buffer || what == role::allocation;
}

/// The roles of all arguments of a callback, in order; a receiving one stands last.
struct role_list {
    role roles[8] = {}; ///< The first `count` of them count.
    unsigned count = 0; ///< 0: each argument by itself, a PVOID as role::object.

    /// The list of the given roles.
    template <class... Roles>
    constexpr role_list(Roles... r) noexcept : roles{r...}, count{sizeof...(r)} {}

    /// Whether one of them receives what the handler returns.
    constexpr bool receive_result() const noexcept {
        return count != 0 && receives_result(roles[count - 1]);
    }
    /// Whether `what` is one of them.
    constexpr bool contains(role what) const noexcept {
        for (unsigned i = 0; i < count; ++i)
            if (roles[i] == what)
                return true;
        return false;
    }
};

} // namespace routpact
