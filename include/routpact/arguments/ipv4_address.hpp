#pragma once
// An IPv4 address as a type of its own.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// An IPv4 address in network order, as RRAS passes it.
enum class ipv4_address : DWORD {};

} // namespace routpact::inline ROUTPACT_ABI
