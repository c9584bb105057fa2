#pragma once
// Work that is counted while it exists.

#include <atomic>

/// A member of work that a test posts.
struct counted_work {
    counted_work() { ++alive; }
    counted_work(counted_work&&) noexcept { ++alive; }
    counted_work(const counted_work&) = delete;
    ~counted_work() { --alive; }
    static inline std::atomic<int> alive = 0;
};
