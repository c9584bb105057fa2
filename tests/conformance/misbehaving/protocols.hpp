#pragma once
// The protocols of the misbehaving DLL: at least one for each rule, and some that keep them all.

#include "rules.hpp"

#include <routpact/abi.hpp>

namespace misbehaving {

/// The id of the protocol that keeps all rules.
inline constexpr DWORD obedient_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0ffe, 0);

/// The sizes of the info blocks of all protocols.
inline constexpr std::size_t global_info_size = 20;
inline constexpr std::size_t interface_info_size = 16;

/// The id of a protocol that breaks the rule at `position` of the list, from 0. Several protocols
/// may break it, each in a `way` of its own, from 0.
constexpr DWORD protocol_id(std::size_t position, std::size_t way = 0) {
    return obedient_id + 1 + static_cast<DWORD>(position + way * 0x400);
}

/// The id of an odd protocol, from 0, that keeps all rules nevertheless.
constexpr DWORD odd_protocol_id(std::size_t number) {
    return protocol_id(number, 31);
}

} // namespace misbehaving
