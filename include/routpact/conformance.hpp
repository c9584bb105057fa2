#pragma once
// The contract as rules that can be tried on any protocol, by simulating the router manager.
//
// Most ids number the rules of a topic. In a family with one rule for each callback, the number is
// the position of the callback in MPR_ROUTING_CHARACTERISTICS: RP-INDEX-09.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/conformance/protocol_module.hpp>
#include <routpact/conformance/rule.hpp>
#include <routpact/conformance/run.hpp>
#include <routpact/conformance/severity.hpp>
#include <routpact/conformance/subject.hpp>
#include <routpact/conformance/verdict.hpp>
#include <routpact/detail/conformance/all_rules.hpp>
#include <span>

namespace routpact::inline ROUTPACT_ABI::conformance {

/// Returns all rules, by topic.
constexpr std::span<const rule> rules() {
    return detail::all_rules;
}

} // namespace routpact::inline ROUTPACT_ABI::conformance
