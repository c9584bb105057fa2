// Calls of InterfaceStatus that overlap: which of their changes remain.

#include "../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/testing/router_manager.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using routpact::code;
using routpact::status_change;
using routpact::status_type;

constexpr DWORD success = NO_ERROR;
constexpr DWORD failure = ERROR_CAN_NOT_COMPLETE;

// Each call of InterfaceStatus is identified by its number, in the order of the calls. It waits
// until the test ends it, with success or failure.
struct ordered {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 61);
    static constexpr DWORD functionality = RF_ROUTING;
    struct interface_type : routpact::interface_state {};

    enum class verdict { waits, succeeds, fails, throws };
    static constexpr unsigned most = 40;
    static inline std::atomic<unsigned> begun = 0;
    static inline std::atomic<verdict> verdicts[most];
    static inline std::atomic<bool> sees_itself = true;

    explicit ordered(routpact::router_manager&) {}
    code interface_status(interface_type& itf, status_change change) {
        if (itf.enabled() != (change.type() == status_type::enabled))
            sees_itself = false;
        std::atomic<verdict>& mine = verdicts[begun++];
        wait_until([&] { return mine != verdict::waits; });
#ifdef __cpp_exceptions
        if (mine == verdict::throws)
            throw std::runtime_error{"no"};
#endif
        return mine == verdict::succeeds ? code::no_error : code::can_not_complete;
    }
};
using verdict = ordered::verdict;

// The interface 7, which is disabled, and calls for it that begin one after the other.
struct overlapping {
    routpact::testing::router_manager<ordered> router;
    std::vector<std::thread> callers;
    DWORD answers[ordered::most]{};

    overlapping() {
        ordered::begun = 0;
        ordered::sees_itself = true;
        for (auto& each : ordered::verdicts)
            each = verdict::waits;
        REQUIRE(router.start() == success);
        REQUIRE(router.add_disabled_interface(7, L"line") == success);
    }
    ~overlapping() {
        for (std::thread& each : callers)
            if (each.joinable())
                each.join();
        CHECK(ordered::sees_itself);
        CHECK(router.stop() == success);
    }
    overlapping(const overlapping&) = delete;

    void begin(bool enables) {
        const std::size_t number = callers.size();
        callers.emplace_back([this, number, enables] {
            answers[number] = enables ? router.enable(7) : router.disable(7);
        });
        wait_until([&] { return ordered::begun == number + 1; });
    }
    void end(std::size_t number, verdict how) {
        ordered::verdicts[number] = how;
        callers[number].join();
        CHECK(answers[number] == (how == verdict::succeeds ? success : failure));
    }
    static bool enabled() {
        const auto itf = routpact::interfaces<ordered>.find(7);
        return itf && itf->enabled();
    }
};

} // namespace

TEST_CASE("an InterfaceStatus that fails late does not undo one that has succeeded") {
    for (const verdict fails : {verdict::fails, verdict::throws}) {
        overlapping calls;
        calls.begin(true);
        calls.begin(true);
        calls.end(1, verdict::succeeds);
        CHECK(calls.enabled());
        calls.end(0, fails);
        CHECK(calls.enabled());
    }
}

TEST_CASE("the change of an InterfaceStatus that fails first does not come back when others fail") {
    overlapping calls;
    calls.begin(true);
    calls.begin(true);
    calls.end(0, verdict::fails);
    CHECK(calls.enabled()); // the second call is in its handler
    calls.end(1, verdict::fails);
    CHECK(!calls.enabled());
}

TEST_CASE("of calls of InterfaceStatus that contradict each other, the last to begin counts") {
    for (const bool backwards : {false, true}) {
        overlapping calls;
        calls.begin(true);
        calls.begin(false);
        calls.begin(true);
        calls.begin(false);
        calls.end(3, verdict::fails);
        CHECK(calls.enabled());
        for (const std::size_t n : {0u, 1u, 2u})
            calls.end(backwards ? 2 - n : n, verdict::succeeds);
        CHECK(calls.enabled());
    }
}

TEST_CASE("many overlapping calls of InterfaceStatus end with the value of the last success") {
    constexpr unsigned count = 16;
    for (unsigned successful = 0; successful <= count; ++successful) { // `count`: no call succeeds
        overlapping calls;
        for (unsigned n = 0; n < count; ++n)
            calls.begin(n % 2 == 0);
        for (unsigned n = 0; n < count; ++n) {
            const unsigned next = n * 5 % count;
            calls.end(next, next == successful ? verdict::succeeds : verdict::fails);
        }
        CHECK(calls.enabled() == (successful < count && successful % 2 == 0));
    }
}

TEST_CASE("a success remains among more calls of InterfaceStatus than there is room for") {
    for (const unsigned successful : {0u, 20u, 39u}) {
        overlapping calls;
        for (unsigned n = 0; n < ordered::most; ++n)
            calls.begin(true);
        calls.end(successful, verdict::succeeds);
        CHECK(calls.enabled());
        for (unsigned n = 0; n < ordered::most; ++n)
            if (n != successful)
                calls.end(n, verdict::fails);
        CHECK(calls.enabled());
    }
    overlapping calls;
    for (unsigned n = 0; n < ordered::most; ++n)
        calls.begin(true);
    for (unsigned n = 0; n < ordered::most; ++n)
        calls.end(n, verdict::fails);
    CHECK(!calls.enabled());
}
