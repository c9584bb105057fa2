// What a test's author may get wrong, and is told.

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <optional>
#include <routpact/testing/router_manager.hpp>
#include <vector>

#ifdef __cpp_exceptions

namespace {

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;
using routpact::testing::misuse;

constexpr DWORD success = NO_ERROR;

/// Waits for a tick, and has an interface dialled at each.
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

/// That `call` is refused as misuse, with a text that has `words` in it.
template <class Call>
void check_refused(Call call, const char* words) {
    CHECK_THROWS_MATCHES(call(), misuse, MessageMatches(ContainsSubstring(words)));
}

/// A timer for the protocol, which is up to the test.
struct with_timer {
    routpact::testing::stepped_event timer;
    with_timer() { ticking::timer = timer.handle(); }
};

} // namespace

TEST_CASE_METHOD(with_timer, "calls in the wrong order are misuse", "[testing][misuse]") {
    router r;
    check_refused([&] { r.connect_client(7, IP_LOCAL_BINDING{}); }, "start() it first");
    check_refused([&] { r.add_interface(7, L"Internal"); }, "pointers().pfnAddInterface");
    check_refused([&] { r.start_complete(); }, "start_protocol() comes first");
    check_refused([&] { r.stop(); }, "does not run");
    REQUIRE(r.start_protocol() == success);
    check_refused([&] { r.mib_get_entry<ULONG>(ULONG{1}); }, "before start_complete()");
    REQUIRE(r.add_interface(7, L"Internal") == success);
    REQUIRE(r.start_complete() == success);
    check_refused([&] { r.start_complete(); }, "said already");
    check_refused([&] { r.start(); }, "runs already");
    check_refused([&] { r.register_protocol(); }, "registered already");
    REQUIRE(r.stop() == success);
    check_refused([&] { r.delete_interface(7); }, "start() it first");
}

TEST_CASE_METHOD(with_timer, "a second router manager at a time is misuse", "[testing][misuse]") {
    std::optional<router> first{std::in_place};
    check_refused([] { router second; }, "one at a time");
    first.reset();
    CHECK_NOTHROW(router{});
    check_refused([] { router none{PREGISTER_PROTOCOL{}}; }, "no RegisterProtocol");
}

TEST_CASE_METHOD(with_timer, "what the protocol does not have is misuse", "[testing][misuse]") {
    router r;
    REQUIRE(r.start() == success);
    REQUIRE(r.add_interface(7, L"Internal") == success);
    check_refused([&] { r.connect_client(7, IP_LOCAL_BINDING{}); },
                  "has no handler connect_client");
    check_refused([&] { r.get_neighbors(7); }, "has no handler get_neighbors");
}

TEST_CASE_METHOD(with_timer, "types of another size are misuse", "[testing][misuse]") {
    router r;
    REQUIRE(r.start() == success);
    REQUIRE(r.add_interface(7, L"Internal") == success);
    CHECK(*r.get_global_info<ULONG>() == 5);
    check_refused([&] { r.get_global_info<ULONGLONG>(); }, "gave 4 bytes");
    CHECK(*r.get_interface_info<std::vector<ULONG>>(7) == std::vector<ULONG>{1, 2, 3});
    check_refused([&] { r.get_interface_info<std::vector<ULONGLONG>>(7); }, "gave 12 bytes");
    const auto none = r.get_interface_info<ULONG>(8);
    CHECK_FALSE(none);
    check_refused([&] { static_cast<void>(*none); }, "ERROR_INVALID_PARAMETER (87)");
    const auto itself = [](ULONG answer) { return answer; };
    check_refused([&] { r.mib_walk<ULONG>(ULONG{0}, itself, 10); }, "no end after 10 entries");
}

TEST_CASE("a refused registration is misuse for a start", "[testing][misuse]") {
    router r;
    CHECK(r.register_protocol(0) == ERROR_NOT_SUPPORTED);
    CHECK(r.register_protocol(RF_ROUTING) == success);
}

TEST_CASE_METHOD(with_timer, "the test steps a protocol's time", "[testing]") {
    router r;
    REQUIRE(r.start() == success);
    CHECK(r.count("DemandDialRequest") == 0);
    timer.step();
    timer.step(); // the first one's dialling is over by then
    CHECK(r.count("DemandDialRequest") >= 1);
    CHECK(r.stop() == success);
    CHECK(r.count("DemandDialRequest") == 2);
    check_refused([&] { timer.step(std::chrono::milliseconds{20}); }, "no thread");
}

TEST_CASE_METHOD(with_timer, "support functions answer what the test wants", "[testing]") {
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

#endif
