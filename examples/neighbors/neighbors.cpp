// A protocol DLL with configured neighbors. It maintains a route to each neighbor while the
// neighbor's interface is enabled and bound.

#include "neighbors.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <routpact/protocol.hpp>
#include <span>
#include <utility>
#include <vector>

namespace neighbors {

/// A host route to a neighbor.
struct route {
    ULONG interface_index;
    DWORD destination; // in network order
    DWORD mask;
    DWORD metric;
    DWORD preference; // set by ValidateRoute
};

/// The current routes. A real protocol would add them to the Routing Table Manager.
class routing_table {
public:
    void add(const routpact::validated<route>& added) {
        routes_.insert_or_assign({added->interface_index, added->destination}, added);
    }
    /// Removes the routes through this interface. Returns whether there were any.
    bool withdraw(ULONG index) {
        const auto first = routes_.lower_bound({index, 0});
        const auto end = routes_.upper_bound({index, 0xFFFFFFFF});
        const bool any = first != end;
        routes_.erase(first, end);
        return any;
    }
    bool contains(ULONG index, DWORD destination) const {
        return routes_.contains({index, destination});
    }
    /// Returns the first route after the one asked for, which need not exist; for null the first.
    std::optional<mib_answer> next(const mib_question* asked) const {
        const auto found = asked ? routes_.upper_bound({asked->interface_index, asked->neighbor})
                                 : routes_.begin();
        if (found == routes_.end())
            return std::nullopt;
        const route& r = *found->second;
        return mib_answer{r.interface_index, r.destination, r.preference};
    }

private:
    std::map<std::pair<ULONG, DWORD>, routpact::validated<route>> routes_;
};

class protocol {
public:
    static constexpr DWORD protocol_id = id;
    static constexpr DWORD functionality = RF_ROUTING | RF_MULTICAST | RF_DEMAND_UPDATE_ROUTES;
    // Optional: this list turns a misspelled handler name into a compile error.
    static constexpr const char* handlers[] = {
        "interface_status",    "get_interface_info", "set_interface_info", "update_routes",
        "get_neighbors",       "get_mfe_status",     "mib_create_entry",   "mib_delete_entry",
        "mib_get_first_entry", "mib_get_next_entry", "mib_set_trap_info",  "mib_get_trap_info"};

    struct interface_type : routpact::interface_state {
        interface_type(protocol& p, const routpact::interface_description& d,
                       std::span<const DWORD> configured)
            : owner{p}, index{d.index}, addresses(configured.begin(), configured.end()) {}
        ~interface_type() { owner.withdraw(index); }
        bool usable() const { return enabled() && bound(); }

        protocol& owner;
        const ULONG index;
        std::vector<DWORD> addresses; // guarded by the protocol's mutex
    };

    explicit protocol(routpact::router_manager& manager) : manager_{manager} {}

    routpact::code interface_status(interface_type& itf, routpact::status_change) {
        if (itf.usable())
            return announce_soon(itf.index);
        withdraw(itf.index);
        return routpact::code::no_error;
    }

    std::vector<DWORD> get_interface_info(interface_type& itf) { return addresses_of(itf); }
    routpact::code set_interface_info(interface_type& itf, std::span<const DWORD> changed) {
        const std::lock_guard locked{mutex_};
        itf.addresses.assign(changed.begin(), changed.end());
        return itf.usable() ? announce_soon(itf.index) : routpact::code::no_error;
    }

    routpact::code update_routes(interface_type& itf, routpact::autostatic_update update) {
        const bool begun =
            itf.usable() && manager_.post([this, index = itf.index, update = std::move(update)] {
                update.complete(announce(index));
            });
        return begun ? routpact::code::no_error : routpact::code::can_not_complete;
    }

    routpact::neighbors<std::vector<DWORD>> get_neighbors(interface_type& itf) {
        const DWORD flags = itf.enabled() ? 0 : MRINFO_DISABLED_FLAG;
        return {addresses_of(itf), static_cast<BYTE>(flags)};
    }
    routpact::mfe_status get_mfe_status(interface_type& itf, DWORD, DWORD source) {
        const std::lock_guard locked{mutex_};
        return routes_.contains(itf.index, source) ? routpact::mfe_status::no_error
                                                   : routpact::mfe_status::pruned_upstream;
    }

    routpact::code mib_create_entry(const mib_neighbor& added) {
        return change(added.interface_index, [&](std::vector<DWORD>& addresses) {
            const auto end = addresses.end();
            const bool is_new = std::find(addresses.begin(), end, added.neighbor) == end;
            if (is_new)
                addresses.push_back(added.neighbor);
            return is_new;
        });
    }
    routpact::code mib_delete_entry(const mib_neighbor& removed) {
        return change(removed.interface_index, [&](std::vector<DWORD>& addresses) {
            return std::erase(addresses, removed.neighbor) != 0;
        });
    }
    std::optional<mib_answer> mib_get_first_entry(const mib_question&) {
        const std::lock_guard locked{mutex_};
        return routes_.next(nullptr);
    }
    std::optional<mib_answer> mib_get_next_entry(const mib_question& asked) {
        const std::lock_guard locked{mutex_};
        return routes_.next(&asked);
    }

    routpact::code mib_set_trap_info(HANDLE event, trap asked, routpact::trap_output) {
        if (asked != trap::routes_changed)
            return routpact::code::access_denied;
        const std::lock_guard locked{mutex_};
        trap_event_ = event;
        return routpact::code::no_error;
    }
    routpact::code mib_get_trap_info(trap asked, routpact::trap_output output) {
        if (asked != trap::routes_changed)
            return routpact::code::access_denied;
        if (!output.size || !output.data || *output.size < sizeof(trap_answer))
            return routpact::code::not_enough_memory;
        const std::lock_guard locked{mutex_};
        const trap_answer answer{changes_};
        std::memcpy(output.data, &answer, sizeof answer);
        *output.size = sizeof answer;
        return routpact::code::no_error;
    }

private:
    std::vector<DWORD> addresses_of(interface_type& itf) {
        const std::lock_guard locked{mutex_};
        return itf.addresses;
    }
    // Changes the configuration of an interface. `edit` changes the list of addresses and returns
    // whether that succeeded.
    template <class Edit>
    routpact::code change(ULONG index, Edit edit) {
        const auto itf = routpact::interfaces<protocol>.find(index);
        if (!itf)
            return routpact::code::can_not_complete;
        const std::lock_guard locked{mutex_};
        if (!edit(itf->addresses))
            return routpact::code::can_not_complete;
        manager_.save_interface_config(index);
        return itf->usable() ? announce_soon(index) : routpact::code::no_error;
    }
    routpact::code announce_soon(ULONG index) {
        const bool begun = manager_.post([this, index] { announce(index); });
        return begun ? routpact::code::no_error : routpact::code::can_not_complete;
    }

    // Holds neither the mutex nor the interface while the router manager validates: the router
    // manager may wait for a callback, which may wait for one of them.
    routpact::code announce(ULONG index) {
        std::vector<DWORD> addresses;
        if (const auto itf = routpact::interfaces<protocol>.find(index))
            addresses = addresses_of(*itf);
        std::vector<routpact::validated<route>> valid;
        for (const DWORD address : addresses)
            manager_.validate_route(
                route{index, address, 0xFFFFFFFF, 1, 0},
                [&](const routpact::validated<route>& r) { valid.push_back(r); });

        const auto itf = routpact::interfaces<protocol>.find(index);
        const std::lock_guard locked{mutex_};
        if (!itf || !itf->usable() || itf->addresses != addresses)
            return routpact::code::can_not_complete; // the thread that changed it updates the
                                                     // routes
        const bool changed = routes_.withdraw(index) || !valid.empty();
        for (const routpact::validated<route>& each : valid)
            routes_.add(each);
        if (changed)
            signal_trap();
        return routpact::code::no_error;
    }
    void withdraw(ULONG index) {
        const std::lock_guard locked{mutex_};
        if (routes_.withdraw(index))
            signal_trap();
    }
    // Counts and signals a change of the routes. The caller holds the mutex.
    void signal_trap() {
        ++changes_;
        if (trap_event_)
            SetEvent(trap_event_);
    }

    routpact::router_manager& manager_;
    std::mutex mutex_;
    routing_table routes_;
    HANDLE trap_event_ = nullptr; // owned by the router manager
    ULONG changes_ = 0;
};

} // namespace neighbors

ROUTPACT_EXPORT_PROTOCOLS(neighbors::protocol)
