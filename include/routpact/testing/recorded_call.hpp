#pragma once
// One call in a transcript.

#include <optional>
#include <routpact/abi.hpp>
#include <string>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Describes one call of a callback or of a support function.
struct recorded_call {
    unsigned number = 0;         ///< Position in the transcript, from 1.
    std::string callback;        ///< Name in routpact: "connect_client".
    std::string field;           ///< Name in C: "pfnConnectClient".
    std::string arguments;       ///< The arguments as text, without parentheses.
    std::optional<DWORD> answer; ///< The result code; empty: still running, or returns void.
    std::string outputs;         ///< The values written through pointers, as text; may be empty.
    unsigned thread = 0; ///< The calling thread: 1 is the thread of the transcript's first call.
    unsigned begun = 0;  ///< Position of the start among all starts and returns, from 1.
    unsigned ended = 0;  ///< Position of the return among all starts and returns; 0: still running.
};

} // namespace routpact::inline ROUTPACT_ABI::testing
