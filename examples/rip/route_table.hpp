#pragma once
// The routes of a RIP router, and the rules of RFC 2453 for changes of them (3.8, 3.9.2). The
// moments `now` are those of any steady clock. Not thread-safe.

#include "packet.hpp"

#include <algorithm>
#include <chrono>
#include <map>

namespace rip {

using std::chrono::milliseconds, std::chrono::seconds;

struct route {
    std::uint32_t interface_index;
    std::uint32_t router = 0;   ///< The neighbor that announced the route; 0: connected.
    std::uint32_t next_hop = 0; ///< 0: connected.
    std::uint32_t metric = infinity;
    std::uint16_t tag = 0;
    milliseconds deadline{}; ///< When a learnt route is timed out, or an unreachable one forgotten.
    bool changed = true;     ///< The next triggered update contains the route.

    bool is_reachable() const { return metric < infinity; }
    bool is_connected() const { return router == 0 && is_reachable(); }
};

class route_table {
public:
    static constexpr std::size_t capacity = 16384; // a table with more routes learns no new one
    milliseconds timeout = seconds{180};           // until an unconfirmed route is unreachable
    milliseconds garbage = seconds{120};           // until an unreachable route is forgotten

    /// Adds a network to which an interface leads directly, unless another one does already.
    void connect(const network& to, std::uint32_t interface_index, std::uint32_t cost) {
        route& known = routes_.try_emplace(to, route{interface_index}).first->second;
        if (!known.is_connected() || known.interface_index == interface_index)
            known = {interface_index, 0, 0, cost};
    }
    /// Ends all routes through an interface.
    void withdraw(std::uint32_t interface_index, milliseconds now) noexcept {
        for (auto& [to, each] : routes_)
            if (each.interface_index == interface_index)
                expire(each, now);
    }

    /// Processes a route that a neighbor announces. Precondition: is_route(announced).
    void learn(const entry& announced, std::uint32_t interface_index, std::uint32_t cost,
               std::uint32_t router, milliseconds now) {
        const std::uint32_t metric = announced.metric + cost; // unreachable from 16 on
        const std::uint32_t next_hop = announced.next_hop ? announced.next_hop : router;
        route offered{interface_index, router, next_hop, metric, announced.tag, now + timeout};
        const auto known = routes_.find(announced.destination);
        if (known == routes_.end()) {
            if (offered.is_reachable() && routes_.size() < capacity)
                routes_.emplace(announced.destination, offered);
            return;
        }
        route& old = known->second;
        const bool same_origin = old.router == router && old.interface_index == interface_index;
        if (same_origin && !offered.is_reachable()) {
            expire(old, now);
        } else if (!old.is_connected() && (same_origin || offered.metric < old.metric)) {
            offered.changed = old.changed || offered.metric != old.metric;
            old = offered;
        }
    }
    /// Times routes out, and forgets those that have been unreachable for long enough.
    void age(milliseconds now) {
        std::erase_if(routes_, [now](const auto& item) {
            return !item.second.is_reachable() && item.second.deadline <= now;
        });
        for (auto& [to, each] : routes_)
            if (!each.is_connected() && each.deadline <= now)
                expire(each, now);
    }

    /// Returns what to announce on an interface: all routes, or the changed ones. Those through
    /// this interface are unreachable there: split horizon with poisoned reverse (3.4.3).
    std::vector<entry> announcement(std::uint32_t interface_index, bool all) const {
        std::vector<entry> result;
        for (const auto& [to, r] : routes_)
            if (all || r.changed)
                result.push_back(
                    {2, r.tag, to, 0, r.interface_index == interface_index ? infinity : r.metric});
        return result;
    }
    bool has_changed() const {
        return std::ranges::any_of(routes_, [](const auto& item) { return item.second.changed; });
    }
    void clear_changes() {
        for (auto& [to, each] : routes_)
            each.changed = false;
    }
    const std::map<network, route>& routes() const { return routes_; }

private:
    void expire(route& ended, milliseconds now) noexcept {
        if (ended.is_reachable()) {
            ended.metric = infinity;
            ended.deadline = now + garbage;
            ended.changed = true;
        }
    }

    std::map<network, route> routes_;
};

} // namespace rip
