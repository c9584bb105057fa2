#pragma once

#include <routpact/testing/rule.hpp>
#include <span>

/// All rules there are, of <routpact/testing/conformance.hpp>: that takes long to compile, and is
/// compiled once.
std::span<const routpact::testing::rule> known_rules();
