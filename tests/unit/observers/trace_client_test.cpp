#include <catch2/catch_test_macros.hpp>
#include <routpact/observers.hpp>
#include <string>
#include <vector>

namespace trace_client_tests {
namespace {
using routpact::detail::trace_client;
using routpact::detail::trace_functions;

// A rtutils.dll of the test's own
struct {
    DWORD id = 5;
    std::vector<std::string> calls;
    trace_client* during_registration = nullptr;
} trace;

trace_functions load() noexcept;

DWORD WINAPI register_client(const char* name, DWORD flags) {
    trace.calls.push_back("register " + std::string{name} + ' ' + std::to_string(flags));
    if (trace.during_registration) // as another thread would
        trace.during_registration->put("other", "lost", load);
    return trace.id;
}
DWORD WINAPI put(DWORD id, DWORD flags, const char* text) {
    trace.calls.push_back(std::to_string(id) + ' ' + std::to_string(flags) + ' ' + text);
    return 1;
}
trace_functions load() noexcept {
    trace.calls.emplace_back("load");
    return {register_client, put};
}
using calls = std::vector<std::string>;

constexpr routpact::report example{"connect_client",
                                   routpact::violation::unknown_index,
                                   routpact::blame::caller,
                                   1,
                                   42,
                                   NO_ERROR,
                                   ERROR_INVALID_PARAMETER};
} // namespace

TEST_CASE("a trace client registers once, with its first text", "[observers]") {
    trace = {};
    trace_client client;
    client.put("sessions", "one", load);
    client.put("sessions", "two", load);
    CHECK(trace.calls == calls{"load", "register sessions 0", "5 0 one", "5 0 two"});
}

TEST_CASE("a trace client that is being registered does not wait", "[observers]") {
    trace = {};
    trace_client client;
    trace.during_registration = &client;
    client.put("sessions", "one", load);
    CHECK(trace.calls == calls{"load", "register sessions 0", "5 0 one"});
}

TEST_CASE("without tracing, texts go nowhere", "[observers]") {
    trace = {};
    trace.id = 0xFFFFFFFF; // INVALID_TRACEID
    trace_client refused;
    refused.put("sessions", "one", load);
    refused.put("sessions", "two", load);
    CHECK(trace.calls == calls{"load", "register sessions 0"});

    trace = {};
    trace_client without_put;
    without_put.put("sessions", "one",
                    []() noexcept { return trace_functions{register_client, nullptr}; });
    trace_client without_register;
    without_register.put("sessions", "one",
                         []() noexcept { return trace_functions{nullptr, put}; });
    CHECK(trace.calls.empty());
}

TEST_CASE("RRAS's own tracing takes reports", "[observers]") {
    const trace_functions found = routpact::detail::load_trace_functions();
#ifdef _WIN32
    CHECK(found.register_client != nullptr);
    CHECK(found.put != nullptr);
#else
    CHECK(found.register_client == nullptr);
#endif
    routpact::rras_trace<"routpact-tests">(example); // wine registers no client
    routpact::rras_trace<"routpact-tests">(example);
}

} // namespace trace_client_tests
