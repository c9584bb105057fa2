#include "outcome.hpp"

outcome::kind kind_of(const routpact::testing::verdict& found) {
    using routpact::testing::verdict;
    return found.what == verdict::kind::kept     ? outcome::kind::kept
           : found.what == verdict::kind::broken ? outcome::kind::broken
                                                 : outcome::kind::not_applicable;
}

const char* name(outcome::kind kind) {
    switch (kind) {
    case outcome::kind::kept:
        return "kept";
    case outcome::kind::not_applicable:
        return "not applicable";
    case outcome::kind::broken:
        return "broken";
    case outcome::kind::threw:
        return "threw";
    case outcome::kind::crashed:
        return "crashed";
    case outcome::kind::ended:
        return "ended";
    case outcome::kind::hung:
        return "hung";
    }
    return "";
}

const char* name(routpact::testing::severity level) {
    return level == routpact::testing::severity::contract ? "contract" : "advice";
}

std::string signature(const routpact::testing::recorded_call& call) {
    return call.field + "(" + call.arguments + ")";
}

std::string open_calls(const outcome& result) {
    std::string names;
    for (const routpact::testing::recorded_call& call : result.calls)
        if (!call.answer)
            names += (names.empty() ? "" : " and ") + call.field;
    return names;
}
