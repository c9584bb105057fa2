#include <catch2/catch_test_macros.hpp>
#include <routpact/detail/concurrency/monitor.hpp>
#include <routpact/detail/concurrency/this_thread.hpp>
#include <thread>

TEST_CASE("a monitor needs no dynamic initialiser") {
    static constinit routpact::detail::monitor monitor;
    const routpact::detail::monitor_lock locked{monitor};
}

TEST_CASE("only one thread holds the lock at a time") {
    static routpact::detail::monitor monitor;
    int shared = 0;
    const auto add = [&] {
        for (int i = 0; i < 10000; ++i) {
            const routpact::detail::monitor_lock locked{monitor};
            ++shared;
        }
    };
    std::thread other{add};
    add();
    other.join();
    CHECK(shared == 20000);
}

TEST_CASE("a waiting thread wakes up and sees the change after notify_all()") {
    static routpact::detail::monitor monitor;
    int turn = 0;
    std::thread other{[&] {
        for (int i = 0; i < 1000; ++i) {
            const routpact::detail::monitor_lock locked{monitor};
            while (turn != 1)
                monitor.wait();
            turn = 0;
            monitor.notify_all();
        }
    }};
    for (int i = 0; i < 1000; ++i) {
        const routpact::detail::monitor_lock locked{monitor};
        turn = 1;
        monitor.notify_all();
        while (turn != 0)
            monitor.wait();
    }
    other.join();
    CHECK(turn == 0);
}

TEST_CASE("this_thread() is the same in one thread and differs between threads") {
    const routpact::detail::thread_id mine = routpact::detail::this_thread();
    CHECK(mine == routpact::detail::this_thread());
    bool same = true;
    std::thread{[&] { same = mine == routpact::detail::this_thread(); }}.join();
    CHECK(!same);
}

TEST_CASE("notify_all() wakes every waiting thread") {
    static routpact::detail::monitor monitor;
    int waiting = 0;
    bool go = false;
    const auto wait = [&] {
        const routpact::detail::monitor_lock locked{monitor};
        ++waiting;
        monitor.notify_all();
        while (!go)
            monitor.wait();
    };
    std::thread first{wait};
    std::thread second{wait};
    {
        const routpact::detail::monitor_lock locked{monitor};
        while (waiting < 2)
            monitor.wait();
        go = true;
        monitor.notify_all();
    }
    first.join();
    second.join();
    CHECK(go);
}
