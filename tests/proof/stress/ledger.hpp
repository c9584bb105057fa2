#pragma once
// Counters for the calls of all threads, which must balance in the end.

#include "timeline.hpp"

#include <cstdio>
#include <cstdlib>

/// A counter that does not order the threads that use it.
class counter {
public:
    void operator++() { count_.fetch_add(1, unordered); }
    void operator+=(unsigned long long more) { count_.fetch_add(more, unordered); }
    operator unsigned long long() const { return count_.load(unordered); }

private:
    std::atomic<unsigned long long> count_ = 0;
};

/// The counters of the whole program.
struct ledger {
    counter calls;
    counter protocols_made;
    counter protocols_ended;
    counter interfaces_made;
    counter interfaces_ended;
    counter updates_accepted;
    counter updates_completed; ///< UPDATE_COMPLETE events.
    counter stops;
    counter stops_pending; ///< Stops for which StopProtocol returned ERROR_PROTOCOL_STOP_PENDING.
    counter stops_fetched; ///< ROUTER_STOPPED events.
};
inline ledger counted;

/// The seed of the random numbers of this run.
inline unsigned long long seed = 0;

/// Ends the program, because a check has failed.
[[noreturn]] inline void broken(const char* what, unsigned long long number = 0) {
    std::fflush(stdout);
    std::fprintf(stderr, "broken, with --seed %llu: %s (%llu)\n", seed, what, number);
    std::abort();
}
/// Ends the program unless the condition holds.
inline void require(bool holds, const char* what) {
    if (!holds)
        broken(what);
}
