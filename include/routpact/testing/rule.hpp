#pragma once
// A conformance rule: one statement of the contract, and how it is tried.

#include <string>
#include <utility>

namespace routpact::testing {

class scenario_context;

/// How much a rule counts.
enum class severity {
    contract, ///< A page of the reference, or Microsoft's header, says so.
    advice,   ///< Inferred from them, or undocumented: what careful protocols do.
};

/// How a rule fared.
struct verdict {
    /// What may come out.
    enum class kind {
        kept,           ///< The protocol did what the rule says.
        broken,         ///< It did not.
        not_applicable, ///< It has no occasion to: `observed` says why.
    };
    kind what = kind::kept; ///< What came out.
    std::string expected{}; ///< What the rule asked for, unless kept.
    std::string observed{}; ///< What there was instead.

    /// The rule was kept.
    static verdict kept() { return {}; }
    /// It was broken.
    static verdict broken(std::string expected, std::string observed) {
        return {kind::broken, std::move(expected), std::move(observed)};
    }
    /// It could not be tried.
    static verdict not_applicable(std::string why) {
        return {kind::not_applicable, {}, std::move(why)};
    }
};

/// One rule. All texts live as long as the program.
struct rule {
    const char* id;                         ///< Stable: "RP-INDEX-09".
    const char* callback;                   ///< The callback's name in contract.hpp.
    const char* statement;                  ///< What a protocol does, in one line.
    const char* page;                       ///< Of the routprot reference, see callback::page.
    severity level;                         ///< How much it counts.
    verdict (*scenario)(scenario_context&); ///< Tries it once.
};

} // namespace routpact::testing
