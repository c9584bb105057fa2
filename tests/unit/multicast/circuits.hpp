#pragma once
// The table, the observer and the checks that the tests of the multicast callbacks share.

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <routpact/multicast_callbacks.hpp>
#include <string>
#include <vector>

namespace multicast_tests {

using routpact::ipv4_address;

struct circuit {
    int calls = 0;
    routpact::source_group group{};
    DWORD next_hop = 0;
};
// Index 0 is an interface as well: a null pointer to the index must not select it.
struct array_table {
    circuit circuits[4];
    circuit* find(ULONG index) { return index < 4 ? &circuits[index] : nullptr; }
};
inline array_table table;

struct received {
    std::string callback;
    routpact::violation kind;
    unsigned position;
    ULONG index;
};
inline std::vector<received> reports;
inline void record(const routpact::report& r) {
    reports.push_back({r.callback, r.kind, r.argument_position, r.interface_index});
}

// What the last handler without an interface received.
struct handler_arguments {
    int calls = 0;
    routpact::source_group group{};
    ULONG index = 0;
    ipv4_address next_hop{};
    BOOL flag = FALSE;
    std::vector<BYTE> packet;
};
inline handler_arguments last;

inline void reset() {
    table = {};
    reports.clear();
    last = {};
}

inline void check_refused(DWORD code, routpact::violation kind, unsigned position, ULONG index) {
    CHECK(code == ERROR_INVALID_PARAMETER);
    REQUIRE(reports.size() == 1);
    CHECK(reports[0].kind == kind);
    CHECK(reports[0].position == position);
    CHECK(reports[0].index == index);
    reports.clear();
}

template <class T>
T* misaligned(std::array<T, 2>& memory) {
    return reinterpret_cast<T*>(reinterpret_cast<unsigned char*>(memory.data()) + 1);
}

} // namespace multicast_tests
