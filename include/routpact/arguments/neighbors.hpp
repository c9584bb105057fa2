#pragma once
// The result of GetNeighbors.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The addresses of the neighbors on an interface, and the flags of the interface.
///
/// `Addresses` is a sequence of DWORD or ipv4_address values in network order. MRINFO_QUERIER_FLAG
/// means that this computer is the querier: the router manager receives an empty list then. Source:
/// pget_neighbors.
template <class Addresses>
struct neighbors {
    Addresses addresses; ///< The addresses.
    BYTE flags = 0;      ///< MRINFO_* flags.
};

} // namespace routpact::inline ROUTPACT_ABI
