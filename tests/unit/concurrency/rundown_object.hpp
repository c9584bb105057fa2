#pragma once
// An object with a rundown, for the tests of rundown.

#include "../../common/wait_until.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <routpact/detail/concurrency/rundown.hpp>
#include <thread>
#include <utility>

namespace rundown_tests {

using routpact::detail::hazard_records;
using routpact::detail::monitor_lock;
using routpact::detail::rundown;

// One use of an object by one thread.
struct ROUTPACT_HIDDEN use {
    hazard_records::hazard hazard;
    const void* object = nullptr;
};

// An open object with its rundown, whose calls lock the monitor.
struct ROUTPACT_HIDDEN object {
    object() {
        const monitor_lock locked{rundown::guard};
        state.open();
    }
    ~object() {
        const monitor_lock locked{rundown::guard};
        protection.reset();
    }
    object(const object&) = delete;
    object& operator=(const object&) = delete;

    bool open() {
        const monitor_lock locked{rundown::guard};
        return state.is_open();
    }
    void enter(use& mine) {
        mine = {hazard_records::any_hazard(), this};
        mine.hazard.publish(this);
    }
    static void leave(use& mine) { rundown::leave(*mine.hazard.pointer, mine.object); }
    bool close(rundown::waiter& ending) {
        const monitor_lock locked{rundown::guard};
        return state.close(ending);
    }
    template <class... WaitsLong>
    bool end(WaitsLong... waits_long) {
        rundown::waiter ending;
        if (!close(ending))
            return false;
        if constexpr (sizeof...(waits_long) != 0)
            state.drain(waits_long...);
        else
            state.drain([] {});
        const monitor_lock locked{rundown::guard};
        ending.leave();
        return true;
    }
    bool await_change() {
        const monitor_lock locked{rundown::guard};
        return state.await_change();
    }
    // Sets `waits` with the monitor locked, so that the object cannot go before the thread waits.
    bool await_change(std::atomic<bool>& waits) {
        const monitor_lock locked{rundown::guard};
        waits = true;
        return state.await_change();
    }
    void wait_until_closed() {
        wait_until([&] { return !open(); });
    }

    std::optional<rundown> protection{std::in_place, this};
    rundown& state = *protection;
};

inline void wait_a_little() {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
}

// Catch2's assertions work in one thread only; other threads count their failures here.
inline std::atomic<int> failures = 0;
inline void expect(bool condition) {
    failures += condition ? 0 : 1;
}

} // namespace rundown_tests
