// A DLL with two independent protocols. Each has its own interfaces, router manager and lifetime,
// even where both use the same interface indexes.

#include "pair.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <routpact/protocol.hpp>
#include <vector>

namespace pair {

/// Counts the clients of each interface. An interface's configuration is the initial count.
class counter {
public:
    static constexpr DWORD protocol_id = counter_id;
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;

    struct interface_type {
        interface_type(counter&, const routpact::interface_description&, const ULONG* first)
            : clients{first ? *first : 0} {}
        std::atomic<ULONG> clients;
    };

    explicit counter(routpact::router_manager&) {}

    ULONG get_interface_info(interface_type& itf) { return itf.clients; }
    void set_interface_info(interface_type& itf, ULONG clients) { itf.clients = clients; }
    void connect_client(interface_type& itf, const IP_LOCAL_BINDING&) { ++itf.clients; }
    void disconnect_client(interface_type& itf, const IP_LOCAL_BINDING&) { --itf.clients; }
};

/// The configurations of the routing domains.
class dial_configs {
public:
    /// Returns the configuration of a domain, or the default if there is none.
    dial_config of(const GUID& domain) const {
        const std::lock_guard locked{mutex_};
        const auto found = configs_.find(domain);
        return found == configs_.end() ? dial_config{} : found->second;
    }
    void set(const GUID& domain, const dial_config& changed) {
        const std::lock_guard locked{mutex_};
        configs_.insert_or_assign(domain, changed);
    }
    ULONG shortest_wait() const {
        const std::lock_guard locked{mutex_};
        ULONG shortest = dial_config{}.wait;
        for (const auto& [domain, config] : configs_)
            shortest = (std::min)(shortest, config.wait);
        return shortest;
    }

private:
    struct in_order {
        bool operator()(const GUID& a, const GUID& b) const {
            return std::memcmp(&a, &b, sizeof a) < 0;
        }
    };

    mutable std::mutex mutex_;
    std::map<GUID, dial_config, in_order> configs_;
};

/// Dials enabled interfaces until they are bound: a timer does so from StartComplete until the
/// stop. Also implements callbacks that MPR60 adds.
class dialler {
public:
    static constexpr DWORD protocol_id = dialler_id;
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;

    struct interface_type : routpact::interface_state {
        std::atomic<ULONG> attempts = 0;
    };

    explicit dialler(routpact::router_manager& manager) : manager_{manager} { dial_after(0); }

    routpact::code protocol_action(DWORD type, ULONG index) {
        return type == dial_now ? dial(index) : routpact::code::not_supported;
    }
    std::optional<ULONG> get_statistics(DWORD type, ULONG index, DWORD answer_type) {
        const auto itf = routpact::interfaces<dialler>.find(index);
        if (!itf || type != attempts || answer_type != attempts)
            return std::nullopt;
        return itf->attempts;
    }

    dial_config get_routing_domain_global_info(const GUID& domain) { return configs_.of(domain); }
    void set_routing_domain_global_info(const GUID& domain, const dial_config& changed) {
        if (changed.wait == 0)
            throw routpact::error{routpact::code::invalid_parameter};
        configs_.set(domain, changed);
    }

private:
    // A timer for one call, because the configuration may change the wait.
    void dial_after(ULONG wait) {
        next_ = manager_.post_after(std::chrono::milliseconds{wait}, [this] {
            dial_unbound();
            dial_after(configs_.shortest_wait());
        });
    }
    void dial_unbound() {
        std::vector<ULONG> unbound;
        routpact::interfaces<dialler>.for_each([&](ULONG index, interface_type& itf) {
            if (itf.enabled() && !itf.bound())
                unbound.push_back(index);
        });
        for (const ULONG index : unbound)
            dial(index);
    }
    // Releases the interface before it calls the router manager.
    routpact::code dial(ULONG index) {
        if (const auto itf = routpact::interfaces<dialler>.find(index))
            ++itf->attempts;
        else
            return routpact::code::invalid_parameter;
        return manager_.demand_dial(index);
    }

    routpact::router_manager& manager_;
    dial_configs configs_;
    routpact::timer next_;
};

} // namespace pair

ROUTPACT_EXPORT_PROTOCOLS(pair::counter, pair::dialler)
