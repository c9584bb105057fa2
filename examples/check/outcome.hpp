#pragma once
// What became of a rule.

#include <routpact/testing/rule.hpp>
#include <routpact/testing/transcript.hpp>
#include <string>
#include <vector>

/// How a rule fared, and what there is to be said about it.
struct outcome {
    enum class kind {
        kept,
        not_applicable, ///< `observed` says why.
        broken,
        threw,   ///< A C++ exception left a callback.
        crashed, ///< `stack` says where.
        ended,   ///< The DLL ended the process.
        hung,    ///< It took longer than it may.
    };
    const routpact::testing::rule* of = nullptr;
    kind what = kind::kept;
    std::string expected{};
    std::string observed{};
    std::vector<routpact::testing::recorded_call> calls{}; ///< In the order in which they began.
    std::vector<std::string> stack{};                      ///< Where it crashed, innermost first.
    std::string printed{}; ///< What the DLL wrote to standard output and standard error.
    double seconds = 0;

    /// Whether the DLL did something wrong.
    bool is_finding() const { return what != kind::kept && what != kind::not_applicable; }
    /// Whether it did, and the exit code depends on it.
    bool counts(bool strict) const {
        return is_finding() && (strict || of->level == routpact::testing::severity::contract);
    }
};

/// What a verdict means for an outcome.
outcome::kind kind_of(const routpact::testing::verdict& found);

/// "kept", "crashed" and so on.
const char* name(outcome::kind kind);
/// "contract" or "advice".
const char* name(routpact::testing::severity level);

/// A call as one reads it in C: "pfnConnectClient(7, 10.0.0.2)".
std::string signature(const routpact::testing::recorded_call& call);
/// The callbacks that were called and have not returned; "" if there is none.
std::string open_calls(const outcome& result);
