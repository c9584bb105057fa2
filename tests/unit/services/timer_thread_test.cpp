// Timers under the real clock, which run on another thread.

#include "timed_protocol.hpp"

#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstring>
#include <optional>
#include <routpact/testing.hpp>
#include <thread>
#include <utility>
#include <vector>

using namespace timer_tests;

TEST_CASE("timers run on another thread, in time", "[timer]") {
    started s;
    std::atomic<int> calls = 0;
    std::atomic<bool> elsewhere = false, early = false;
    const auto begin = std::chrono::steady_clock::now();
    timer once = s.manager.post_after(50ms, [&, here = std::this_thread::get_id()] {
        elsewhere = std::this_thread::get_id() != here;
        early = std::chrono::steady_clock::now() - begin < 50ms;
    });
    timer every = s.manager.post_every(5ms, [&] { ++calls; });
    timer first = s.manager.post_after(1us, [&] { ++calls; });
    wait_until([&] { return !once.is_pending() && calls >= 8; });
    CHECK(s.box.stop() == success);
    CHECK(elsewhere);
    CHECK(!early);
    const int at_stop = calls;
    std::this_thread::sleep_for(20ms);
    CHECK(calls == at_stop);
}

TEST_CASE("periodic calls come on the grid of the first, never two at once", "[timer]") {
    started s;
    std::atomic<int> running = 0, calls = 0;
    std::atomic<bool> twice = false, off_grid = false;
    const auto begin = s.manager.now<std::chrono::microseconds>();
    timer every = s.manager.post_every(2ms, [&] {
        twice = twice || ++running != 1;
        const auto late = s.manager.now<std::chrono::microseconds>() - begin;
        off_grid = off_grid || late < 2ms * (calls + 1); // never early
        ++calls;
        std::this_thread::sleep_for(3ms); // longer than the period
        --running;
    });
    wait_until([&] { return calls >= 20; });
    every = timer{};
    CHECK(running == 0);
    CHECK(!twice);
    CHECK(!off_grid);
    // 20 calls on each second moment of the grid
    CHECK(s.manager.now<std::chrono::microseconds>() - begin >= 76ms);
}

TEST_CASE("the destructor of a timer waits for its work, cancel() does not", "[timer]") {
    started s;
    std::atomic<bool> begun = false, go = false, ended = false;
    const auto work = [&] {
        begun = true;
        wait_until([&] { return go.load(); });
        std::this_thread::sleep_for(10ms);
        ended = true;
    };
    timer t = s.manager.post_every(1ms, work);
    wait_until([&] { return begun.load(); });
    t.cancel(); // returns although the work runs
    CHECK(!ended);
    CHECK(!t);
    go = true;
    wait_until([&] { return ended.load(); });

    begun = go = ended = false;
    t = s.manager.post_every(1ms, work);
    wait_until([&] { return begun.load(); });
    std::thread later{[&] { go = true; }};
    t = timer{};
    CHECK(ended);
    later.join();
}

TEST_CASE("a destructor that waits longer than 2 s is reported", "[timer]") {
    started s;
    std::atomic<bool> begun = false;
    timer t = s.manager.post_after(0s, [&] {
        begun = true;
        wait_until([] { return timed::reports == 1; });
    });
    wait_until([&] { return begun.load(); });
    t = timer{};
    CHECK(timed::last_kind == violation::long_use);
    CHECK(std::strcmp(timed::last_callback, "posted work") == 0);
}

namespace {
// Ends a timer when it is destroyed.
struct ending {
    std::optional<timer>* ended;
    std::atomic<bool>* begun;

    ending(std::optional<timer>* t, std::atomic<bool>* b) : ended{t}, begun{b} {}
    ending(ending&& other) noexcept
        : ended{std::exchange(other.ended, nullptr)}, begun{other.begun} {}
    ending(const ending&) = delete;
    ~ending() {
        if (!ended)
            return;
        *begun = true;
        ended->reset();
    }
};
} // namespace

TEST_CASE("work and work that a stop destroys may end the timers of each other", "[timer]") {
    for (int round = 0; round < 20; ++round) {
        started s;
        std::optional<timer> running, waiting;
        std::atomic<bool> runs = false, dropped = false;
        waiting = s.manager.post_after(1h, [end = ending{&running, &dropped}] {});
        running = s.manager.post_after(0s, [&] {
            runs = true;
            wait_until([&] { return dropped.load(); });
            if (round % 2 != 0)
                std::this_thread::sleep_for(1ms); // the stop waits for this work by now
            waiting.reset();
        });
        wait_until([&] { return runs.load(); });
        CHECK(s.box.stop() == success);
    }
}

#ifdef _WIN32 // elsewhere, one thread runs all timers
TEST_CASE("two timers whose work destroys the other do not wait for each other", "[timer]") {
    started s;
    std::atomic<int> inside = 0, done = 0;
    std::atomic<bool> ready = false;
    std::optional<timer> a, b;
    const auto end_of = [&](std::optional<timer>& other) {
        return [&] {
            wait_until([&] { return ready.load(); });
            ++inside;
            wait_until([&] { return inside == 2; }); // both run at the same time
            other.reset();
            ++done;
        };
    };
    a = s.manager.post_after(0s, end_of(b));
    b = s.manager.post_after(0s, end_of(a));
    ready = true;
    wait_until([&] { return done == 2; });
}
#endif

TEST_CASE("a stop waits for the work that runs and cancels the rest", "[timer]") {
    for (int round = 0; round < 50; ++round) {
        std::atomic<bool> begun = false, ended = false;
        std::atomic<int> late = 0;
        started s;
        timer every = s.manager.post_every(1us, [&, counting = counted_work{}] {
            begun = true;
            wait_until([&] { return s.manager.is_stopping(); });
            ended = true;
        });
        timer never = s.manager.post_after(1h, [&, counting = counted_work{}] { ++late; });
        wait_until([&] { return begun.load(); });
        CHECK(s.box.stop() == success);
        CHECK(ended);
        CHECK(late == 0);
        CHECK(counted_work::alive == 0);
        CHECK(timed::alive_at_end == 0);
    }
}

TEST_CASE("threads start and end timers while these run and the protocol stops", "[timer]") {
    for (int round = 0; round < 30; ++round) {
        std::atomic<bool> end = false;
        std::atomic<int> calls = 0;
        started s;
        std::vector<std::thread> threads;
        for (int n = 0; n < 3; ++n)
            threads.emplace_back([&, n] {
                std::array<timer, 16> mine;
                for (unsigned turn = 0; !end; ++turn) {
                    timer& each = mine[turn % mine.size()];
                    if (turn % 3 == 0)
                        each.cancel();
                    each = n % 2 != 0
                               ? s.manager.post_every(std::chrono::microseconds{turn % 50 + 1},
                                                      [&, counting = counted_work{}] { ++calls; })
                               : s.manager.post_after(std::chrono::microseconds{turn % 50},
                                                      [&, counting = counted_work{}] { ++calls; });
                    static_cast<void>(each.is_pending());
                }
            });
        wait_until([&] { return calls > round; });
        CHECK(s.box.stop() == success);
        const int at_stop = calls;
        std::this_thread::yield();
        CHECK(calls == at_stop);
        if (round % 2 != 0) // the threads meet the next life
            REQUIRE(s.box.start() == success);
        end = true;
        for (std::thread& each : threads)
            each.join();
        CHECK(counted_work::alive == 0); // each thread has ended its timers
    }
}

TEST_CASE("ten thousand timers under the real clock", "[timer]") {
    started s;
    std::vector<timer> all;
    std::atomic<int> calls = 0;
    for (int n = 0; n < 10000; ++n)
        all.push_back(s.manager.post_after(std::chrono::microseconds{n % 1000}, [&] { ++calls; }));
    wait_until([&] { return calls == 10000; });
    CHECK(s.box.stop() == success);
}

#if defined(__GLIBC__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
namespace {
// While it exists, no thread can be created.
class no_threads {
public:
    no_threads() {
        pthread_attr_t unaffordable;
        REQUIRE(pthread_getattr_default_np(&before_) == 0);
        REQUIRE(pthread_getattr_default_np(&unaffordable) == 0);
        REQUIRE(pthread_attr_setstacksize(&unaffordable, std::size_t{1} << 46) == 0);
        REQUIRE(pthread_setattr_default_np(&unaffordable) == 0);
        pthread_attr_destroy(&unaffordable);
    }
    no_threads(const no_threads&) = delete;
    ~no_threads() {
        pthread_setattr_default_np(&before_);
        pthread_attr_destroy(&before_);
    }

private:
    pthread_attr_t before_{};
};
} // namespace

TEST_CASE("a timer that gets no thread is refused, destroyed and reported", "[timer]") {
    started s;
    {
        const no_threads poor;
        timer refused = s.manager.post_after(0s, [counting = counted_work{}] {});
        CHECK(!refused);
    }
    CHECK(counted_work::alive == 0);
    CHECK(timed::reports == 1);
    CHECK(timed::last_kind == violation::work_not_started);
    std::atomic<bool> ran = false;
    timer later = s.manager.post_after(0s, [&] { ran = true; });
    CHECK(later);
    wait_until([&] { return ran.load(); });
}

TEST_CASE("timers that get no thread at StartComplete run with the next one", "[timer]") {
    timed::reports = 0;
    std::atomic<int> calls = 0;
    timer early;
    timed::constructing = [&] { early = timed::manager->post_every(1ms, [&] { ++calls; }); };
    router box;
    REQUIRE(box.start_protocol() == success);
    {
        const no_threads poor;
        REQUIRE(box.start_complete() == success);
    }
    CHECK(timed::reports == 1);
    CHECK(timed::last_kind == violation::work_not_started);
    CHECK(early.is_pending());
    timer next = timed::manager->post_after(0s, [] {});
    wait_until([&] { return calls > 2; });
    timed::constructing = nullptr;
}
#endif
