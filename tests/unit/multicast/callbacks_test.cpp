// The constants of all callbacks but rpf: what each handler receives, what reaches the C arguments,
// and what is refused.

#include "circuits.hpp"

#include <optional>
#include <span>
#include <type_traits>

namespace multicast_tests {

TEST_CASE("local_join and local_leave pass the interface, the group and the next hop",
          "[multicast]") {
    reset();
    constexpr auto joined = [](circuit& l, const routpact::source_group& g, ipv4_address hop) {
        ++l.calls;
        l.group = g;
        l.next_hop = static_cast<DWORD>(hop);
    };
    constexpr auto join = routpact::local_join<table, joined, record>;
    STATIC_CHECK(std::is_same_v<std::remove_const_t<decltype(join)>,
                                DWORD(WINAPI*)(DWORD, DWORD, DWORD, DWORD, DWORD, DWORD)>);
    CHECK(join(1, 2, 3, 4, 2, 6) == NO_ERROR);
    CHECK(table.circuits[2].calls == 1);
    CHECK(table.circuits[2].group.source == ipv4_address{1});
    CHECK(table.circuits[2].group.source_mask == ipv4_address{2});
    CHECK(table.circuits[2].group.group == ipv4_address{3});
    CHECK(table.circuits[2].group.group_mask == ipv4_address{4});
    CHECK(table.circuits[2].next_hop == 6);
    check_refused(join(1, 2, 3, 4, 9, 6), routpact::violation::unknown_index, 5, 9);

    constexpr auto left = [](circuit& l, routpact::source_group g, DWORD) -> DWORD {
        --l.calls;
        return g.any_source() && !g.any_group() ? 77u : NO_ERROR;
    };
    constexpr auto leave = routpact::local_leave<table, left, record>;
    CHECK(leave(0, 0, 3, 4, 2, 0) == 77); // no page restricts the codes
    CHECK(table.circuits[2].calls == 0);
    check_refused(leave(0, 0, 3, 4, 9, 6), routpact::violation::unknown_index, 5, 9);
}

TEST_CASE("disable_igmp and enable_igmp pass the interface and the next hop", "[multicast]") {
    reset();
    constexpr auto changed = [](circuit& l, DWORD hop) {
        ++l.calls;
        l.next_hop = hop;
    };
    CHECK(routpact::disable_igmp<table, changed, record>(3, 7) == NO_ERROR);
    CHECK(routpact::enable_igmp<table, changed, record>(3, 8) == NO_ERROR);
    CHECK(table.circuits[3].calls == 2);
    CHECK(table.circuits[3].next_hop == 8);
    check_refused(routpact::disable_igmp<table, changed, record>(4, 7),
                  routpact::violation::unknown_index, 1, 4);
    check_refused(routpact::enable_igmp<table, changed, record>(5, 7),
                  routpact::violation::unknown_index, 1, 5);
}

TEST_CASE("join_alert passes the group and what has changed", "[multicast]") {
    reset();
    constexpr auto joined = [](const routpact::source_group& g, BOOL member_update) {
        last.group = g;
        last.flag = member_update;
    };
    CHECK(routpact::join_alert<joined>(0, 0, 3, 4, TRUE) == NO_ERROR);
    CHECK(last.group.any_source());
    CHECK(last.group.group == ipv4_address{3});
    CHECK(last.flag == TRUE);
}

TEST_CASE("creation_alert passes entries that the handler changes", "[multicast]") {
    reset();
    MGM_IF_ENTRY entries[] = {{1, 0, FALSE, TRUE}, {2, 0, TRUE, TRUE}, {3, 9, FALSE, TRUE}};
    constexpr auto second_off = [](const routpact::source_group&, ULONG incoming, ipv4_address hop,
                                   routpact::outgoing_interfaces outgoing) {
        last.index = incoming;
        last.next_hop = hop;
        for (MGM_IF_ENTRY& each : outgoing)
            if (each.dwIfIndex == 2)
                each.bIsEnabled = FALSE;
        if (outgoing.size() == 3)
            outgoing[0].dwIfNextHopAddr = 17;
    };
    constexpr auto alert = routpact::creation_alert<second_off, record>;
    CHECK(alert(1, 2, 3, 4, 99, 6, 3, entries) == NO_ERROR); // 99 may belong to another protocol
    CHECK(last.index == 99);
    CHECK(last.next_hop == ipv4_address{6});
    CHECK(entries[0].bIsEnabled);
    CHECK(entries[0].dwIfNextHopAddr == 17);
    CHECK(!entries[1].bIsEnabled);
    CHECK(entries[2].bIsEnabled);

    CHECK(alert(1, 2, 3, 4, 99, 6, 0, nullptr) == NO_ERROR);
    CHECK(reports.empty());
    check_refused(alert(1, 2, 3, 4, 99, 6, 1, nullptr), routpact::violation::null_argument, 8, 99);
    std::array<MGM_IF_ENTRY, 2> memory{};
    check_refused(alert(1, 2, 3, 4, 99, 6, 1, misaligned(memory)),
                  routpact::violation::misaligned_argument, 8, 99);

    constexpr auto as_span = [](const routpact::source_group&, DWORD, DWORD,
                                const std::span<MGM_IF_ENTRY>& outgoing) {
        last.calls = static_cast<int>(outgoing.size());
        outgoing.back().bIsEnabled = FALSE;
    };
    CHECK(routpact::creation_alert<as_span>(1, 2, 3, 4, 99, 6, 3, entries) == NO_ERROR);
    CHECK(last.calls == 3);
    CHECK(!entries[2].bIsEnabled);
}

TEST_CASE("prune_alert delivers a timeout, or leaves it", "[multicast]") {
    reset();
    constexpr auto pruned = [](const routpact::source_group&, ULONG index, ipv4_address,
                               BOOL member_delete) -> std::optional<routpact::mfe_timeout> {
        ++last.calls;
        last.index = index;
        if (member_delete)
            return std::nullopt;
        return routpact::mfe_timeout{60};
    };
    constexpr auto prune = routpact::prune_alert<pruned, record>;
    DWORD timeout = 900;
    CHECK(prune(1, 2, 3, 4, 99, 6, TRUE, &timeout) == ERROR_CAN_NOT_COMPLETE); // which is ignored
    CHECK(timeout == 900);
    CHECK(prune(1, 2, 3, 4, 99, 6, FALSE, &timeout) == NO_ERROR);
    CHECK(timeout == 60);
    CHECK(last.index == 99);
    CHECK(prune(1, 2, 3, 4, 99, 6, FALSE, nullptr) == NO_ERROR);
    CHECK(last.calls == 3);
    CHECK(reports.empty());
    std::array<DWORD, 2> memory{};
    check_refused(prune(1, 2, 3, 4, 99, 6, FALSE, misaligned(memory)),
                  routpact::violation::misaligned_argument, 8, 99);
    CHECK(last.calls == 3);

    constexpr auto silent = [](const routpact::source_group&, ULONG, DWORD, BOOL) { ++last.calls; };
    CHECK(routpact::prune_alert<silent>(1, 2, 3, 4, 99, 6, FALSE, &timeout) == NO_ERROR);
    CHECK(last.calls == 4);
    CHECK(timeout == 60);
}

namespace {

// An expected<void, DWORD>, which C++20 lacks.
struct done_or_code {
    using value_type = void;
    DWORD code = NO_ERROR;
    bool has_value() const { return code == NO_ERROR; }
    DWORD error() const { return code; }
};

} // namespace

TEST_CASE("a handler that has nothing to deliver may fail", "[multicast]") {
    reset();
    constexpr auto pruned = [](const routpact::source_group&, ULONG index, DWORD, BOOL) {
        return done_or_code{index == 1 ? NO_ERROR : 5u};
    };
    DWORD timeout = 900;
    CHECK(routpact::prune_alert<pruned>(1, 2, 3, 4, 1, 6, FALSE, &timeout) == NO_ERROR);
    CHECK(routpact::prune_alert<pruned>(1, 2, 3, 4, 2, 6, FALSE, &timeout) == 5);
    CHECK(timeout == 900);
}

TEST_CASE("wrong_if passes two addresses, the index and the packet", "[multicast]") {
    reset();
    constexpr auto wrong = [](ipv4_address source, DWORD group, ULONG index, DWORD,
                              const routpact::packet_header& packet) {
        last.group.source = source;
        last.group.group = ipv4_address{group};
        last.index = index;
        last.packet.assign(packet.begin(), packet.end());
    };
    BYTE bytes[] = {0x45, 0, 0, 28};
    constexpr auto callback = routpact::wrong_if<wrong, record>;
    CHECK(callback(1, 2, 99, 0, 4, bytes) == NO_ERROR);
    CHECK(last.group.source == ipv4_address{1});
    CHECK(last.group.group == ipv4_address{2});
    CHECK(last.index == 99);
    CHECK(last.packet == std::vector<BYTE>{0x45, 0, 0, 28});
    CHECK(callback(1, 2, 99, 0, 0, nullptr) == NO_ERROR);
    CHECK(last.packet.empty());
    check_refused(callback(1, 2, 99, 0, 4, nullptr), routpact::violation::null_argument, 6, 99);

    constexpr auto as_span = [](DWORD, DWORD, ULONG, DWORD, std::span<const BYTE> packet) {
        last.calls = packet[0];
    };
    CHECK(routpact::wrong_if<as_span>(1, 2, 99, 0, 4, bytes) == NO_ERROR);
    CHECK(last.calls == 0x45);
}

} // namespace multicast_tests
