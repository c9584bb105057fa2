#pragma once
// A conformance rule: one statement of the contract, and the scenario that tries it.

#include <routpact/conformance/severity.hpp>
#include <routpact/conformance/verdict.hpp>

namespace routpact::inline ROUTPACT_ABI {

namespace detail {
class scenario_context;
}

namespace conformance {
/// Describes one rule. All texts are string literals. See conformance::run.
struct rule {
    const char* id;        ///< Stable identifier: "RP-INDEX-09".
    const char* callback;  ///< The callback's name in the contract: "delete_interface".
    const char* statement; ///< The required behaviour, in one line: "refuses ...".
    const char* page;      ///< The page of the routprot reference, as in callback::page.
    severity level;        ///< Whether the rule is documented.
    verdict (*scenario)(detail::scenario_context&); ///< Tries the rule once.
};
} // namespace conformance

} // namespace routpact::inline ROUTPACT_ABI
