#pragma once
// Result codes as text.

#include <routpact/result.hpp>
#include <string>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Returns the name and the number of a result code: "ERROR_INVALID_PARAMETER (87)".
inline std::string code_text(DWORD code) {
    return std::string{code_name(code)} + " (" + std::to_string(code) + ")";
}

} // namespace routpact::inline ROUTPACT_ABI::testing
