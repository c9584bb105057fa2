#pragma once
// The table, the observer and the handler that the tests of adapted callbacks share.

#include <routpact/adapt.hpp>
#include <string>
#include <vector>

namespace adapt_tests {

struct line {
    int calls = 0;
    DWORD last = 0;
};

// The table of a C program: an array and a pointer into it.
struct array_table {
    line lines[4];
    line* find(ULONG index) { return index < 4 ? &lines[index] : nullptr; }
};
inline array_table lines;

struct received_report {
    routpact::report report{};
    std::string what;
};
inline std::vector<received_report> reports;

inline void record(const routpact::report& report) {
    reports.push_back({report, report.detail ? report.detail : ""});
}

// Restores the initial state before a test.
inline void reset() {
    lines = {};
    reports.clear();
}

inline int total_calls() {
    int total = 0;
    for (const line& one : lines.lines)
        total += one.calls;
    return total;
}

inline constexpr IP_LOCAL_BINDING client_value{10, 20};

inline IP_LOCAL_BINDING client() {
    return client_value;
}

inline void by_reference(line& l, const IP_LOCAL_BINDING& c) {
    ++l.calls;
    l.last = c.Address;
}

} // namespace adapt_tests
