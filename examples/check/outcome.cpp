#include "outcome.hpp"

#include <routpact/testing/code_text.hpp>

using routpact::testing::code_text;
using routpact::testing::recorded_call;

outcome::kind kind_of(const routpact::conformance::verdict& found) {
    using routpact::conformance::verdict;
    return found.outcome == verdict::kind::kept     ? outcome::kind::kept
           : found.outcome == verdict::kind::broken ? outcome::kind::broken
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

const char* name(routpact::conformance::severity level) {
    return level == routpact::conformance::severity::contract ? "contract" : "advice";
}

std::string signature(const routpact::testing::recorded_call& call) {
    return call.field + "(" + call.arguments + ")";
}

bool has_returned(const recorded_call& call) {
    return call.answer || call.ended != 0; // a callback that returns void has no answer
}

std::string result_text(const recorded_call& call) {
    if (!has_returned(call))
        return "has not returned";
    return (call.answer ? code_text(*call.answer) : "returned") +
           (call.outputs.empty() ? "" : ", " + call.outputs);
}

std::string open_calls(const outcome& result) {
    std::string names;
    for (const routpact::testing::recorded_call& call : result.calls)
        if (!has_returned(call))
            names += (names.empty() ? "" : " and ") + call.field;
    return names;
}

namespace {

/// Returns the event that ends a pending stop or an accepted update, if no call has fetched it.
const char* missing_event(const std::vector<recorded_call>& calls) {
    const char* missing = nullptr;
    for (const recorded_call& call : calls)
        if (call.field == "pfnStopProtocol" && call.answer == DWORD{ERROR_PROTOCOL_STOP_PENDING})
            missing = "ROUTER_STOPPED";
        else if (call.field == "pfnUpdateRoutes" && call.answer == DWORD{NO_ERROR})
            missing = "UPDATE_COMPLETE";
        else if (missing && call.field == "pfnGetEventMessage" && call.answer == DWORD{NO_ERROR} &&
                 call.outputs.find(missing) != std::string::npos)
            missing = nullptr;
    return missing;
}

std::string what_is_waited_for(const outcome& result) {
    if (const std::string open = open_calls(result); !open.empty())
        return open;
    if (result.sequence != 0) // whose calls are not recorded
        return "random sequence " + std::to_string(result.sequence);
    if (const char* const event = missing_event(result.calls))
        return std::string{"the wait for "} + event;
    if (result.calls.empty())
        return "the load of the DLL";
    const recorded_call& last = result.calls.back();
    return "the trial, whose last call, " + last.field + ", returned " +
           code_text(last.answer.value_or(NO_ERROR)) + ",";
}

} // namespace

std::string hang_text(const outcome& result, unsigned seconds) {
    return what_is_waited_for(result) + " has not ended after " + std::to_string(seconds) + " s";
}
