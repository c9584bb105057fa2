#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <routpact/background.hpp>
#include <thread>
#include <vector>

namespace {

using routpact::background;

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
            threads.ending(t);
            if (self.joins_inside) {
                threads.join(); // would wait for itself
                self.released_too_early = self.releases != 0;
            }
            SetEvent(self.done);
        };
        release = [](background::task& t) noexcept { ++static_cast<probe&>(t).releases; };
    }
    ~probe() { CloseHandle(done); }
    probe(const probe&) = delete;

    bool signalled() const { return WaitForSingleObject(done, 30000) == WAIT_OBJECT_0; }
    // Waits until nobody uses the task.
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
    REQUIRE(threads.start(one));
    REQUIRE(one.signalled());
    one.finish(threads);
    CHECK(one.runs == 1);
    CHECK(one.releases == 1);
    CHECK(one.saw_owner);
    CHECK(one.thread != std::this_thread::get_id());
    threads.join();
    CHECK(one.releases == 1);
}

TEST_CASE("a task may join what is ending without waiting for itself") {
    background threads;
    probe one;
    one.joins_inside = true;
    REQUIRE(threads.start(one));
    REQUIRE(one.signalled());
    one.finish(threads);
    CHECK(one.releases == 1);
    CHECK(!one.released_too_early);
}

TEST_CASE("joining nothing returns at once") {
    background threads;
    threads.join();
    probe one;
    REQUIRE(threads.start(one));
    one.finish(threads);
    threads.join();
    CHECK(one.releases == 1);
}

TEST_CASE("many tasks all run and are all released") {
    background threads;
    std::vector<probe> many(100);
    for (probe& each : many)
        REQUIRE(threads.start(each));
    for (probe& each : many)
        REQUIRE(each.signalled());
    for (probe& each : many)
        each.finish(threads);
    bool once = true;
    for (const probe& each : many)
        once = once && each.runs == 1 && each.releases == 1;
    CHECK(once);
}

TEST_CASE("a task that is still running is not waited for") {
    struct blocked : background::task {
        HANDLE go = CreateEventW(nullptr, TRUE, FALSE, nullptr);
        HANDLE done = CreateEventW(nullptr, TRUE, FALSE, nullptr);
        std::atomic<int> releases = 0;
        blocked() : background::task{} {
            run = [](background& threads, background::task& t) noexcept {
                auto& self = static_cast<blocked&>(t);
                WaitForSingleObject(self.go, 30000);
                threads.ending(t);
                SetEvent(self.done);
            };
            release = [](background::task& t) noexcept { ++static_cast<blocked&>(t).releases; };
        }
    } task;
    background threads;
    REQUIRE(threads.start(task));
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

#if !defined(_WIN32)
TEST_CASE("what joins returns only when the joined thread is gone") {
    // The end of the thread takes a while: its thread-specific value has a slow destructor.
    static pthread_key_t key;
    static std::atomic<bool> gone;
    gone = false;
    REQUIRE(pthread_key_create(&key, [](void*) {
                std::this_thread::sleep_for(std::chrono::milliseconds{20});
                gone = true;
            }) == 0);
    struct slow : background::task {
        HANDLE done = CreateEventW(nullptr, TRUE, FALSE, nullptr);
        slow() : background::task{} {
            run = [](background& threads, background::task& t) noexcept {
                pthread_setspecific(key, &t);
                threads.ending(t);
                SetEvent(static_cast<slow&>(t).done);
            };
            release = [](background::task&) noexcept {};
        }
    } task;
    background threads;
    REQUIRE(threads.start(task));
    CHECK(WaitForSingleObject(task.done, 30000) == WAIT_OBJECT_0);
    threads.join();
    CHECK(gone);
    CloseHandle(task.done);
    pthread_key_delete(key);
}
#endif
