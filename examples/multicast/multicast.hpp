// A multicast protocol that forwards each group only to interfaces with receivers. It registers
// with the multicast group manager and owns every interface that is enabled.
#pragma once

#include <algorithm>
#include <mutex>
#include <routpact/multicast.hpp>
#include <utility>
#include <vector>

namespace multicast {

class protocol {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fff, 11);
    static constexpr DWORD functionality = RF_ROUTING | RF_MULTICAST;

    struct interface_type : routpact::interface_state {
        interface_type(protocol&, const routpact::interface_description& d) : index{d.index} {}

        const ULONG index;
        std::vector<routpact::ipv4_address> groups; // with receivers; guarded by the mutex
        std::mutex owning; // guards the ownership; no handler of the group manager takes it
        routpact::multicast_ownership ownership;
    };

    // A protocol that cannot register does not start.
    explicit protocol(routpact::router_manager& manager)
        : protocol{manager, routpact::multicast_functions::of_rtm()} {}
    // A test passes functions of its own.
    protocol(routpact::router_manager&, const routpact::multicast_functions& functions)
        : group_manager_{functions} {
        if (const routpact::code failed = group_manager_.open(); failed != routpact::code::no_error)
            throw routpact::error{failed};
    }

    // ---- from the router manager

    // Does not hold mutex_: the multicast group manager may call the protocol.
    routpact::code interface_status(interface_type& itf, routpact::status_change) {
        const std::lock_guard locked{itf.owning};
        if (!itf.enabled()) {
            itf.ownership.release();
        } else if (!itf.ownership) {
            auto taken = group_manager_.take(itf.index);
            if (!taken) // perhaps by ERROR_ALREADY_EXISTS, which InterfaceStatus must not return
                return routpact::code::can_not_complete;
            itf.ownership = std::move(taken.value);
        }
        return routpact::code::no_error;
    }

    routpact::neighbors<std::vector<DWORD>> get_neighbors(interface_type& itf) {
        const DWORD flags = itf.enabled() ? 0 : MRINFO_DISABLED_FLAG;
        return {{}, static_cast<BYTE>(flags)}; // this protocol does not talk to other routers
    }
    routpact::mfe_status get_mfe_status(interface_type& itf, routpact::ipv4_address group, DWORD) {
        return has_receivers(itf.index, group) ? routpact::mfe_status::no_error
                                               : routpact::mfe_status::oif_pruned;
    }

    // ---- from the multicast group manager

    // IGMP has receivers on one of our interfaces.
    void local_join(interface_type& itf, const routpact::source_group& joined, DWORD) {
        const std::lock_guard locked{mutex_};
        if (std::find(itf.groups.begin(), itf.groups.end(), joined.group) == itf.groups.end())
            itf.groups.push_back(joined.group);
    }
    void local_leave(interface_type& itf, const routpact::source_group& left, DWORD) {
        const std::lock_guard locked{mutex_};
        std::erase(itf.groups, left.group);
    }

    // A new source or group: which of our interfaces forward its packets?
    void creation_alert(const routpact::source_group& created, ULONG, DWORD,
                        routpact::outgoing_interfaces outgoing) {
        for (MGM_IF_ENTRY& each : outgoing)
            if (!has_receivers(each.dwIfIndex, created.group))
                each.bIsEnabled = FALSE;
    }

    // Other protocols have no more receivers: forget the entry early, unless a membership changed.
    routpact::mfe_timeout prune_alert(const routpact::source_group&, ULONG, DWORD,
                                      BOOL member_delete) {
        return {member_delete ? 900u : 60u};
    }

private:
    bool has_receivers(ULONG index, routpact::ipv4_address group) {
        const auto itf = routpact::interfaces<protocol>.find(index);
        if (!itf)
            return false;
        const std::lock_guard locked{mutex_};
        return std::find(itf->groups.begin(), itf->groups.end(), group) != itf->groups.end();
    }

    std::mutex mutex_;
    routpact::multicast_registration<protocol> group_manager_;
};

} // namespace multicast
