#pragma once
// Publishes and withdraws hazards, for the tests of hazard_records and hazard_watch.

#include <cstdlib>
#include <routpact/detail/concurrency/hazard_records.hpp>

namespace hazard_tests {

using routpact::detail::hazard_pointer;
using routpact::detail::hazard_records;

inline hazard_pointer& publish(const void* object) {
    const auto hazard = hazard_records::any_hazard();
    hazard.publish(object);
    return *hazard.pointer;
}

// Withdraws a hazard of an object that no thread watches.
inline void withdraw(hazard_pointer& mine, const void* object) {
    if (hazard_records::withdraw(mine, object))
        std::abort();
}

} // namespace hazard_tests
