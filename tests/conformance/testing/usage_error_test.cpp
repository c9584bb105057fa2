// Mistakes in tests, and the errors that explain them.

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <optional>
#include <routpact/testing/router_manager.hpp>
#include <vector>

#ifdef __cpp_exceptions

namespace usage_error_tests {
namespace {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using routpact::testing::usage_error;

constexpr DWORD success = NO_ERROR;

/// Requests a connection of interface 7 at each tick of its timer.
class ticking {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0ffd, 1);
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;
    struct interface_type {
        interface_type(ticking&, const routpact::interface_description&) {}
    };

    static inline HANDLE timer = nullptr;

    explicit ticking(routpact::router_manager& manager) : manager_{manager} {}
    void start_complete() {
        manager_.post([this] {
            while (!manager_.is_stopping())
                if (WaitForSingleObject(timer, 20) == WAIT_OBJECT_0)
                    manager_.demand_dial(7);
        });
    }
    ULONG get_global_info() { return 5; }
    std::vector<ULONG> get_interface_info(interface_type&) { return {1, 2, 3}; }
    ULONG mib_get_first_entry(ULONG) { return 1; }
    ULONG mib_get_next_entry(ULONG before) { return before + 1; }

private:
    routpact::router_manager& manager_;
};

using router = routpact::testing::router_manager<ticking>;

/// Checks that `call` throws usage_error with `words` in its text.
template <class Call>
void check_throws(Call call, const char* words) {
    CHECK_THROWS_MATCHES(call(), usage_error, MessageMatches(ContainsSubstring(words)));
}

/// Provides the timer of the protocol, which the test steps.
struct with_timer {
    routpact::testing::stepped_event timer;
    with_timer() { ticking::timer = timer.handle(); }
};

} // namespace

TEST_CASE_METHOD(with_timer, "calls in the wrong order throw", "[testing][usage_error]") {
    router r;
    check_throws([&] { r.connect_client(7, IP_LOCAL_BINDING{}); }, "call start() first");
    check_throws([&] { r.add_interface(7, L"Internal"); }, "pointers().pfnAddInterface");
    check_throws([&] { r.start_complete(); }, "call start_protocol() first");
    check_throws([&] { r.stop(); }, "is not running: call start() first");
    REQUIRE(r.start_protocol() == success);
    check_throws([&] { r.mib_get_entry<ULONG>(ULONG{1}); }, "call start_complete() first");
    REQUIRE(r.add_interface(7, L"Internal") == success);
    REQUIRE(r.start_complete() == success);
    check_throws([&] { r.start_complete(); }, "already complete");
    check_throws([&] { r.start(); }, "already started");
    check_throws([&] { r.register_protocol(); }, "already registered");
    REQUIRE(r.stop() == success);
    check_throws([&] { r.delete_interface(7); }, "call start() first");
}

TEST_CASE_METHOD(with_timer, "a second router manager at the same time throws",
                 "[testing][usage_error]") {
    std::optional<router> first{std::in_place};
    check_throws([] { router second; }, "one at a time");
    first.reset();
    CHECK_NOTHROW(router{});
    check_throws([] { router none{PREGISTER_PROTOCOL{}}; }, "the RegisterProtocol passed is null");
}

TEST_CASE_METHOD(with_timer, "a call without a handler throws", "[testing][usage_error]") {
    router r;
    REQUIRE(r.start() == success);
    REQUIRE(r.add_interface(7, L"Internal") == success);
    check_throws([&] { r.connect_client(7, IP_LOCAL_BINDING{}); }, "has no handler connect_client");
    check_throws([&] { r.get_neighbors(7); }, "has no handler get_neighbors");
}

TEST_CASE_METHOD(with_timer, "a type of another size throws", "[testing][usage_error]") {
    router r;
    REQUIRE(r.start() == success);
    REQUIRE(r.add_interface(7, L"Internal") == success);
    CHECK(*r.get_global_info<ULONG>() == 5);
    check_throws([&] { r.get_global_info<ULONGLONG>(); }, "returned 4 bytes");
    CHECK(*r.get_interface_info<std::vector<ULONG>>(7) == std::vector<ULONG>{1, 2, 3});
    check_throws([&] { r.get_interface_info<std::vector<ULONGLONG>>(7); }, "returned 12 bytes");
    const auto none = r.get_interface_info<ULONG>(8);
    CHECK_FALSE(none);
    check_throws([&] { static_cast<void>(*none); }, "ERROR_INVALID_PARAMETER (87)");
    const auto itself = [](ULONG answer) { return answer; };
    check_throws([&] { r.mib_walk<ULONG>(ULONG{0}, itself, 10); }, "more than 10 entries");
}

TEST_CASE("a protocol can be registered again after a refusal", "[testing]") {
    router r;
    CHECK(r.register_protocol(0) == ERROR_NOT_SUPPORTED);
    CHECK(r.register_protocol(RF_ROUTING) == success);
}

TEST_CASE_METHOD(with_timer, "a test steps the timer of a protocol", "[testing]") {
    router r;
    REQUIRE(r.start() == success);
    CHECK(r.count("DemandDialRequest") == 0);
    timer.step();
    timer.step(); // the protocol has finished the first tick now
    CHECK(r.count("DemandDialRequest") >= 1);
    CHECK(r.stop() == success);
    CHECK(r.count("DemandDialRequest") == 2);
    check_throws([&] { timer.step(std::chrono::milliseconds{20}); }, "no thread");
}

TEST_CASE_METHOD(with_timer, "a test sets the results of support functions", "[testing]") {
    router r;
    r.support_functions().demand_dial = ERROR_CAN_NOT_COMPLETE;
    REQUIRE(r.start() == success);
    timer.step();
    timer.step();
    bool seen = false;
    for (const auto& call : r.calls())
        seen = seen || (call.callback == "DemandDialRequest" &&
                        call.arguments.find(", 7") != std::string::npos &&
                        call.answer == DWORD{ERROR_CAN_NOT_COMPLETE});
    CHECK(seen);
}

} // namespace usage_error_tests

#endif
