#pragma once
// Records the reports of an adapter under test.

#include <routpact/observer.hpp>
#include <string>
#include <vector>

namespace observed {

inline std::vector<routpact::report> reports;
inline void record(const routpact::report& report) {
    reports.push_back(report);
}

/// Whether the only new report refuses a call. Clears the reports.
inline bool refused(const std::string& callback, routpact::violation broken, unsigned argument) {
    const bool right = reports.size() == 1 && reports[0].callback == callback &&
                       reports[0].kind == broken && reports[0].argument_position == argument &&
                       reports[0].blamed == routpact::blame::caller;
    reports.clear();
    return right;
}
/// Whether the only new report is about a repaired code or exception. Clears the reports.
inline bool repaired(const std::string& callback, routpact::violation broken, DWORD handler_code,
                     DWORD returned_code) {
    const bool right = reports.size() == 1 && reports[0].callback == callback &&
                       reports[0].kind == broken && reports[0].handler_code == handler_code &&
                       reports[0].returned_code == returned_code &&
                       reports[0].blamed == routpact::blame::protocol;
    reports.clear();
    return right;
}
/// Whether there is no new report. Clears the reports.
inline bool silent() {
    const bool nothing = reports.empty();
    reports.clear();
    return nothing;
}

} // namespace observed
