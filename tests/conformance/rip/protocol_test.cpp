// Whole routers of the rip example.

#include "subject.hpp"

#include "protocol_dll.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <thread>
#include <vector>

namespace protocol_tests {

using namespace rip;

namespace {

constexpr DWORD invalid = ERROR_INVALID_PARAMETER;
constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;

struct in_dll { // the same protocol, with a state of its own
    static constexpr DWORD protocol_id = rip::id;
};

} // namespace

TEST_CASE("two routers exchange routes over the loopback", "[rip]") {
    const char* const path = std::getenv("ROUTPACT_RIP_DLL");
    REQUIRE(path);
    const protocol_dll dll{path};
    REQUIRE(dll);
    const ports used = free_ports();
    routpact::testing::router_manager<in_dll> a{dll.register_protocol()};
    routpact::testing::manual_clock<protocol> clock; // of the second router
    routpact::testing::router_manager<protocol> b;
    begin(a, used, own, near_net);
    begin(b, {used.other, used.own}, own + 1, far_net);

    CHECK(comes_true([&] { return metric(b, near_net) == 2; })); // requested, or announced
    CHECK(route_to(b, near_net)->router == loopback);
    CHECK(route_to(b, near_net)->next_hop == loopback);
    CHECK(comes_true([&] {
        clock.advance(1s);
        return metric(a, far_net) == 2;
    }));
    CHECK(route_to(a, far_net)->interface_index == 1);
    CHECK(metric(a, near_net) == 1);

    CHECK(b.delete_interface(2) == success);
    clock.advance(6s);
    CHECK(comes_true([&] { return metric(a, far_net) == 16; }));
    CHECK(a.stop() == success);
    clock.advance(1h);
    CHECK(metric(b, near_net) == 0);
    CHECK(b.stop() == success);
}

TEST_CASE("an hour of a router", "[rip]") {
    subject s;
    s.greet();
    s.announce({.destination = far_net, .metric = 3});
    CHECK(metric(s.router, far_net) == 4);
    s.clock.advance(1s);
    const packet triggered = s.next();
    REQUIRE(triggered.entries.size() == 1); // only what has changed
    CHECK(triggered.entries[0].destination == far_net);
    CHECK(triggered.entries[0].metric == infinity); // it was learnt there

    s.clock.advance(178s);
    CHECK(metric(s.router, far_net) == 4);
    s.clock.advance(1s);
    CHECK(metric(s.router, far_net) == 16);
    s.clock.advance(119s);
    CHECK(metric(s.router, far_net) == 16);
    s.clock.advance(1s);
    CHECK(metric(s.router, far_net) == 0);
    s.clock.advance(1h - 300s);
    int updates = 0, changes = 0;
    for (const packet& p : s.arrived()) {
        const bool is_update = p.entries[0].destination == near_net;
        ++(is_update ? updates : changes);
        CHECK(p.entries[0].metric == (is_update ? 1 : infinity));
    }
    CHECK(updates >= 3600 / 35);
    CHECK(updates <= 3600 / 25);
    CHECK(changes == 1); // the timeout
}

TEST_CASE("changes wait for a few seconds after the last ones", "[rip]") {
    subject s;
    s.greet();
    s.announce({.destination = far_net, .metric = 3});
    s.clock.advance(1s);
    CHECK(s.next().entries.size() == 1);
    for (const std::uint32_t each : {4u, 5u, 6u, 7u, 8u, 16u}) { // a change in each second
        s.announce({.destination = far_net, .metric = each});
        s.clock.advance(1s);
    }
    const auto updates = s.arrived().size();
    CHECK(updates >= 1);
    CHECK(updates <= 3);
    REQUIRE(s.router.disable(2) == success);
    s.announce({.destination = far_net, .metric = 3});
    s.clock.advance(6s);
    const auto both = s.arrived(); // one packet for both changes
    REQUIRE(both.size() == 1);
    REQUIRE(both[0].entries.size() == 2);
    CHECK(both[0].entries[0].destination == near_net);
    CHECK(both[0].entries[0].metric == infinity);
    CHECK(both[0].entries[1].destination == far_net);
    REQUIRE(s.router.enable(2) == success); // the binding remains
    s.clock.advance(6s);
    CHECK(s.next().entries[0].metric == 1);
}

TEST_CASE("a router answers requests", "[rip]") {
    subject s;
    s.greet();
    const entry whole_table{.family = 0};
    s.neighbor.send(make(command::request, {&whole_table, 1}), {loopback, s.used.own}, 0);
    const packet all = s.next();
    CHECK(all.kind == command::response);
    REQUIRE(all.entries.size() == 1);
    CHECK(all.entries[0].destination == near_net);
    CHECK(all.entries[0].metric == 1);

    s.announce({.destination = far_net, .metric = 3});
    const entry asked[] = {{.destination = far_net}, {.destination = {0x0a030000, 0xffff0000}}};
    s.neighbor.send(make(command::request, asked), {loopback, s.used.own}, 0);
    const packet some = s.next();
    REQUIRE(some.entries.size() == 2);
    CHECK(some.entries[0].metric == 4); // without a split horizon
    CHECK(some.entries[1].metric == infinity);

    for (std::uint32_t host = 0; host < 60; ++host)
        s.announce({.destination = {0x0b000000 + host, 0xffffffff}, .metric = 1});
    s.neighbor.send(make(command::request, {&whole_table, 1}), {loopback, s.used.own}, 0);
    CHECK(s.next().entries.size() == 25);
    CHECK(s.next().entries.size() == 25);
    CHECK(s.next().entries.size() == 12);
}

TEST_CASE("only routers in the network of an interface are believed", "[rip]") {
    subject s;
    s.greet();
    const entry e{.destination = far_net, .metric = 3};
    const auto response = make(command::response, {&e, 1});
    s.deliver(response, {own, s.used.other});
    s.deliver(response, {0x7f000102, s.used.other}); // another network
    s.deliver(response, {loopback, s.used.own});
    s.announce({.destination = far_net, .metric = 0});
    s.announce({.destination = {0x7f000000, 0xff000000}, .metric = 1});
    CHECK(s.size() == 1);
    s.announce({.destination = far_net, .next_hop = 0x7f000003, .metric = 3});
    CHECK(route_to(s.router, far_net)->next_hop == 0x7f000003);
    s.announce({.destination = far_net, .next_hop = 0x0a000001, .metric = 3}); // not in the network
    CHECK(route_to(s.router, far_net)->next_hop == loopback);
    s.announce({.destination = far_net, .next_hop = own, .metric = 3});
    CHECK(route_to(s.router, far_net)->next_hop == loopback);
    REQUIRE(s.router.bind(1, binding(5, 0xffffff00)) == success); // a network that contains 0.0.0.0
    s.deliver(response, {0, s.used.other});
    CHECK(metric(s.router, far_net) == 16);
    REQUIRE(s.router.bind(1, binding(own, 0)) == success); // is no default route
    s.announce(e);
    CHECK(metric(s.router, {}) == 0);
    CHECK(metric(s.router, far_net) == 16);

    REQUIRE(s.router.bind(1, binding(own, 0xffffff00)) == success);
    s.announce(e);
    CHECK(metric(s.router, far_net) == 4);
    REQUIRE(s.router.interface_status(1, true, RIS_INTERFACE_MEDIA_ABSENT) == success);
    CHECK(metric(s.router, far_net) == 16);
    s.announce(e);
    CHECK(metric(s.router, far_net) == 16);
}

TEST_CASE("the configuration of a router", "[rip]") {
    subject s;
    auto& r = s.router;
    for (const global_config& wrong :
         {global_config{.port = 0}, global_config{.neighbor_port = 0}, global_config{.update = 0},
          global_config{.update = 3601}, global_config{.timeout = 0},
          global_config{.timeout = 86401}, global_config{.garbage = 0},
          global_config{.garbage = 86401}})
        CHECK(r.set_global_info(wrong) == invalid);
    CHECK(r.set_global_info(ULONG{520}) == invalid);
    CHECK(r.get_global_info<global_config>()->port == s.used.own);
    const global_config shorter{.neighbor_port = s.used.other, .timeout = 20, .garbage = 10};
    CHECK(r.set_global_info(shorter) == success);
    CHECK(r.get_global_info<global_config>()->timeout == 20);

    CHECK(r.set_interface_info(1, interface_config{.cost = 0}) == invalid);
    CHECK(r.set_interface_info(1, interface_config{.cost = 16}) == invalid);
    CHECK(r.add_interface(3, L"", interface_config{.cost = 16}) == invalid);
    CHECK(r.set_interface_info(2, interface_config{.cost = 5}) == success);
    CHECK(r.get_interface_info<interface_config>(2)->cost == 5);
    CHECK(r.get_interface_info<interface_config>(2)->neighbors[0] == 0xe0000009);
    CHECK(metric(r, near_net) == 5);
    CHECK(r.set_interface_info(1, interface_config{.cost = 15, .neighbors = {}}) == success);
    s.announce({.destination = far_net, .metric = 1});
    CHECK(metric(r, far_net) == 0); // too far

    CHECK(r.set_interface_info(1, interface_config{.cost = 14, .neighbors = {}}) == success);
    s.announce({.destination = far_net, .metric = 1});
    CHECK(metric(r, far_net) == 15);
    CHECK(s.size() == 2);
    s.clock.advance(30s); // the timeout and the garbage collection that were set
    CHECK(metric(r, far_net) == 0);

    CHECK(r.bind(2, binding(far_net.address + 1, far_net.mask)) == success);
    CHECK(metric(r, near_net) == 16);
    CHECK(metric(r, far_net) == 5);
    CHECK(r.bind(2, std::span<const IP_LOCAL_BINDING>{}) == success); // unnumbered
    CHECK(metric(r, far_net) == 16);
    CHECK(r.mib_get_next_entry<mib_answer>(mib_question{far_net.address, far_net.mask}) == failure);
    CHECK(r.stop() == success);
    CHECK(r.start(global_config{.port = 0}) == invalid);
}

TEST_CASE("a router waits for its port", "[rip]") {
    const ports used = free_ports();
    auto taken = std::make_unique<udp_socket>(used.own);
    subject s{used};
    s.clock.advance(100s); // tries in vain
    taken.reset();
    s.clock.advance(35s);
    s.greet();
}

TEST_CASE("a stop is prompt", "[rip]") {
    auto shortest = 1000ms; // the machine may be slow at times
    for (int round = 0; round < 3; ++round) {
        subject s;
        s.next();                          // the socket is open
        std::this_thread::sleep_for(20ms); // its thread waits for a packet
        const auto begin = std::chrono::steady_clock::now();
        CHECK(s.router.stop() == success);
        shortest = (std::min)(shortest, std::chrono::duration_cast<milliseconds>(
                                            std::chrono::steady_clock::now() - begin));
    }
    CHECK(shortest < 250ms);
    for (int round = 0; round < 50; ++round) { // whether the socket is open or not
        subject s;
        CHECK(s.router.stop() == success);
    }
}

TEST_CASE("a router survives random packets", "[rip]") {
    subject s;
    s.greet();
    std::minstd_rand random{1};
    const auto below = [&](std::size_t limit) { return random() % limit; };
    for (int round = 0; round < 5000; ++round) {
        std::vector<entry> entries(below(27));
        for (entry& e : entries)
            e = {.family = 2,
                 .tag = static_cast<std::uint16_t>(random()),
                 .destination = {static_cast<std::uint32_t>(random() % 0xe0 << 24), 0xff000000},
                 .next_hop = own + static_cast<std::uint32_t>(below(9)),
                 .metric = static_cast<std::uint32_t>(below(18))};
        auto bytes = make(below(9) == 0 ? command::request : command::response, entries);
        if (below(4) == 0)
            bytes.resize(below(700));
        for (std::size_t faults = bytes.empty() ? 0 : below(4); faults > 0; --faults)
            bytes[below(bytes.size())] = static_cast<std::uint8_t>(random());
        s.deliver(bytes, {loopback + static_cast<std::uint32_t>(below(3)), s.used.other});
        if (below(50) == 0)
            s.clock.advance(std::chrono::seconds{below(100)});
    }
    CHECK(s.size() > 100);
    s.router.mib_walk<mib_answer>(
        mib_question{},
        [&](const mib_answer& r) {
            CHECK(r.metric >= 1);
            CHECK(r.metric <= infinity);
            CHECK(is_destination({r.destination.address, r.destination.mask}));
            CHECK((r.router == 0 || r.next_hop != own));
            return r.destination;
        },
        20000);
    CHECK(metric(s.router, near_net) == 1);
}

} // namespace protocol_tests
