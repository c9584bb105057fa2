#pragma once
// Which rules are checked.

#include "options.hpp"

#include <routpact/testing/rule.hpp>
#include <vector>

/// The rules that the options ask for, by callback. Throws cannot_run if there are
/// none, or if a pattern fits no rule.
std::vector<const routpact::testing::rule*> selected_rules(const options& wanted);

/// The rule with this id; throws cannot_run if there is none.
const routpact::testing::rule& find_rule(const std::string& id);

/// The field of MPR_ROUTING_CHARACTERISTICS that a rule is about, or the exported function.
const char* field_of(const routpact::testing::rule& rule);

/// Where a rule's page is to be read.
std::string address_of_page(const routpact::testing::rule& rule);
