#include "../../common/wait_until.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <routpact/detail/services/background.hpp>
#include <thread>
#include <vector>

namespace {

using routpact::detail::background;

bool start(background& threads, background::task& task) {
    const bool prepared = threads.prepare(task);
    if (prepared)
        threads.begin(task);
    return prepared;
}

struct probe : background::task {
    HANDLE done = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    std::atomic<int> runs = 0;
    std::atomic<int> releases = 0;
    std::atomic<bool> saw_owner = false;
    std::atomic<bool> joins_inside = false;
    std::atomic<bool> released_too_early = false;
    std::thread::id thread;

    probe() : background::task{} {
        run = [](background& threads, background::task& t) noexcept {
            auto& self = static_cast<probe&>(t);
            ++self.runs;
            self.thread = std::this_thread::get_id();
            self.saw_owner = self.owner == &threads;
            threads.retire(t);
            if (self.joins_inside) {
                threads.join(); // must not wait for this thread
                self.released_too_early = self.releases != 0;
            }
            SetEvent(self.done);
        };
        release = [](background::task& t) noexcept { ++static_cast<probe&>(t).releases; };
    }
    ~probe() { CloseHandle(done); }
    probe(const probe&) = delete;

    bool signalled() const { return WaitForSingleObject(done, 30000) == WAIT_OBJECT_0; }
    // Waits until the task is released.
    void finish(background& threads) const {
        while (releases == 0) {
            threads.join();
            std::this_thread::yield();
        }
    }
};

} // namespace

TEST_CASE("a task runs once, on another thread, and is released") {
    background threads;
    probe one;
    REQUIRE(start(threads, one));
    REQUIRE(one.signalled());
    one.finish(threads);
    CHECK(one.runs == 1);
    CHECK(one.releases == 1);
    CHECK(one.saw_owner);
    CHECK(one.thread != std::this_thread::get_id());
    threads.join();
    CHECK(one.releases == 1);
}

TEST_CASE("a task that joins the retired tasks does not wait for itself") {
    background threads;
    probe one;
    one.joins_inside = true;
    REQUIRE(start(threads, one));
    REQUIRE(one.signalled());
    one.finish(threads);
    CHECK(one.releases == 1);
    CHECK(!one.released_too_early);
}

TEST_CASE("join() returns immediately if there is no task") {
    background threads;
    threads.join();
    probe one;
    REQUIRE(start(threads, one));
    one.finish(threads);
    threads.join();
    CHECK(one.releases == 1);
}

TEST_CASE("many tasks all run and are all released") {
    background threads;
    std::vector<probe> many(100);
    for (probe& each : many)
        REQUIRE(start(threads, each));
    for (probe& each : many)
        REQUIRE(each.signalled());
    for (probe& each : many)
        each.finish(threads);
    bool once = true;
    for (const probe& each : many)
        once = once && each.runs == 1 && each.releases == 1;
    CHECK(once);
}

TEST_CASE("join() does not wait for a task that is not retired") {
    struct blocked : background::task {
        HANDLE go = CreateEventW(nullptr, TRUE, FALSE, nullptr);
        HANDLE done = CreateEventW(nullptr, TRUE, FALSE, nullptr);
        std::atomic<int> releases = 0;
        blocked() : background::task{} {
            run = [](background& threads, background::task& t) noexcept {
                auto& self = static_cast<blocked&>(t);
                WaitForSingleObject(self.go, 30000);
                threads.retire(t);
                SetEvent(self.done);
            };
            release = [](background::task& t) noexcept { ++static_cast<blocked&>(t).releases; };
        }
    } task;
    background threads;
    REQUIRE(start(threads, task));
    threads.join();
    CHECK(task.releases == 0);
    SetEvent(task.go);
    CHECK(WaitForSingleObject(task.done, 30000) == WAIT_OBJECT_0);
    while (task.releases == 0)
        threads.join();
    CHECK(task.releases == 1);
    CloseHandle(task.go);
    CloseHandle(task.done);
}

TEST_CASE("a prepared task does not run before begin()") {
    background threads;
    probe one;
    REQUIRE(threads.prepare(one));
    CHECK(WaitForSingleObject(one.done, 20) == WAIT_TIMEOUT);
    CHECK(threads.join_exited()); // the task is not retired
    CHECK(one.runs == 0);
    threads.begin(one);
    REQUIRE(one.signalled());
    one.finish(threads);
    CHECK(one.runs == 1);
}

TEST_CASE("a task that is cancelled never runs, and is released") {
    background threads;
    probe one;
    REQUIRE(threads.prepare(one));
    threads.cancel(one);
    threads.join();
    CHECK(one.releases == 1);
    CHECK(one.runs == 0);
    REQUIRE(start(threads, one)); // the task can be started again
    REQUIRE(one.signalled());
    while (one.releases != 2)
        threads.join();
    CHECK(one.runs == 1);
}

#if !defined(_WIN32)

namespace {

// A task whose thread exits slowly: the destructor of a thread-specific value waits until `go` is
// set.
struct slow_end : background::task {
    static inline pthread_key_t key{};
    HANDLE done = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    HANDLE go = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    std::atomic<bool> gone = false;
    std::atomic<int> releases = 0;

    slow_end() : background::task{} {
        static const bool created = pthread_key_create(&key, [](void* value) {
                                        auto& self = *static_cast<slow_end*>(value);
                                        SetEvent(self.done);
                                        WaitForSingleObject(self.go, 30000);
                                        self.gone = true;
                                    }) == 0;
        REQUIRE(created);
        run = [](background& threads, background::task& t) noexcept {
            pthread_setspecific(key, &static_cast<slow_end&>(t));
            threads.retire(t);
        };
        release = [](background::task& t) noexcept { ++static_cast<slow_end&>(t).releases; };
    }
    ~slow_end() {
        CloseHandle(done);
        CloseHandle(go);
    }
    slow_end(const slow_end&) = delete;

    // Starts the task, and waits until its thread runs only that destructor.
    void end_slowly(background& threads) {
        REQUIRE(start(threads, *this));
        REQUIRE(WaitForSingleObject(done, 30000) == WAIT_OBJECT_0);
    }
};

} // namespace

TEST_CASE("join() returns only when the joined thread has exited") {
    background threads;
    slow_end task;
    task.end_slowly(threads);
    std::thread other{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        SetEvent(task.go);
    }};
    threads.join();
    CHECK(task.gone);
    other.join();
}

TEST_CASE("join() also waits for the threads that other calls join") {
    background threads;
    slow_end task;
    task.end_slowly(threads);
    std::atomic<int> early = 0;
    const auto join = [&] {
        threads.join();
        early += !task.gone;
    };
    std::thread one{join};
    std::thread two{join};
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    CHECK(!threads.join_exited());
    SetEvent(task.go);
    one.join();
    two.join();
    CHECK(early == 0);
    CHECK(task.releases == 1);
    CHECK(threads.join_exited());
}

TEST_CASE("threads that are being joined may join without waiting for each other") {
    static background threads;
    static std::atomic<int> inside;
    static std::atomic<bool> go;
    inside = 0;
    go = false;
    struct joining : background::task {
        joining() : background::task{} {
            run = [](background& in, background::task& t) noexcept {
                in.retire(t);
                ++inside;
                wait_until(go);
                in.join();
            };
            release = [](background::task&) noexcept {};
        }
    } tasks[2];
    for (joining& each : tasks)
        REQUIRE(start(threads, each));
    wait_until([&] { return inside == 2; });
    std::thread one{[] { threads.join(); }};
    std::thread two{[] { threads.join(); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    go = true;
    one.join();
    two.join();
    CHECK(threads.join_exited());
}

TEST_CASE("only join() waits for a thread that exits") {
    background threads;
    slow_end task;
    task.end_slowly(threads);
    CHECK(!threads.join_exited());
    CHECK(task.releases == 0);
    probe another;
    REQUIRE(start(threads, another));
    REQUIRE(another.signalled());
    CHECK(!threads.join_exited());
    SetEvent(task.go);
    threads.join();
    CHECK(task.releases == 1);
    CHECK(another.releases == 1);
}

#if defined(__linux__)
TEST_CASE("join_exited() finds the threads that have exited without waiting") {
    background threads;
    for (int i = 0; i < 3; ++i) {
        probe one;
        REQUIRE(start(threads, one));
        wait_until([&] { return threads.join_exited() && one.releases != 0; });
        CHECK(one.releases == 1);
    }
}
#endif

#endif
