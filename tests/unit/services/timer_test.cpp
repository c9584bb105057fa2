// Timers under the manual clock, where every order is fixed.

#include "timed_protocol.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstring>
#include <limits>
#include <optional>
#include <routpact/testing.hpp>
#include <utility>
#include <vector>

#ifdef __cpp_exceptions
#include <stdexcept>
#endif

using namespace timer_tests;

namespace {
using manual_clock = routpact::testing::manual_clock<timed>;

// A started protocol with a manual clock.
struct stepped {
    manual_clock clock;
    started protocol;
    router& box = protocol.box;
    router_manager& manager = protocol.manager;
};
} // namespace

TEST_CASE("post_after calls its work once, when the delay is over", "[timer]") {
    stepped s;
    int calls = 0;
    timer once = s.manager.post_after(30s, [&, counting = counted_work{}] { ++calls; });
    REQUIRE(once);
    CHECK(once.is_pending());
    CHECK(s.clock.advance(29s) == 0);
    CHECK(s.clock.advance(999ms) == 0);
    CHECK(counted_work::alive == 1);
    CHECK(s.clock.advance(1ms) == 1);
    CHECK(calls == 1);
    CHECK(counted_work::alive == 0); // destroyed although the handle exists
    CHECK(once);
    CHECK(!once.is_pending());
    CHECK(s.clock.advance(1h) == 0);
}

TEST_CASE("post_every calls its work in each period, and an hour takes no time", "[timer]") {
    stepped s;
    std::vector<long long> seconds;
    const auto begin = s.manager.now<std::chrono::seconds>();
    timer every = s.manager.post_every(
        30s, [&] { seconds.push_back((s.manager.now<std::chrono::seconds>() - begin).count()); });
    CHECK(s.clock.advance(1h) == 120);
    REQUIRE(seconds.size() == 120);
    CHECK(seconds.front() == 30);
    CHECK(seconds.back() == 3600);
    CHECK(every.is_pending());
    CHECK(s.manager.now<std::chrono::seconds>() - begin == 1h);
    CHECK(s.manager.now<std::chrono::hours>() == 1h);
}

TEST_CASE("work runs in the order in which it is due, then in that of the calls", "[timer]") {
    stepped s;
    std::vector<int> order;
    const auto note = [&](int n) { return [&order, n] { order.push_back(n); }; };
    timer c = s.manager.post_after(2s, note(3));
    timer a = s.manager.post_after(1s, note(1));
    timer d = s.manager.post_every(2s, note(4));
    timer b = s.manager.post_after(1s, note(2));
    CHECK(s.clock.step() == 2);
    CHECK(order == std::vector{1, 2});
    CHECK(s.clock.step() == 2);
    CHECK(order == std::vector{1, 2, 3, 4});
    CHECK(s.clock.step() == 1);
    d.cancel();
    CHECK(s.clock.step() == 0);
}

TEST_CASE("a cancelled or destroyed timer is not called, and its work is destroyed", "[timer]") {
    stepped s;
    int calls = 0;
    timer moved;
    {
        timer destroyed = s.manager.post_after(1s, [&, counting = counted_work{}] { ++calls; });
        timer cancelled = s.manager.post_every(1s, [&, counting = counted_work{}] { ++calls; });
        timer replaced = s.manager.post_every(1s, [&, counting = counted_work{}] { ++calls; });
        moved = s.manager.post_every(1s, [&, counting = counted_work{}] { calls += 100; });
        CHECK(counted_work::alive == 4);
        cancelled.cancel();
        CHECK(!cancelled);
        CHECK(!cancelled.is_pending());
        CHECK(counted_work::alive == 3);
        cancelled.cancel(); // again, of an empty handle
        replaced = timer{};
        CHECK(counted_work::alive == 2);
        timer& same = moved;
        moved = std::move(same); // onto itself: stays
        CHECK(moved);
        timer other = std::move(moved);
        CHECK(!moved);
        moved = std::move(other);
        CHECK(!other);
    }
    CHECK(counted_work::alive == 1);
    CHECK(s.clock.advance(2s) == 2);
    CHECK(calls == 200);
}

TEST_CASE("delays of zero, negative ones, and endless ones", "[timer]") {
    stepped s;
    int calls = 0;
    const auto count = [&] { ++calls; };
    timer zero = s.manager.post_after(0s, count);
    timer negative = s.manager.post_after(-5h, count);
    timer none = s.manager.post_after(
        std::chrono::duration<double>{std::numeric_limits<double>::quiet_NaN()}, count);
    timer years = s.manager.post_after((std::chrono::hours::max)(), count);
    timer endless = s.manager.post_after(
        std::chrono::duration<double>{std::numeric_limits<double>::infinity()}, count);
    timer half = s.manager.post_every(std::chrono::duration<double>{0.5}, count);
    CHECK(s.clock.advance(0s) == 3);
    CHECK(s.clock.advance(1s) == 2);
    CHECK(years.is_pending());
    CHECK(endless.is_pending());

    for (const auto period : {0ns, -1ns}) {
        timed::reports = 0;
        timer refused = s.manager.post_every(period, [&, counting = counted_work{}] { ++calls; });
        CHECK(!refused);
        CHECK(!refused.is_pending());
        CHECK(timed::reports == 1);
        CHECK(timed::last_kind == violation::work_not_started);
        CHECK(counted_work::alive == 0);
    }
}

TEST_CASE("work that takes longer than its period skips calls and does not drift", "[timer]") {
    stepped s;
    std::vector<long long> at;
    const auto begin = s.manager.now<std::chrono::milliseconds>();
    timer slow = s.manager.post_every(10s, [&] {
        at.push_back((s.manager.now<std::chrono::milliseconds>() - begin).count());
        if (at.size() == 1) // 25 s pass
            routpact::detail::instance<timed>::timers.advance(25'000'000'000);
    });
    s.clock.advance(60s);
    CHECK(at == std::vector<long long>{10000, 40000, 50000, 60000});
}

TEST_CASE("work may cancel, replace and move its own timer", "[timer]") {
    stepped s;
    std::vector<int> calls;
    timer t;
    t = s.manager.post_every(1s, [&, counting = counted_work{}] {
        calls.push_back(1);
        t = s.manager.post_every(1s, [&, more = counted_work{}] {
            calls.push_back(2);
            CHECK(counted_work::alive ==
                  1); // that of the first work is destroyed when it has returned
            t.cancel();
        });
        CHECK(counted_work::alive == 2);
    });
    CHECK(s.clock.advance(10s) == 2);
    CHECK(calls == std::vector{1, 2});
    CHECK(counted_work::alive == 0);
    {
        std::optional<timer> own;
        own = s.manager.post_after(1s, [&, counting = counted_work{}] { own.reset(); });
        CHECK(s.clock.advance(1s) == 1);
        CHECK(!own);
        CHECK(counted_work::alive == 0);
    }
}

TEST_CASE("work may own its own timer", "[timer]") {
    int calls = 0;
    {
        stepped s;
        const auto own = std::make_shared<timer>();
        *own = s.manager.post_every(1s, [&, own, counting = counted_work{}] { ++calls; });
        CHECK(s.clock.advance(3s) == 3);
        CHECK(own.use_count() == 2);
    } // the stop destroys the work
    CHECK(calls == 3);
    CHECK(counted_work::alive == 0);
}

TEST_CASE("a timer that is started before StartComplete waits for it", "[timer]") {
    manual_clock clock;
    timer outside;
    int calls = 0;
    timed::constructing = [&] {
        outside = timed::manager->post_every(10s, [&, counting = counted_work{}] { ++calls; });
        CHECK(outside);
    };
    router box;
    REQUIRE(box.start_protocol() == success);
    CHECK(clock.advance(25s) == 0);
    CHECK(clock.step() == 0);
    REQUIRE(box.start_complete() == success);
    CHECK(clock.advance(0s) == 1); // the one that is over; the second is skipped
    CHECK(clock.advance(5s) == 1); // the third, at 30 s
    CHECK(box.stop() == success);
    CHECK(counted_work::alive == 0);

    REQUIRE(box.start_protocol() == success); // a stop before StartComplete
    CHECK(box.stop() == success);
    CHECK(counted_work::alive == 0);
    CHECK(!outside.is_pending());
    CHECK(clock.advance(1h) == 0);
    CHECK(calls == 2);
    timed::constructing = nullptr;
}

TEST_CASE("after a stop no timer runs, none starts, and handles stay valid", "[timer]") {
    manual_clock clock;
    int calls = 0;
    timer held, late;
    {
        started s;
        held = s.manager.post_every(1s, [&, counting = counted_work{}] { ++calls; });
        timed::on_stopping = [&] {
            CHECK(counted_work::alive == 0);
            late = timed::manager->post_after(0s, [&, counting = counted_work{}] { ++calls; });
            CHECK(!late);
            CHECK(timed::reports == 1);
            CHECK(timed::last_kind == violation::work_not_started);
            CHECK(std::strcmp(timed::last_callback, "posted work") == 0);
        };
        CHECK(clock.advance(1s) == 1);
        CHECK(s.box.stop() == success);
        CHECK(clock.advance(1h) == 0);
        CHECK(held);
        CHECK(!held.is_pending());
        CHECK(!s.manager.post_after(0s, [] {}));
        timed::on_stopping = nullptr;

        REQUIRE(s.box.start() == success); // the next life has timers of its own
        timer next = s.manager.post_every(1s, [&] { calls += 10; });
        CHECK(clock.advance(2s) == 2);
        CHECK(calls == 21);
        held = std::move(next);
    }
    CHECK(!held.is_pending());
    CHECK(counted_work::alive == 0);
}

TEST_CASE("timers of the protocol and of its interfaces end with them", "[timer]") {
    stepped s;
    int calls = 0;
    REQUIRE(s.box.add_interface(7, L"Internal") == success);
    {
        const auto itf = routpact::interfaces<timed>.find(7);
        REQUIRE(itf);
        itf->held = s.manager.post_every(1s, [&, counting = counted_work{}] { ++calls; });
    }
    routpact::detail::instance<timed>::protocol().timers[0] =
        s.manager.post_every(1s, [&, counting = counted_work{}] { calls += 10; });
    CHECK(s.clock.advance(1s) == 2);
    CHECK(s.box.delete_interface(7) == success);
    CHECK(counted_work::alive == 1);
    CHECK(s.clock.advance(1s) == 1);
    CHECK(calls == 21);
    CHECK(s.box.stop() == success);
    CHECK(timed::alive_at_end == 0); // the work is destroyed before the protocol
}

TEST_CASE("a stop inside the work of a timer is completed after the work", "[timer]") {
    stepped s;
    std::optional<DWORD> answer;
    timer every = s.manager.post_every(1s, [&, counting = counted_work{}] {
        answer = s.box.pointers().pfnStopProtocol();
        CHECK(counted_work::alive == 1);
    });
    CHECK(s.clock.advance(5s) == 1);
    CHECK(answer == DWORD{ERROR_PROTOCOL_STOP_PENDING});
    CHECK(s.box.await(ROUTER_STOPPED));
    CHECK(timed::alive_at_end == 0);
    CHECK(counted_work::alive == 0);
}

TEST_CASE("ten thousand timers", "[timer]") {
    stepped s;
    std::vector<timer> all;
    std::vector<int> order;
    constexpr int count = 10000;
    for (int n = 0; n < count; ++n) {
        const int due = n * 7919 % count; // each number once
        all.push_back(s.manager.post_after(std::chrono::milliseconds{due},
                                           [&order, due] { order.push_back(due); }));
    }
    for (int n = 0; n < count; n += 3)
        all[static_cast<std::size_t>(n)].cancel();
    s.clock.advance(10s);
    CHECK(order.size() == count - (count + 2) / 3);
    CHECK(std::is_sorted(order.begin(), order.end()));
}

#ifdef __cpp_exceptions
TEST_CASE("an exception of a timer's work is reported and does not end the timer", "[timer]") {
    stepped s;
    timer every = s.manager.post_every(1s, [] { throw std::runtime_error{"no luck"}; });
    CHECK(s.clock.advance(3s) == 3);
    CHECK(timed::reports == 3);
    CHECK(timed::last_kind == violation::exception_thrown);
    CHECK(std::strcmp(timed::last_callback, "posted work") == 0);

    struct stubborn {
        stubborn() = default;
        stubborn(stubborn&&) { throw std::runtime_error{"no"}; }
        void operator()() const {}
    };
    CHECK_THROWS_AS(s.manager.post_after(1s, stubborn{}), std::runtime_error);
}

TEST_CASE("a constructor that throws cancels the timers that it has started", "[timer]") {
    manual_clock clock;
    timer outside;
    timed::constructing = [&] {
        outside = timed::manager->post_every(1s, [counting = counted_work{}] {});
        throw std::runtime_error{"no"};
    };
    router box;
    CHECK(box.start() != success);
    CHECK(counted_work::alive == 0);
    CHECK(clock.advance(1h) == 0);
    timed::constructing = nullptr;
}

TEST_CASE("mistakes with the manual clock throw", "[timer]") {
    using routpact::testing::usage_error;
    {
        stepped s;
        CHECK_THROWS_AS(manual_clock{}, usage_error); // another one
        CHECK_THROWS_AS(s.clock.advance(-1s), usage_error);
        bool threw = false;
        timer nested = s.manager.post_after(1s, [&] {
            try {
                s.clock.advance(1s);
            } catch (const usage_error&) {
                threw = true;
            }
        });
        CHECK(s.clock.advance(1s) == 1);
        CHECK(threw);
    }
    {
        started s;
        CHECK_THROWS_AS(manual_clock{}, usage_error); // the protocol is started
    }
    CHECK_NOTHROW(manual_clock{});
}
#endif

TEST_CASE("a manual clock that ends first leaves its time to the life that has begun", "[timer]") {
    int calls = 0;
    started s;
    REQUIRE(s.box.stop() == success);
    {
        manual_clock clock;
        REQUIRE(s.box.start() == success);
    }
    timer frozen = s.manager.post_after(0s, [&] { ++calls; });
    std::this_thread::sleep_for(20ms);
    CHECK(frozen.is_pending());
    REQUIRE(s.box.restart() == success);
    std::atomic<bool> ran = false;
    timer real = s.manager.post_after(0s, [&] { ran = true; });
    wait_until([&] { return ran.load(); });
    CHECK(calls == 0);
}
