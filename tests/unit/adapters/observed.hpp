#pragma once
// What the observer of an adapter under test was told.

#include <routpact/observer.hpp>
#include <string>
#include <vector>

namespace observed {

inline std::vector<routpact::report> reports;
inline void record(const routpact::report& report) {
    reports.push_back(report);
}

/// Whether this is all that was told since the last look.
inline bool refused(const std::string& callback, routpact::rule broken, unsigned argument) {
    const bool right = reports.size() == 1 && reports[0].callback == callback &&
                       reports[0].broken == broken && reports[0].argument == argument &&
                       reports[0].whose == routpact::fault::router_manager;
    reports.clear();
    return right;
}
/// The same of a code or an exception that was repaired.
inline bool repaired(const std::string& callback, routpact::rule broken, DWORD original,
                     DWORD answer) {
    const bool right = reports.size() == 1 && reports[0].callback == callback &&
                       reports[0].broken == broken && reports[0].original == original &&
                       reports[0].answer == answer && reports[0].whose == routpact::fault::protocol;
    reports.clear();
    return right;
}
/// Whether nothing was told.
inline bool silent() {
    const bool nothing = reports.empty();
    reports.clear();
    return nothing;
}

} // namespace observed
