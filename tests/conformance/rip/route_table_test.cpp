// The rules for changes of the rip example's routes.

#include "route_table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>

namespace route_table_tests {

using namespace rip;
using namespace std::chrono_literals;

namespace {

constexpr network net{0x0a010000, 0xffff0000};
constexpr std::uint32_t router = 0xc0a80002, other_router = 0xc0a80003;

struct subject {
    route_table table;

    const route* find(const network& to = net) const {
        const auto found = table.routes().find(to);
        return found == table.routes().end() ? nullptr : &found->second;
    }
    std::uint32_t metric() const { return find() ? find()->metric : 0; }
    /// Announces `net` on the interface 1, whose cost is 1.
    void learn(std::uint32_t metric, milliseconds now = 0s, std::uint32_t from = router) {
        table.learn({.destination = net, .metric = metric}, 1, 1, from, now);
    }
    bool takes_change() {
        const bool changed = table.has_changed();
        table.clear_changes();
        return changed;
    }
};

} // namespace

TEST_CASE("a new route is learnt unless it is unreachable", "[rip]") {
    subject s;
    s.learn(15);
    s.learn(16);
    CHECK(!s.find());
    CHECK(!s.takes_change());
    s.table.learn({.tag = 7, .destination = net, .next_hop = other_router, .metric = 3}, 5, 2,
                  router, 0s);
    REQUIRE(s.find());
    CHECK(s.find()->interface_index == 5);
    CHECK(s.find()->router == router);
    CHECK(s.find()->next_hop == other_router);
    CHECK(s.find()->metric == 5);
    CHECK(s.find()->tag == 7);
    CHECK(s.takes_change());
    CHECK(!s.takes_change());
}

TEST_CASE("the best router wins, and the current one is believed", "[rip]") {
    subject s;
    s.learn(5);
    CHECK(s.find()->next_hop == router);
    s.takes_change();
    s.learn(5, 0s, other_router); // not better
    s.learn(16, 0s, other_router);
    CHECK(s.find()->router == router);
    CHECK(!s.takes_change());
    s.learn(4, 0s, other_router);
    CHECK(s.find()->router == other_router);
    CHECK(s.takes_change());
    s.learn(9, 0s, other_router); // worse, but from the router of the route
    CHECK(s.metric() == 10);
    CHECK(s.takes_change());
    s.table.learn({.destination = net, .metric = 9}, 2, 1, other_router, 0s); // another interface
    CHECK(s.find()->interface_index == 1);
    CHECK(!s.takes_change());
}

TEST_CASE("a route is timed out and forgotten", "[rip]") {
    subject s;
    s.learn(2);
    s.learn(2, 100s);
    s.takes_change();
    s.table.age(279s);
    CHECK(s.metric() == 3);
    CHECK(!s.takes_change());
    s.table.age(280s);
    CHECK(s.metric() == infinity);
    CHECK(s.takes_change());
    s.learn(16, 300s); // does not delay the end
    s.table.age(399s);
    CHECK(s.metric() == infinity);
    CHECK(!s.takes_change());
    s.table.age(400s);
    CHECK(!s.find());
}

TEST_CASE("a router ends its route, and another one replaces it", "[rip]") {
    subject s;
    s.learn(2);
    s.learn(16, 10s);
    CHECK(s.metric() == infinity);
    s.table.age(129s);
    s.learn(7, 129s, other_router);
    CHECK(s.metric() == 8);
    s.table.age(130s);
    CHECK(s.metric() == 8);
    s.table.age(309s);
    CHECK(s.metric() == infinity);
}

TEST_CASE("a route that changed and was confirmed before an update has still changed", "[rip]") {
    subject s;
    s.learn(2);
    s.learn(2, 1s);
    CHECK(s.takes_change());
}

TEST_CASE("connected networks are better than all routes", "[rip]") {
    subject s;
    s.table.connect(net, 3, 9);
    CHECK(s.takes_change());
    s.learn(1);
    CHECK(s.find()->is_connected());
    CHECK(!s.takes_change());
    s.table.connect(net, 4, 1); // the first interface remains
    CHECK(s.find()->interface_index == 3);
    s.table.connect(net, 3, 2);
    CHECK(s.metric() == 2);
    s.table.age(1h);
    CHECK(s.metric() == 2);

    s.table.withdraw(4, 1h);
    CHECK(s.metric() == 2);
    s.table.withdraw(3, 1h);
    CHECK(s.metric() == infinity);
    s.learn(1, 1h);
    CHECK(s.metric() == 2);
    s.table.connect(net, 3, 5); // replaces what was learnt
    CHECK(s.metric() == 5);
    s.table.withdraw(3, 1h);
    s.table.age(1h + 119s);
    CHECK(s.find());
    s.table.age(1h + 120s);
    CHECK(!s.find());
}

TEST_CASE("announcements have a split horizon with poisoned reverse", "[rip]") {
    subject s;
    s.table.connect({0x0a020000, 0xffff0000}, 2, 1);
    s.takes_change();
    s.learn(2);
    const auto changes = s.table.announcement(2, false);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].destination == net);
    CHECK(changes[0].metric == 3);
    CHECK(changes[0].next_hop == 0);
    const auto all = s.table.announcement(1, true);
    REQUIRE(all.size() == 2);
    CHECK(all[0].metric == infinity);
    CHECK(all[1].metric == 1);
}

TEST_CASE("neighbors cannot fill the memory", "[rip]") {
    subject s;
    for (std::uint32_t host = 0; host < route_table::capacity + 10; ++host)
        s.table.learn({.destination = {0x0a000000 + host, 0xffffffff}, .metric = 1}, 1, 1, router,
                      0s);
    CHECK(s.table.routes().size() == route_table::capacity);
    s.table.connect(net, 2, 1);
    CHECK(s.find());
}

} // namespace route_table_tests
