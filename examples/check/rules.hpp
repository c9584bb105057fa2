#pragma once
// The list of all rules.

#include <routpact/conformance/rule.hpp>
#include <span>

/// Returns conformance::rules(). Only rules.cpp includes <routpact/conformance.hpp>, because that
/// header takes long to compile.
std::span<const routpact::conformance::rule> known_rules();
