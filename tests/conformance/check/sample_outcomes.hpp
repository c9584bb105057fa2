#pragma once
// Outcomes for the tests of reports.

#include <summary.hpp>

constexpr routpact::conformance::rule stops{"RP-X-01",
                                            "stop_protocol",
                                            "stops <\"well\"> & good",
                                            "pstop_protocol",
                                            routpact::conformance::severity::contract,
                                            nullptr};
constexpr routpact::conformance::rule advised{"RP-X-02",
                                              "stop_protocol",
                                              "stops early",
                                              "pstop_protocol",
                                              routpact::conformance::severity::advice,
                                              nullptr};

/// Makes an outcome whose texts are hostile to every format.
inline outcome result(const routpact::conformance::rule& of, outcome::kind what,
                      std::size_t calls = 1) {
    outcome one;
    one.of = &of;
    one.what = what;
    one.expected = "a < b && \"c\"";
    one.observed = "\x01\xff]]>\nd";
    one.printed = "printed <tag>\n";
    one.stack = {"x.dll+0x1"};
    for (unsigned i = 0; i < calls; ++i)
        one.calls.push_back({i + 1, "stop_protocol", "pfnStopProtocol", std::to_string(i), 0, "", 1,
                             2 * i + 1, 2 * i + 2});
    return one;
}

/// Makes the results of a run that checks one DLL.
inline results run_of(std::vector<outcome> outcomes, bool strict = false) {
    options wanted;
    wanted.dll = "a&b.dll";
    wanted.dlls = {wanted.dll};
    wanted.protocol_id = 7;
    wanted.seed = 5;
    wanted.strict = strict;
    return {wanted, {{wanted, std::move(outcomes)}}};
}
