#pragma once
// The result of trying a conformance rule.

#include <routpact/version.hpp>
#include <string>
#include <utility>

namespace routpact::inline ROUTPACT_ABI::conformance {

/// Holds the result of one trial of a rule.
struct verdict {
    /// The possible results.
    enum class kind {
        kept,           ///< The protocol kept the rule.
        broken,         ///< The protocol broke the rule.
        not_applicable, ///< The rule could not be tried; `observed` states the reason.
    };
    kind outcome = kind::kept; ///< The result.
    std::string expected{};    ///< The behaviour that the rule requires; empty if kept.
    std::string observed{};    ///< The behaviour of the protocol; empty if kept.
    std::string test_case{};   ///< A C++ test case that shows it, if the rule can write one.
    /// The field of the callback that broke the rule, such as pfnAddInterface; empty if it is the
    /// callback of the rule.
    std::string callback{};

    /// Makes the verdict that the rule was kept.
    static verdict kept() { return {}; }
    /// Makes the verdict that the rule was broken.
    static verdict broken(std::string expected, std::string observed) {
        return {kind::broken, std::move(expected), std::move(observed), {}, {}};
    }
    /// Makes the verdict that the rule could not be tried.
    static verdict not_applicable(std::string reason) {
        return {kind::not_applicable, {}, std::move(reason), {}, {}};
    }
};

} // namespace routpact::inline ROUTPACT_ABI::conformance
