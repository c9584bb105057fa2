#pragma once
// The weight of a conformance rule.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::conformance {

/// States whether a rule is documented.
enum class severity {
    contract, ///< A page of the reference or Microsoft's header states the rule.
    advice,   ///< The rule is inferred from them, or is undocumented good practice.
};

} // namespace routpact::inline ROUTPACT_ABI::conformance
