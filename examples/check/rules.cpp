#include "rules.hpp"

#include <routpact/testing/conformance.hpp>

std::span<const routpact::testing::rule> known_rules() {
    return routpact::testing::rules();
}
