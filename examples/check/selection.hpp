#pragma once
// The selection of rules.

#include "options.hpp"
#include "outcome.hpp"

#include <routpact/conformance/rule.hpp>
#include <vector>

/// Returns the rules that the options select, by callback. Throws cannot_run if there are none, or
/// if a pattern matches no rule.
std::vector<const routpact::conformance::rule*> selected_rules(const options& wanted);

/// Returns the rule with this id. Throws cannot_run if there is none.
const routpact::conformance::rule& find_rule(const std::string& id);

/// Returns the field of MPR_ROUTING_CHARACTERISTICS that a rule is about, or RegisterProtocol.
const char* field_of(const routpact::conformance::rule& rule);

/// Returns the field of the callback that has broken the rule, or else of the one that the rule is
/// about.
std::string field_of(const outcome& of);

/// Returns the address of the page of a rule.
std::string address_of_page(const routpact::conformance::rule& rule);
