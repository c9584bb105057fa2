// RIP version 2 (RFC 2453) as one class, with a socket, timers, and a table of routes. A product
// would also exchange routes with the Routing Table Manager.

#include "rip.hpp"

#include "route_table.hpp"
#include "udp_socket.hpp"

#include <memory>
#include <mutex>
#include <random>
#include <routpact/mib_table.hpp>
#include <routpact/protocol.hpp>

namespace rip {

class protocol {
public:
    static constexpr DWORD protocol_id = id;
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;

    struct interface_type : routpact::interface_state {
        interface_type(protocol& p, const routpact::interface_description& d,
                       const interface_config* configured)
            : owner{p}, index{d.index} {
            if (configured)
                owner.set_interface_info(*this, *configured);
        }
        ~interface_type() {
            const std::lock_guard locked{owner.mutex_};
            owner.table_.withdraw(index, owner.now()); // age() announces that
        }
        bool runs() const { return enabled() && bound() && media_present() && address != 0; }
        bool is_neighbor(std::uint32_t other) const {
            return other != 0 && other != address && subnet.contains(other);
        }

        protocol& owner;
        const ULONG index;
        // The protocol's mutex guards these.
        interface_config config;
        std::uint32_t address = 0;
        network subnet;
    };

    protocol(routpact::router_manager& manager, const global_config* configured)
        : manager_{manager} {
        set_global_info(configured ? *configured : global_config{});
        port_ = config_.port;
        aging_ = manager.post_every(seconds{1}, [this] { age(); });
        update();
    }
    void stopping() {
        const std::lock_guard locked{mutex_};
        if (const auto socket = socket_.lock())
            socket->wake();
    }

    global_config get_global_info() {
        const std::lock_guard locked{mutex_};
        return config_;
    }
    void set_global_info(const global_config& changed) {
        const auto within = [](ULONG value, ULONG most) { return value >= 1 && value <= most; };
        if (changed.port == 0 || changed.neighbor_port == 0 || !within(changed.update, 3600) ||
            !within(changed.timeout, 86400) || !within(changed.garbage, 86400))
            throw routpact::error{routpact::code::invalid_parameter};
        const std::lock_guard locked{mutex_};
        config_ = changed;
        table_.timeout = seconds{changed.timeout};
        table_.garbage = seconds{changed.garbage};
    }
    interface_config get_interface_info(interface_type& itf) {
        const std::lock_guard locked{mutex_};
        return itf.config;
    }
    void set_interface_info(interface_type& itf, const interface_config& changed) {
        if (changed.cost == 0 || changed.cost >= infinity)
            throw routpact::error{routpact::code::invalid_parameter};
        const std::lock_guard locked{mutex_};
        itf.config = changed;
        begin(itf);
    }
    void interface_status(interface_type& itf, routpact::status_change change) {
        const std::lock_guard locked{mutex_};
        if (change.type() == routpact::status_type::address_change) {
            const IP_LOCAL_BINDING* const first = change.ipv4_addresses().at(0);
            itf.address = first && first->Mask != 0 ? ntohl(first->Address) : 0;
            itf.subnet.mask = first ? ntohl(first->Mask) : 0;
            itf.subnet.address = itf.address & itf.subnet.mask;
        }
        table_.withdraw(itf.index, now()); // begins again
        begin(itf);
    }

    std::optional<mib_answer> mib_get_entry(const mib_question& asked) {
        const std::lock_guard locked{mutex_};
        return routpact::find_in(table_.routes(), network{asked.address, asked.mask}, describe);
    }
    std::optional<mib_answer> mib_get_first_entry(const mib_question&) {
        const std::lock_guard locked{mutex_};
        return routpact::first_in(table_.routes(), describe);
    }
    std::optional<mib_answer> mib_get_next_entry(const mib_question& asked) {
        const std::lock_guard locked{mutex_};
        return routpact::next_in(table_.routes(), network{asked.address, asked.mask}, describe);
    }

    /// Processes a datagram. Ignores those of this router, and of hosts that are no neighbors.
    void process(byte_view datagram, const endpoint& sender) {
        const std::optional<packet> p = parse(datagram);
        const std::lock_guard locked{mutex_};
        routpact::interfaces<protocol>.for_each([&](ULONG, const interface_type& itf) {
            if (!p || !itf.runs() || !itf.is_neighbor(sender.address))
                return;
            if (p->kind == command::request)
                answer(itf, p->entries, sender);
            else if (sender.port == config_.neighbor_port)
                learn(itf, p->entries, sender.address);
        });
    }

private:
    // The caller of what takes no lock holds the mutex.
    static mib_answer describe(const network& to, const route& r) {
        return {{to.address, to.mask}, r.interface_index, r.router, r.next_hop, r.metric, r.tag};
    }
    milliseconds now() const { return manager_.now<milliseconds>(); }
    milliseconds random(milliseconds from, milliseconds to) {
        return milliseconds{std::uniform_int_distribution{from.count(), to.count()}(random_)};
    }

    // Receives until the stop. If the port is not available, the next update tries again.
    void receive() {
        const auto socket = std::make_shared<udp_socket>(port_);
        std::unique_lock locked{mutex_};
        socket_ = socket;
        if (manager_.is_stopping())
            socket->wake();
        routpact::interfaces<protocol>.for_each(
            [this](ULONG, const interface_type& itf) { begin(itf); });
        locked.unlock();
        std::uint8_t buffer[maximum_size + 1]; // the end of a longer datagram is lost
        endpoint sender{};
        while (const auto datagram = socket->receive(buffer, sender))
            process(*datagram, sender);
    }
    void update() {
        const std::lock_guard locked{mutex_};
        const milliseconds period = seconds{config_.update}, sixth = period / 6;
        update_ = manager_.post_after(random(period - sixth, period + sixth), [this] { update(); });
        if (socket_.expired())
            manager_.post([this] { receive(); });
        announce(true);
    }
    // Each second: a change is announced at once, but not shortly after the last one (3.10.1).
    void age() {
        const std::lock_guard locked{mutex_};
        table_.age(now());
        if (table_.has_changed() && now() >= next_trigger_ && !socket_.expired()) {
            announce(false);
            next_trigger_ = now() + random(seconds{1}, seconds{5});
        }
    }

    // Begins to use an interface, if RIP runs on it: it is announced, and the neighbors are asked.
    void begin(const interface_type& itf) {
        if (itf.runs() && is_destination(itf.subnet))
            table_.connect(itf.subnet, itf.index, itf.config.cost);
        if (const auto socket = socket_.lock(); socket && itf.runs())
            socket->join(0xe0000009, itf.address);
        const entry all_routes{.family = 0};
        send(itf, command::request, {&all_routes, 1});
    }
    void answer(const interface_type& itf, std::vector<entry> entries, const endpoint& to) {
        if (entries.size() == 1 && entries[0].family == 0 && entries[0].metric == infinity)
            entries = table_.announcement(itf.index, true);
        else
            for (entry& e : entries) {
                const auto known = table_.routes().find(e.destination);
                e.metric = known == table_.routes().end() ? infinity : known->second.metric;
            }
        send(itf, command::response, entries, to);
    }
    void learn(const interface_type& itf, std::span<const entry> entries, std::uint32_t router) {
        for (entry e : entries) {
            if (!itf.is_neighbor(e.next_hop))
                e.next_hop = 0;
            if (is_route(e))
                table_.learn(e, itf.index, itf.config.cost, router, now());
        }
    }
    void announce(bool all) {
        routpact::interfaces<protocol>.for_each([&](ULONG, const interface_type& itf) {
            send(itf, command::response, table_.announcement(itf.index, all));
        });
        table_.clear_changes();
    }
    void send(const interface_type& itf, command kind, std::span<const entry> entries) {
        for (const DWORD neighbor : itf.config.neighbors)
            if (neighbor != 0 && itf.runs())
                send(itf, kind, entries, {neighbor, config_.neighbor_port});
    }
    void send(const interface_type& itf, command kind, std::span<const entry> entries,
              const endpoint& to) {
        const auto socket = socket_.lock();
        while (socket && !entries.empty()) {
            const std::size_t count = (std::min)(entries.size(), maximum_entries);
            socket->send(make(kind, entries.first(count)), to, itf.address);
            entries = entries.subspan(count);
        }
    }

    routpact::router_manager& manager_;
    std::mutex mutex_;
    global_config config_;
    std::uint16_t port_ = 0; // constant
    route_table table_;
    std::weak_ptr<udp_socket> socket_; // of receive()
    milliseconds next_trigger_{};
    std::minstd_rand random_{static_cast<std::uint32_t>(now().count())};
    routpact::timer update_, aging_;
};

} // namespace rip

ROUTPACT_EXPORT_PROTOCOLS(rip::protocol)
