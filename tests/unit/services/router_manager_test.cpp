#include "../../common/counted_work.hpp"
#include "../../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <memory>
#include <routpact/router_manager.hpp>
#include <thread>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

namespace {

using routpact::availability;
using routpact::router_event;
using routpact::router_manager;
using routpact::violation;

// The state of a protocol that the services need.
struct {
    routpact::detail::lifecycle life;
    routpact::detail::event_queue events;
    routpact::detail::background threads;
    routpact::detail::timer_queue timers;
    HANDLE finished = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    std::atomic<int> finishes = 0;
    std::atomic<int> alive_at_finish = 0;
    std::atomic<ULONG> saved = 0;
    std::atomic<int> reports = 0;
    routpact::report last{};
} parts;

void finish_stop() noexcept {
    ++parts.finishes;
    parts.alive_at_finish = counted_work::alive.load();
    parts.threads.join();
    if (parts.life.end_stop([] {}))
        parts.life.acknowledge_stop(parts.life.late_requests(), [] { return true; }, [] {});
    SetEvent(parts.finished);
}
void leave() noexcept {
    if (parts.life.leave())
        finish_stop();
}
bool save_interface(ULONG index) noexcept {
    parts.saved = index;
    return index == 7;
}
void observe(const routpact::report& report) {
    parts.last = report;
    ++parts.reports;
}

constexpr routpact::detail::protocol_services::parts protocol_parts{
    parts.life, parts.events, parts.threads, parts.timers, leave, save_interface, observe};

// A protocol from StartProtocol to the end of its stop.
struct running_manager {
    routpact::detail::protocol_services services{protocol_parts};
    router_manager manager{services};

    running_manager() {
        parts.finishes = 0;
        parts.reports = 0;
        REQUIRE(parts.life.begin_start());
        services.hold();
        services.release_events();
        REQUIRE(parts.life.mark_constructed());
        REQUIRE(!parts.life.leave());
    }
    void complete() {
        REQUIRE(parts.life.complete_start());
        services.release_work();
        REQUIRE(!parts.life.leave());
    }
    // Stops the protocol. Returns whether running work completed the stop.
    bool stop() {
        REQUIRE(parts.life.begin_stop() == routpact::detail::lifecycle::stop_request::begun);
        services.drop_work();
        if (parts.life.leave_stop()) {
            finish_stop();
            REQUIRE(WaitForSingleObject(parts.finished, 0) == WAIT_OBJECT_0);
            return false;
        }
        REQUIRE(WaitForSingleObject(parts.finished, 30000) == WAIT_OBJECT_0);
        parts.threads.join();
        return true;
    }
};

} // namespace

TEST_CASE("posted work runs once, on another thread") {
    running_manager running;
    running.complete();
    std::atomic<int> runs = 0;
    std::atomic<bool> elsewhere = false;
    CHECK(running.manager.post([&, here = std::this_thread::get_id()] {
        elsewhere = std::this_thread::get_id() != here;
        ++runs;
    }));
    wait_until([&] { return runs != 0; });
    running.stop();
    CHECK(elsewhere);
    CHECK(runs == 1);
    CHECK(parts.finishes == 1);
    CHECK(parts.reports == 0);
}

TEST_CASE("work may be movable only") {
    running_manager running;
    std::atomic<int> sum = 0;
    CHECK(running.manager.post([&, held = std::make_unique<int>(3)] { sum += *held; }));
    running.complete();
    CHECK(running.manager.post([&, held = std::make_unique<int>(4)] { sum += *held; }));
    wait_until([&] { return sum == 7; });
    running.stop();
}

TEST_CASE("work that is posted before StartComplete waits for it") {
    running_manager running;
    std::atomic<int> runs = 0;
    for (int i = 0; i < 3; ++i)
        CHECK(running.manager.post([&, counting = counted_work{}] { ++runs; }));
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    CHECK(runs == 0);
    CHECK(counted_work::alive == 3);
    running.complete();
    wait_until([&] { return runs == 3; });
    running.stop();
    CHECK(runs == 3);
    CHECK(counted_work::alive == 0);
}

TEST_CASE("a stop destroys work that waits for StartComplete") {
    running_manager running;
    bool ran = false;
    for (int i = 0; i < 3; ++i)
        CHECK(running.manager.post([&, counting = counted_work{}] { ran = true; }));
    CHECK(!running.stop());
    CHECK(counted_work::alive == 0);
    CHECK(!ran);
    running_manager next;
    next.complete();
    CHECK(!next.stop());
    CHECK(!ran);
}

TEST_CASE("work is refused, destroyed and reported while the protocol stops or is stopped") {
    running_manager running;
    running.complete();
    bool ran = false;
    std::atomic<bool> go = false;
    CHECK(running.manager.post([&] { wait_until([&] { return go.load(); }); }));
    CHECK(!running.manager.is_stopping());
    CHECK(parts.life.begin_stop() == routpact::detail::lifecycle::stop_request::begun);
    running.services.drop_work();
    CHECK(running.manager.is_stopping());
    CHECK(!running.manager.post([&, counting = counted_work{}] { ran = true; }));
    CHECK(counted_work::alive == 0);
    CHECK(parts.reports == 1);
    CHECK(std::strcmp(parts.last.callback, "posted work") == 0);
    CHECK(parts.last.kind == violation::work_not_started);
    CHECK(parts.last.blamed == routpact::blame::protocol);
    CHECK(!parts.life.leave_stop());
    go = true;
    CHECK(WaitForSingleObject(parts.finished, 30000) == WAIT_OBJECT_0);
    parts.threads.join();
    CHECK(!running.manager.is_stopping());
    CHECK(!running.manager.post([&, counting = counted_work{}] { ran = true; }));
    CHECK(parts.reports == 2);
    CHECK(counted_work::alive == 0);
    CHECK(!ran);
    CHECK(parts.finishes == 1);
}

TEST_CASE("the last work to return completes a stop, after its own destruction") {
    running_manager running;
    running.complete();
    std::atomic<bool> begun = false;
    CHECK(running.manager.post([&, counting = counted_work{}] {
        begun = true;
        wait_until([&] { return running.manager.is_stopping(); });
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }));
    wait_until([&] { return begun.load(); });
    CHECK(running.stop());
    CHECK(parts.finishes == 1);
    CHECK(parts.alive_at_finish == 0);
    CHECK(counted_work::alive == 0);
}

TEST_CASE("work may post work") {
    running_manager running;
    running.complete();
    std::atomic<int> runs = 0;
    CHECK(running.manager.post([&] {
        ++runs;
        static_cast<void>(running.manager.post([&] {
            ++runs;
            static_cast<void>(running.manager.post([&] { ++runs; }));
        }));
    }));
    wait_until([&] { return runs == 3; });
    running.stop();
    CHECK(runs == 3);
}

#ifdef __cpp_exceptions
TEST_CASE("an exception thrown by posted work is reported and ignored") {
    running_manager running;
    running.complete();
    CHECK(
        running.manager.post([counting = counted_work{}] { throw std::runtime_error{"no luck"}; }));
    wait_until([] { return parts.reports == 1; });
    CHECK(std::strcmp(parts.last.callback, "posted work") == 0);
    CHECK(parts.last.kind == violation::exception_thrown);
    running.stop();
    CHECK(counted_work::alive == 0);
    CHECK(parts.finishes == 1);
}

TEST_CASE("work whose move throws is not posted") {
    struct stubborn {
        stubborn() = default;
        stubborn(stubborn&&) { throw std::runtime_error{"no"}; }
        void operator()() const {}
    };
    running_manager running;
    running.complete();
    CHECK_THROWS_AS(running.manager.post(stubborn{}), std::runtime_error);
    CHECK(!running.stop());
}
#endif

#if defined(__GLIBC__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("work that gets no thread is destroyed and refused") {
    running_manager running;
    bool ran = false;
    CHECK(running.manager.post([&, counting = counted_work{}] { ran = true; }));
    pthread_attr_t before;
    pthread_attr_t unaffordable;
    REQUIRE(pthread_getattr_default_np(&before) == 0);
    REQUIRE(pthread_getattr_default_np(&unaffordable) == 0);
    REQUIRE(pthread_attr_setstacksize(&unaffordable, std::size_t{1} << 46) == 0);
    REQUIRE(pthread_setattr_default_np(&unaffordable) == 0);
    running.complete();
    const bool posted = running.manager.post([&, counting = counted_work{}] { ran = true; });
    pthread_setattr_default_np(&before);
    CHECK(!posted);
    CHECK(!ran);
    CHECK(counted_work::alive == 0);
    CHECK(parts.reports == 2);
    CHECK(parts.last.kind == violation::work_not_started);
    CHECK(!running.stop());
    pthread_attr_destroy(&before);
    pthread_attr_destroy(&unaffordable);
}
#endif

TEST_CASE("save_global_config posts one event until the router manager takes it") {
    running_manager running;
    const auto taken = [] {
        router_event what;
        int count = 0;
        while (parts.events.take(what)) {
            CHECK(what.type == SAVE_GLOBAL_CONFIG_INFO);
            ++count;
        }
        return count;
    };
    running.manager.save_global_config();
    running.manager.save_global_config();
    CHECK(taken() == 1);
    running.manager.save_global_config();
    CHECK(taken() == 1);
    running.stop();
}

TEST_CASE("save_interface_config passes its index on") {
    running_manager running;
    CHECK(running.manager.save_interface_config(7));
    CHECK(parts.saved == 7);
    CHECK(!running.manager.save_interface_config(8));
    CHECK(parts.saved == 8);
    running.stop();
}

namespace {
DWORD caller_id = 0;
DWORD WINAPI dial(DWORD protocol, DWORD) {
    caller_id = protocol;
    return NO_ERROR;
}
} // namespace

TEST_CASE("a router manager's support functions are those of the last start") {
    running_manager running;
    CHECK(running.manager.demand_dial(7) == routpact::code{ERROR_CALL_NOT_IMPLEMENTED});
    SUPPORT_FUNCTIONS functions{};
    functions.DemandDialRequest = dial;
    static_cast<routpact::support_functions&>(running.manager).assign(&functions, 42);
    CHECK(running.manager.demand_dial(7) == routpact::code::no_error);
    CHECK(caller_id == 42);
    running.stop();
}
