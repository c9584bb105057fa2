// The packets of the rip example, valid ones and others.

#include "packet.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <vector>

namespace packet_tests {

using namespace rip;
using bytes = std::vector<std::uint8_t>;

namespace {

const bytes one_route{2,   2,   0, 0,  // a response of version 2
                      0,   2,   1, 2,  // IP, tag 0x102
                      10,  1,   0, 0,  // 10.1.0.0
                      255, 255, 0, 0,  // mask
                      10,  0,   0, 9,  // next hop
                      0,   0,   0, 3}; // metric

bytes changed(bytes packet, std::size_t at, std::uint8_t value) {
    packet[at] = value;
    return packet;
}
bytes resized(bytes packet, std::size_t size) {
    packet.resize(size);
    return packet;
}

} // namespace

TEST_CASE("a packet is read and made", "[rip]") {
    const auto read = parse(one_route);
    REQUIRE(read);
    CHECK(read->kind == command::response);
    REQUIRE(read->entries.size() == 1);
    const entry& e = read->entries[0];
    CHECK(e.family == 2);
    CHECK(e.tag == 0x102);
    CHECK(e.destination == network{0x0a010000, 0xffff0000});
    CHECK(e.next_hop == 0x0a000009);
    CHECK(e.metric == 3);
    CHECK(is_route(e));
    CHECK(make(command::response, read->entries) == one_route);
    CHECK(make(command::request, {}) == bytes{1, 2, 0, 0});
}

TEST_CASE("other datagrams are refused", "[rip]") {
    const std::vector<entry> most(25);
    const bytes longest = make(command::request, most);
    CHECK(longest.size() == 504);
    CHECK(parse(longest)->entries.size() == 25);
    CHECK(!parse(resized(longest, 524)));
    CHECK(parse(resized(one_route, 4))->entries.empty());
    for (const std::size_t size : {0u, 3u, 5u, 23u, 25u})
        CHECK(!parse(resized(one_route, size)));
    CHECK(parse(changed(one_route, 0, 1)));
    for (const unsigned command : {0u, 3u, 255u})
        CHECK(!parse(changed(one_route, 0, static_cast<std::uint8_t>(command))));
    CHECK(!parse(changed(one_route, 1, 0)));
    CHECK(!parse(changed(one_route, 1, 1)));
    CHECK(parse(changed(one_route, 1, 3))); // a later version
    CHECK(parse(changed(one_route, 4, 0xff)));
    CHECK(!parse(changed(changed(one_route, 4, 0xff), 5, 0xff))); // authentication
}

TEST_CASE("a response may contain routes to some networks only", "[rip]") {
    const auto is_valid = [](std::uint32_t address, std::uint32_t mask) {
        return is_destination({address, mask}) && is_route({.destination = {address, mask}});
    };
    CHECK(is_valid(0, 0));
    CHECK(is_valid(0x0a000000, 0xff000000));
    CHECK(is_valid(0x0a000001, 0xffffffff));
    CHECK(is_valid(0xdfffff00, 0xffffff00));
    CHECK(!is_valid(0x0a000001, 0xffffff00)); // a host of the network
    CHECK(!is_valid(0x0a000000, 0xff00ff00)); // a mask with a gap
    CHECK(!is_valid(0x0a000000, 0));
    CHECK(!is_valid(0, 0xff000000));
    CHECK(!is_valid(0x7f000000, 0xff000000));
    CHECK(!is_valid(0xe0000000, 0xff000000)); // multicast
    CHECK(!is_route({.family = 1, .destination = {0, 0}}));
    CHECK(!is_route({.destination = {0, 0}, .metric = 0}));
    CHECK(is_route({.destination = {0, 0}, .metric = 1}));
    CHECK(is_route({.destination = {0, 0}, .metric = 16}));
    CHECK(!is_route({.destination = {0, 0}, .metric = 17}));
}

} // namespace packet_tests
