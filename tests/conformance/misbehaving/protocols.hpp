#pragma once
// The protocols of the misbehaving DLL: one for each rule, and one that keeps them all.

#include "rules.hpp"

#include <routpact/abi.hpp>

namespace misbehaving {

/// The id of the protocol that keeps all rules.
inline constexpr DWORD obedient_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0ffe, 0);

/// The sizes of the info blocks of all protocols.
inline constexpr std::size_t global_info_size = 20;
inline constexpr std::size_t interface_info_size = 16;

/// The id of the protocol that breaks the rule at `position` of the list, from 0.
constexpr DWORD protocol_id(std::size_t position) {
    return obedient_id + 1 + static_cast<DWORD>(position);
}

} // namespace misbehaving
