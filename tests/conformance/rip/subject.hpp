#pragma once
// The class of the rip example with a manual clock, and the test as its neighbor at a real socket.

#include <routpact/testing.hpp>
#undef ROUTPACT_EXPORT_PROTOCOLS // a program cannot have RegisterProtocol, but the class
#define ROUTPACT_EXPORT_PROTOCOLS(...)
#include "../../../examples/rip/rip.cpp"
#include "../../common/wait_until.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <random>
#include <thread>
#include <vector>

namespace rip {

using namespace std::chrono_literals;

constexpr DWORD success = NO_ERROR;

// All sockets send from 127.0.0.1, the only address that every system has, and have a port each.
// The router manager gives the routers other addresses, because they ignore what their own one
// sends.
constexpr std::uint32_t loopback = 0x7f000001, own = 0x7f000002;
constexpr network near_net{0x0a010000, 0xffff0000}, far_net{0x0a020000, 0xffff0000};

inline IP_LOCAL_BINDING binding(std::uint32_t address, std::uint32_t mask) {
    return {htonl(address), htonl(mask)};
}

struct ports {
    std::uint16_t own, other;
};
/// Returns two ports that are not in use.
inline ports free_ports() {
    std::random_device random;
    for (int attempt = 0;; ++attempt) {
        const auto port = static_cast<std::uint16_t>(49152 + random() % 16383);
        const ports found{port, static_cast<std::uint16_t>(port + 1)};
        try {
            const udp_socket first{found.own}, second{found.other};
            return found;
        } catch (const std::system_error&) {
            if (attempt == 100)
                throw;
        }
    }
}

/// Waits until `holds()`, at most ten seconds. Returns whether it does.
template <class Predicate>
bool comes_true(Predicate holds) {
    const auto end = std::chrono::steady_clock::now() + 10s;
    wait_until([&] { return holds() || std::chrono::steady_clock::now() >= end; });
    return holds();
}

/// Starts a router whose interface 1 is in the network of the loopback, with one neighbor, and
/// whose interface 2 leads to another network, without neighbors.
template <class Router>
void begin(Router& r, const ports& used, std::uint32_t address, const network& net) {
    const global_config config{.port = used.own, .neighbor_port = used.other};
    REQUIRE(r.start(config) == success);
    REQUIRE(r.add_interface(1, L"loopback", interface_config{1, {loopback}}) == success);
    REQUIRE(r.add_interface(2, L"net", interface_config{1, {}}) == success);
    REQUIRE(r.bind(2, binding(net.address + 1, net.mask)) == success);
    REQUIRE(r.bind(1, binding(address, 0xffffff00)) == success);
}

template <class Router>
routpact::testing::reply<mib_answer> route_to(Router& r, const network& to) {
    return r.template mib_get_entry<mib_answer>(mib_question{to.address, to.mask});
}
template <class Router>
ULONG metric(Router& r, const network& to) {
    const auto found = route_to(r, to);
    return found ? found->metric : 0;
}

/// The class under test, and its neighbor.
struct subject {
    explicit subject(const ports& chosen = free_ports()) : used{chosen}, neighbor{used.other} {
        begin(router, used, own, near_net);
    }
    /// Returns the neighbor's next packet.
    packet next() {
        std::array<std::uint8_t, 600> buffer{};
        endpoint sender{};
        const auto received = parse(*neighbor.receive(buffer, sender));
        REQUIRE(sender.address == loopback);
        REQUIRE(sender.port == used.own);
        REQUIRE(received);
        return *received;
    }
    /// Returns the packets that have arrived for the neighbor.
    std::vector<packet> arrived() {
        neighbor.send(make(command::request, {}), {loopback, used.other}, 0); // the last one
        std::vector<packet> all;
        std::array<std::uint8_t, 600> buffer{};
        endpoint sender{};
        while (true) {
            const auto received = parse(*neighbor.receive(buffer, sender));
            if (sender.port == used.other)
                return all;
            REQUIRE(received);
            all.push_back(*received);
        }
    }
    /// Receives the first request and the first update, after which the socket is open.
    void greet() {
        const packet request = next();
        REQUIRE(request.kind == command::request);
        REQUIRE(request.entries.size() == 1);
        REQUIRE(request.entries[0].family == 0);
        REQUIRE(request.entries[0].metric == infinity);
        clock.advance(1s);
        REQUIRE(next().entries.size() == 1); // near_net
        clock.advance(5s);
    }
    void deliver(const std::vector<std::uint8_t>& bytes, endpoint from) {
        REQUIRE(
            routpact::testing::stimulate<protocol>([&](protocol& p) { p.process(bytes, from); }));
    }
    /// Lets a neighbor announce a route.
    void announce(const entry& e, std::uint32_t from = loopback) {
        deliver(make(command::response, {&e, 1}), {from, used.other});
    }
    std::size_t size() {
        const auto walked = router.mib_walk<mib_answer>(
            mib_question{}, [](const mib_answer& each) { return each.destination; }, 20000);
        return walked.size();
    }

    const ports used;
    udp_socket neighbor;
    routpact::testing::manual_clock<protocol> clock;
    routpact::testing::router_manager<protocol> router;
};

} // namespace rip
