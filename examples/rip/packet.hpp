#pragma once
// The packets of RIP version 2 (RFC 2453, 3.6 and 4). Addresses are in host order.

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rip {

inline constexpr std::uint32_t infinity = 16; // the metric of what cannot be reached
inline constexpr std::size_t header_size = 4, entry_size = 20, maximum_entries = 25;
inline constexpr std::size_t maximum_size = header_size + maximum_entries * entry_size;

struct network {
    std::uint32_t address = 0;
    std::uint32_t mask = 0;

    bool contains(std::uint32_t other) const { return (other & mask) == address; }
    auto operator<=>(const network&) const = default;
};

/// Tells whether a route may lead there: to all, or to a unicast network or host that is not local.
inline bool is_destination(const network& to) {
    const std::uint32_t hosts = ~to.mask, first = to.address >> 24;
    const bool is_unicast = first != 0 && first != 127 && first < 224 && to.mask != 0;
    return (hosts & (hosts + 1)) == 0 && to.contains(to.address) && (is_unicast || to == network{});
}

struct entry {
    std::uint16_t family = 2; ///< 2: IP; 0: in a request, asks for all routes.
    std::uint16_t tag = 0;
    network destination{};
    std::uint32_t next_hop = 0; ///< 0: the sender.
    std::uint32_t metric = infinity;
};

/// Tells whether a response may contain the entry. Receivers ignore others (3.9.2).
inline bool is_route(const entry& e) {
    return e.family == 2 && is_destination(e.destination) && e.metric >= 1 && e.metric <= infinity;
}

enum class command : std::uint8_t { request = 1, response = 2 };

struct packet {
    command kind;
    std::vector<entry> entries;
};

/// Reads a datagram of any content. Returns nothing where RIP version 2 ignores it: for another
/// size, command or version, and with authentication, since there is no password to compare (4.1).
/// The entries may have any values.
inline std::optional<packet> parse(std::span<const std::uint8_t> bytes) {
    const std::size_t size = bytes.size();
    if (size < header_size || size > maximum_size || (size - header_size) % entry_size != 0 ||
        (bytes[0] != 1 && bytes[0] != 2) || bytes[1] < 2) // later versions are compatible
        return std::nullopt;
    packet result{static_cast<command>(bytes[0]), {}};
    for (std::size_t at = header_size; at < size; at += entry_size) {
        const auto word = [from = &bytes[at]](std::size_t i) {
            const std::uint8_t* const b = from + 4 * i;
            return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 |
                   std::uint32_t{b[2]} << 8 | b[3];
        };
        result.entries.push_back({static_cast<std::uint16_t>(word(0) >> 16),
                                  static_cast<std::uint16_t>(word(0)), network{word(1), word(2)},
                                  word(3), word(4)});
    }
    const bool authenticates = !result.entries.empty() && result.entries[0].family == 0xffff;
    return authenticates ? std::nullopt : std::optional{result};
}

/// Returns the datagram with these entries, at most maximum_entries.
inline std::vector<std::uint8_t> make(command kind, std::span<const entry> entries) {
    std::vector<std::uint8_t> bytes{static_cast<std::uint8_t>(kind), 2, 0, 0};
    for (const entry& e : entries)
        for (const std::uint32_t word :
             {std::uint32_t{e.family} << 16 | e.tag, e.destination.address, e.destination.mask,
              e.next_hop, e.metric})
            for (int shift = 24; shift >= 0; shift -= 8)
                bytes.push_back(static_cast<std::uint8_t>(word >> shift));
    return bytes;
}

} // namespace rip
