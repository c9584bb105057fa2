// The fuzzer's target for the packets of the rip example: what neighbors send can change the table,
// but not break it.

#include "route_table.hpp"
#include "violation.hpp"

using namespace rip;

namespace {

void require(bool holds, const char* text) {
    if (!holds)
        violated("%s", text);
}

void check(const route_table& table) {
    for (const auto& [to, each] : table.routes()) {
        require(is_destination(to), "routes lead to networks that a response may contain");
        require(each.metric >= 1 && each.metric <= infinity, "metrics are from 1 to 16");
    }
    for (const entry& e : table.announcement(1, true))
        require(is_route(e), "a router announces what its neighbors may believe");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const auto received = parse({bytes, count});
    if (!received)
        return 0;
    const auto made = make(received->kind, received->entries);
    require(made.size() == count, "a packet has the size of what was read");
    for (std::size_t i = header_size; i < count; ++i)
        require(made[i] == bytes[i], "a packet has the entries that were read");

    constexpr network connected{}; // the default route
    route_table table;
    table.connect(connected, 1, 9); // neighbors may have better metrics
    milliseconds now{};
    for (const entry& e : received->entries) {
        if (is_route(e))
            table.learn(e, 1 + e.tag % 2u, 1 + e.tag % 3u, 1 + e.next_hop % 4, now);
        now += seconds{e.tag % 256};
        table.age(now);
        check(table);
    }
    require(table.routes().at(connected).is_connected(),
            "no neighbor replaces a connected network");
    table.age(now + table.timeout);
    table.age(now + table.timeout + table.garbage);
    require(table.routes().size() == 1, "routes that are not confirmed are forgotten");
    return 0;
}
