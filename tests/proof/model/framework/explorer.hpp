#pragma once
// The choices of an execution: which thread continues, which store a load reads from.
//
// A random execution derives all choices from a seed, with random probabilities (explorer.cpp). The
// exhaustive search makes every combination of choices in turn, for small scenarios.

#include "clock.hpp"
#include "own_vector.hpp"
#include <cstdint>

namespace model {

class explorer {
public:
    /// Starts a random execution, whose choices follow from `seed`.
    void begin_random(std::uint64_t seed) noexcept;
    /// Starts the exhaustive search, with at most `preemptions` preemptions in an execution.
    void begin_exhaustive(unsigned preemptions) noexcept;
    /// Selects the next combination of choices; returns false if the search is complete.
    [[nodiscard]] bool next_way() noexcept;
    bool exhaustive() const noexcept { return exhaustive_; }

    /// Chooses the thread that continues, from the set `runnable`, which is not empty. `current`
    /// ran last, and may have yielded.
    unsigned thread(unsigned current, unsigned runnable, bool yields);
    /// Chooses which of `count` stores thread `reader` reads from; 0 is the newest.
    unsigned store(unsigned reader, unsigned count);
    /// Chooses whether the running thread may be preempted before a load of a static object that
    /// no thread has changed so far. There are hundreds of such loads.
    bool before_unchanged() noexcept {
        if (exhaustive_ || --unchanged_left_)
            return false;
        unchanged_left_ = 1 + below(128);
        return true;
    }
    /// Chooses whether a waiting thread wakes up spuriously.
    bool spurious() noexcept { return spurious_ && below(16) == 0; }
    /// Chooses whether setting a thread-local pointer fails.
    bool without_room() noexcept { return without_room_ && below(2) == 0; }
    /// Chooses whether freed memory is reused.
    bool reuses_memory() noexcept { return reuses_memory_; }
    /// Chooses whether a rare event happens.
    bool rarely() { return exhaustive_ ? decide(2) == 1 : below(8) == 0; }
    /// Chooses a number below `count`.
    unsigned any(unsigned count) { return exhaustive_ ? decide(count) : below(count); }

private:
    std::uint64_t next() noexcept;
    unsigned below(unsigned count) noexcept { return static_cast<unsigned>(next() % count); }
    unsigned decide(unsigned count);
    unsigned by_priority(unsigned current, unsigned runnable, bool yields) noexcept;

    std::uint64_t state_ = 0;
    bool exhaustive_ = false;
    // The probabilities of a random execution.
    bool spurious_ = false;
    bool without_room_ = false;
    bool reuses_memory_ = false;
    bool prioritized_ = false;
    unsigned stays_ = 1;          // average number of steps between switches
    unsigned stale_ = 0;          // how many of 16 loads read an old value
    bool oldest_ = false;         // whether these read the oldest value
    unsigned stale_threads_ = 0;  // the set of threads whose loads do
    unsigned unchanged_left_ = 1; // loads of unchanged objects until the next preemption
    unsigned step_ = 0;           // of this execution
    unsigned change_at_[4] = {};  // steps before which the running thread gets the last priority
    int priority_[max_threads] = {};
    int lowest_ = 0;
    // The state of the exhaustive search.
    struct decision {
        unsigned taken, of;
    };
    own_vector<decision> way_;
    std::size_t at_ = 0;
    unsigned preemptions_allowed_ = 0, preemptions_ = 0;
};

} // namespace model
