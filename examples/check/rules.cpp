#include "rules.hpp"

#include <routpact/conformance.hpp>

std::span<const routpact::conformance::rule> known_rules() {
    return routpact::conformance::rules();
}
