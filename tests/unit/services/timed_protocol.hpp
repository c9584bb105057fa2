#pragma once
// A protocol for the tests of timers.

#include "../../common/counted_work.hpp"
#include "../../common/wait_until.hpp"

#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <functional>
#include <routpact/testing.hpp>
#include <thread>

namespace timer_tests {

using namespace std::chrono_literals;
using routpact::router_manager;
using routpact::timer;
using routpact::violation;

inline constexpr DWORD success = NO_ERROR;

// A protocol that a test drives: it gives its router_manager away.
class timed {
public:
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0ffd, 2);
    static constexpr DWORD functionality = RF_ROUTING | RF_ADD_ALL_INTERFACES;
    struct interface_type {
        interface_type(timed&, const routpact::interface_description&) {}
        timer held;
    };

    explicit timed(router_manager& m) {
        manager = &m;
        if (constructing)
            constructing();
    }
    ~timed() {
        alive_at_end = counted_work::alive.load();
        for (timer& each : timers)
            each = timer{};
    }
    void stopping() {
        if (on_stopping)
            on_stopping();
    }
    static void observe(const routpact::report& what) {
        last_kind = what.kind;
        last_callback = what.callback;
        ++reports;
    }

    std::array<timer, 8> timers; // ends with the protocol

    static inline router_manager* manager = nullptr;
    static inline std::function<void()> constructing, on_stopping;
    static inline std::atomic<int> alive_at_end = 0;
    static inline std::atomic<int> reports = 0;
    static inline std::atomic<violation> last_kind{};
    static inline std::atomic<const char*> last_callback = nullptr;
};

using router = routpact::testing::router_manager<timed>;

// A started protocol. The hooks of the class are those of one test.
struct started {
    router box;
    router_manager& manager = start();

private:
    router_manager& start() {
        timed::reports = 0;
        REQUIRE(box.start() == success);
        return *timed::manager;
    }
};

} // namespace timer_tests
