#pragma once
// What the host knows of the protocols' own layouts: of the examples' much, of others nothing.

#include "../neighbors/neighbors.hpp"
#include "../pair/pair.hpp"
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
    /// The same with another byte.
    block longer() const {
        block more = *this;
        more.bytes.push_back(0);
        return more;
    }
};

/// A block that holds `value`.
template <class T>
block block_of(const T& value) {
    block made{std::vector<unsigned char>(sizeof value)};
    std::memcpy(made.bytes.data(), &value, sizeof value);
    return made;
}

/// What the host gives a protocol.
struct layouts {
    block global;     ///< Its global info, or nothing.
    block itf;        ///< The info of an interface, or nothing.
    block question;   ///< What the MIB is asked; an answer begins with the question to it.
    block addition;   ///< What the MIB creates and deletes.
    block change;     ///< What the MIB changes.
    block trap;       ///< Which trap is set.
    block action;     ///< What an action of type 1 is about.
    block statistics; ///< Which statistics of type 1 are asked for.
    block domain;     ///< The global info of a routing domain, or nothing.
};

/// What protocol `id` is given for the interface `index`.
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
    } else if (id == pair::dialler_id) {
        given.domain = block_of(pair::dial_config{500});
    }
    return given;
}
