#pragma once
// The description of a new interface in a call of AddInterface, without the info block.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Describes a new interface. It is valid during the callback. Source: padd_interface.
struct interface_description {
    LPCWSTR name;            ///< Never null, may be empty. Copy it to keep it.
    ULONG index;             ///< The index: any 32-bit number.
    NET_INTERFACE_TYPE type; ///< The kind; may be a number without an enumerator.
    DWORD media_type;        ///< Reserved.
    WORD access_type;        ///< Reserved.
    WORD connection_type;    ///< Reserved.
};

} // namespace routpact::inline ROUTPACT_ABI
