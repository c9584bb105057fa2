#pragma once
// The output of the trap callbacks.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The output arguments of the trap callbacks, unchanged and unchecked.
///
/// The pages contradict each other about whether `data` is a buffer or receives an address, and
/// about whether the protocol reads `size`. Source: pmib_set_trap_info, pmib_get_trap_info.
struct trap_output {
    PULONG size; ///< OutputDataSize; may be null.
    PVOID data;  ///< OutputData; may be null.
};

} // namespace routpact::inline ROUTPACT_ABI
