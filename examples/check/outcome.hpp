#pragma once
// The outcome of a rule.

#include <optional>
#include <routpact/conformance/rule.hpp>
#include <routpact/testing/transcript.hpp>
#include <string>
#include <vector>

/// Holds what an ordinary session with the DLL has shown, see conformance::first_session.
struct known_session {
    unsigned started = 0; ///< The code of StartProtocol.
    unsigned added = 0;   ///< The code of AddInterface.
    unsigned call_ms = 0;
    std::optional<unsigned> update_ms{};
    std::optional<unsigned> stop_ms{};
};

/// Holds the result of trying a rule, and the details for the report.
struct outcome {
    enum class kind {
        kept,
        not_applicable, ///< `observed` states the reason.
        broken,
        threw,   ///< A C++ exception left a callback.
        crashed, ///< `stack` is the place.
        ended,   ///< The DLL ended the process.
        hung,    ///< The time limit was exceeded.
    };
    const routpact::conformance::rule* of = nullptr;
    kind what = kind::kept;
    std::string expected{};
    std::string observed{};
    std::vector<routpact::testing::recorded_call> calls{}; ///< In the order of their start.
    std::vector<std::string> stack{}; ///< The place of a crash, innermost function first.
    std::string test_case{};          ///< A C++ test case that shows a broken rule; may be empty.
    std::string callback{};           ///< See conformance::verdict::callback.
    unsigned sequence = 0; ///< The random sequence during which the child has ended; 0: none.
    std::size_t steps = 0; ///< Its number of steps.
    std::optional<known_session> session{}; ///< Of a session, not of a rule.
    std::string printed{}; ///< The output of the DLL on standard output and standard error.
    double seconds = 0;
    bool accepted = false; ///< The finding is in the baseline.

    /// Whether the DLL broke the rule.
    bool is_finding() const { return what != kind::kept && what != kind::not_applicable; }
    /// Whether the DLL broke the rule, and the exit code depends on it.
    bool counts(bool strict) const {
        return is_finding() && !accepted &&
               (strict || of->level == routpact::conformance::severity::contract);
    }
};

/// Converts the kind of a verdict.
outcome::kind kind_of(const routpact::conformance::verdict& found);

/// Returns the name of a kind: "kept", "crashed" and so on.
const char* name(outcome::kind kind);
/// Returns "contract" or "advice".
const char* name(routpact::conformance::severity level);

/// Formats a call as in C: "pfnConnectClient(7, address)".
std::string signature(const routpact::testing::recorded_call& call);
/// Whether a call has returned.
bool has_returned(const routpact::testing::recorded_call& call);
/// Formats the result of a call: its code and its outputs, or that it has not returned.
std::string result_text(const routpact::testing::recorded_call& call);
/// Returns the names of the callbacks that have not returned; "" if there are none.
std::string open_calls(const outcome& result);
/// States what has not ended after a number of seconds: the open calls, or else what the scenario
/// waits for.
std::string hang_text(const outcome& result, unsigned seconds);
