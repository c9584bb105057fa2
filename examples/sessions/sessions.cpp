// A protocol DLL in one class. It tracks the clients that are connected to each interface, within
// limits that are configured globally, per interface and through the MIB.

#include "sessions.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <routpact/protocol.hpp>
#include <utility>
#include <vector>

namespace sessions {

class protocol {
public:
    static constexpr DWORD protocol_id = id;
    static constexpr DWORD functionality =
        RF_ROUTING | RF_DEMAND_UPDATE_ROUTES | RF_ADD_ALL_INTERFACES;

    struct interface_type : routpact::interface_state {
        interface_type(protocol&, const routpact::interface_description& d,
                       const interface_config* configured)
            : index{d.index}, config{configured ? *configured : interface_config{}} {}

        const ULONG index;
        std::mutex mutex; // several threads may call callbacks for one interface concurrently
        interface_config config;
        std::vector<DWORD> clients;
    };

    protocol(routpact::router_manager& manager, const global_config* configured)
        : manager_{manager} {
        if (configured)
            set_global_info(*configured);
    }

    global_config get_global_info() {
        const std::lock_guard locked{mutex_};
        return config_;
    }
    void set_global_info(const global_config& changed) {
        if (changed.client_limit == 0)
            throw routpact::error{routpact::code::invalid_parameter};
        const std::lock_guard locked{mutex_};
        config_ = changed;
    }

    interface_config get_interface_info(interface_type& itf) {
        const std::lock_guard locked{itf.mutex};
        return itf.config;
    }
    void set_interface_info(interface_type& itf, const interface_config& changed) {
        const std::lock_guard locked{itf.mutex};
        itf.config = changed;
    }
    void interface_status(interface_type& itf, routpact::status_change change) {
        if (change.type() != routpact::status_type::disabled)
            return;
        const std::lock_guard locked{itf.mutex};
        itf.clients.clear();
    }

    routpact::code connect_client(interface_type& itf, const IP_LOCAL_BINDING& client) {
        const ULONG limit = get_global_info().client_limit;
        const std::lock_guard locked{itf.mutex};
        const ULONG own_limit = itf.config.client_limit;
        if (!itf.enabled() || itf.clients.size() >= (own_limit ? own_limit : limit))
            return routpact::code::invalid_parameter;
        itf.clients.push_back(client.Address);
        return routpact::code::no_error;
    }
    routpact::code disconnect_client(interface_type& itf, const IP_LOCAL_BINDING& client) {
        const std::lock_guard locked{itf.mutex};
        const auto found = std::find(itf.clients.begin(), itf.clients.end(), client.Address);
        if (found == itf.clients.end())
            return routpact::code::invalid_parameter;
        itf.clients.erase(found);
        return routpact::code::no_error;
    }

    // This protocol requests no routes from neighbors: the update completes immediately.
    routpact::code update_routes(interface_type& itf, routpact::autostatic_update update) {
        if (!itf.enabled())
            return routpact::code::can_not_complete;
        const bool begun = manager_.post([update = std::move(update)] { update.complete(); });
        return begun ? routpact::code::no_error : routpact::code::can_not_complete;
    }

    std::optional<mib_answer> mib_get_entry(const mib_question& asked) {
        const auto found = routpact::interfaces<protocol>.find(asked.interface_index);
        return found ? std::optional{describe(*found)} : std::nullopt;
    }
    std::optional<mib_answer> mib_get_first_entry(const mib_question&) { return lowest_from(0); }
    std::optional<mib_answer> mib_get_next_entry(const mib_question& asked) {
        return lowest_from(std::uint64_t{asked.interface_index} + 1);
    }
    routpact::code mib_set_entry(const mib_change& changed) {
        const auto found = routpact::interfaces<protocol>.find(changed.interface_index);
        if (!found)
            return routpact::code::can_not_complete;
        set_interface_info(*found, {changed.client_limit});
        manager_.save_interface_config(found->index);
        return routpact::code::no_error;
    }

private:
    static mib_answer describe(interface_type& itf) {
        const std::lock_guard locked{itf.mutex};
        return {itf.index, itf.enabled() ? 1u : 0u, static_cast<ULONG>(itf.clients.size()),
                itf.config.client_limit};
    }
    static std::optional<mib_answer> lowest_from(std::uint64_t from) {
        std::optional<mib_answer> lowest;
        routpact::interfaces<protocol>.for_each([&](ULONG index, interface_type& itf) {
            if (index >= from && (!lowest || index < lowest->interface_index))
                lowest = describe(itf);
        });
        return lowest;
    }

    routpact::router_manager& manager_;
    std::mutex mutex_;
    global_config config_;
};

} // namespace sessions

ROUTPACT_EXPORT_PROTOCOLS(sessions::protocol)
