#pragma once
// The info blocks and MIB entries of the example protocols. Other protocols get default blocks.

#include "../neighbors/neighbors.hpp"
#include "../pair/pair.hpp"
#include "../rip/rip.hpp"
#include "../sessions/sessions.hpp"

#include <cstring>
#include <string>
#include <vector>

/// An info block or a MIB entry.
struct block {
    std::vector<unsigned char> bytes;
    ULONG version = 1;

    PVOID data() { return bytes.empty() ? nullptr : bytes.data(); }
    ULONG size() const { return static_cast<ULONG>(bytes.size()); }
    ULONG count() const { return bytes.empty() ? 0 : 1; }
    std::string text() const { return bytes.empty() ? "null" : std::to_string(size()) + " bytes"; }
    /// Returns a copy with an extra byte at the end.
    block longer() const {
        block more = *this;
        more.bytes.push_back(0);
        return more;
    }
};

/// Returns a block that holds a copy of `value`.
template <class T>
block block_of(const T& value) {
    block result{std::vector<unsigned char>(sizeof value)};
    std::memcpy(result.bytes.data(), &value, sizeof value);
    return result;
}

/// The blocks that the host passes to a protocol. An empty block is passed as null.
struct layouts {
    block global;     ///< The global info; may be empty.
    block itf;        ///< The info of an interface; may be empty.
    block question;   ///< The input of a MIB query. The output begins with the next query's input.
    block addition;   ///< The MIB entry to create and delete.
    block change;     ///< The MIB entry to set.
    block trap;       ///< The trap to set.
    block action;     ///< The input of an action of type 1.
    block statistics; ///< The entry of type 1 to read statistics of.
    block domain;     ///< The global info of a routing domain; may be empty.
};

/// Returns the blocks for protocol `id` and the interface `index`.
inline layouts layouts_of(DWORD id, ULONG index) {
    const block any = block_of(index);
    layouts given{{}, {}, any, any, any, any, any, any, {}};
    if (id == sessions::id) {
        given.global = block_of(sessions::global_config{10});
        given.itf = block_of(sessions::interface_config{5});
        given.question = block_of(sessions::mib_question{index});
        given.change = block_of(sessions::mib_change{index, 6});
    } else if (id == neighbors::id) {
        const DWORD others[] = {0x0300000a, 0x0400000a}; // 10.0.0.3 and .4, in network order
        given.itf = block_of(others);
        given.question = block_of(neighbors::mib_question{index, others[0]});
        given.addition = block_of(neighbors::mib_neighbor{index, 0x0500000a});
        given.trap = block_of(neighbors::trap::routes_changed);
    } else if (id == rip::id) {
        given.global = block_of(rip::global_config{});
        given.itf = block_of(rip::interface_config{});
        given.question = block_of(rip::mib_question{});
    } else if (id == pair::dialler_id) {
        given.domain = block_of(pair::dial_config{500});
    }
    return given;
}
