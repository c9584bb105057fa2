#pragma once
// Vector clocks: the events of each thread that happen before a given point.

#include <cstdint>

namespace model {

/// The maximal number of threads of an execution, including the thread of the scenario's body.
inline constexpr unsigned max_threads = 8;

/// The number of an event in its thread, from 1.
using stamp = std::uint32_t;

/// The last event of each thread that is in the past.
struct clock {
    stamp of[max_threads] = {};

    void join(const clock& other) noexcept {
        for (unsigned t = 0; t < max_threads; ++t)
            of[t] = of[t] < other.of[t] ? other.of[t] : of[t];
    }
    /// Returns whether an event is in the past. 0 is no event.
    bool has(unsigned thread, stamp event) const noexcept {
        return event != 0 && event <= of[thread];
    }
};

/// The past of a point in a thread; synchronization passes it on to another thread.
struct view {
    clock happened;     ///< Events that happen before the point.
    clock fenced;       ///< Events that a later load has to see because of seq_cst fences.
    stamp fence_at = 0; ///< The place in the order S of the last seq_cst fence that happens before.

    void join(const view& other) noexcept {
        happened.join(other.happened);
        fenced.join(other.fenced);
        fence_at = fence_at < other.fence_at ? other.fence_at : fence_at;
    }
};

} // namespace model
