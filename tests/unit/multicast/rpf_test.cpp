// The constant rpf: the index behind a pointer, and the path that the handler returns.

#include "circuits.hpp"

#include <span>

namespace multicast_tests {

namespace {

struct rpf_arguments {
    DWORD index = 2;
    DWORD next_hop = 20;
    DWORD neighbor = 30;
    BYTE packet[4] = {0x45};
    BYTE route[8] = {1};
};

} // namespace

TEST_CASE("rpf finds the interface behind the pointer and delivers another path", "[multicast]") {
    reset();
    rpf_arguments a;
    constexpr auto moved = [](circuit& l, const routpact::source_group& g,
                              const routpact::rpf_query& query) -> routpact::rpf_path {
        ++l.calls;
        l.group = g;
        l.next_hop = static_cast<DWORD>(query.expected.next_hop) +
                     static_cast<DWORD>(query.expected.upstream_neighbor);
        const std::span<const BYTE> packet = query.packet;
        last.packet.assign(packet.begin(), packet.end());
        *query.route = 5;
        return {query.expected.interface_index + 1, ipv4_address{21}, ipv4_address{31}};
    };
    constexpr auto callback = routpact::rpf<table, moved, record>;
    CHECK(callback(1, 2, 3, 4, &a.index, &a.next_hop, &a.neighbor, 4, a.packet, a.route) ==
          NO_ERROR);
    CHECK(table.circuits[2].calls == 1);
    CHECK(table.circuits[2].next_hop == 50);
    CHECK(last.packet == std::vector<BYTE>{0x45, 0, 0, 0});
    CHECK(a.index == 3);
    CHECK(a.next_hop == 21);
    CHECK(a.neighbor == 31);
    CHECK(a.route[0] == 5);

    a.index = 9;
    check_refused(callback(1, 2, 3, 4, &a.index, &a.next_hop, &a.neighbor, 4, a.packet, a.route),
                  routpact::violation::unknown_index, 5, 9);
    CHECK(a.next_hop == 21);

    constexpr auto accepts = [](circuit& l, const routpact::source_group&, routpact::rpf_query) {
        ++l.calls;
    };
    a.index = 1;
    CHECK(routpact::rpf<table, accepts>(1, 2, 3, 4, &a.index, &a.next_hop, &a.neighbor, 0, nullptr,
                                        nullptr) == NO_ERROR);
    CHECK(table.circuits[1].calls == 1);
    CHECK(a.index == 1);
    CHECK(a.next_hop == 21);
}

TEST_CASE("rpf refuses pointers that are null or misaligned", "[multicast]") {
    reset();
    rpf_arguments a;
    constexpr auto counted = [](circuit& l, const routpact::source_group&,
                                const routpact::rpf_query&) { ++l.calls; };
    constexpr auto callback = routpact::rpf<table, counted, record>;
    const auto call = [&](PDWORD index, PDWORD hop, PDWORD neighbor, PBYTE packet) {
        return callback(1, 2, 3, 4, index, hop, neighbor, 4, packet, a.route);
    };
    std::array<DWORD, 2> memory{2, 2};
    using routpact::violation;
    check_refused(call(nullptr, &a.next_hop, &a.neighbor, a.packet), violation::null_argument, 5,
                  0);
    check_refused(call(misaligned(memory), &a.next_hop, &a.neighbor, a.packet),
                  violation::misaligned_argument, 5, 0);
    check_refused(call(&a.index, nullptr, &a.neighbor, a.packet), violation::null_argument, 6, 2);
    check_refused(call(&a.index, &a.next_hop, misaligned(memory), a.packet),
                  violation::misaligned_argument, 7, 2);
    check_refused(call(&a.index, &a.next_hop, &a.neighbor, nullptr), violation::null_argument, 9,
                  2);
    for (const circuit& each : table.circuits)
        CHECK(each.calls == 0);
}

} // namespace multicast_tests
