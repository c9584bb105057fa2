#pragma once
// How long a scenario waits for the protocol.

#include <algorithm>
#include <chrono>
#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Measures a wait. While the process or the machine is suspended, the protocol does not run
/// either, so that time does not count.
class time_limit {
public:
    using duration = std::chrono::steady_clock::duration;

    /// How long to pause at most between two calls of is_over().
    static constexpr std::chrono::milliseconds step{20};

    explicit time_limit(duration limit) : limit_{limit} {}

    /// Returns whether the wait has lasted as long as the limit. Of a longer time between two
    /// calls, five steps count.
    bool is_over() {
        const auto now = std::chrono::steady_clock::now();
        passed_ += (std::min)(now - last_, duration{5 * step});
        last_ = now;
        return passed_ >= limit_;
    }

private:
    duration limit_;
    duration passed_{0};
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// Waits for a signal of `event`. Returns whether it came within `limit`.
inline bool signalled_within(HANDLE event, std::chrono::milliseconds limit) {
    time_limit time{limit};
    DWORD pause = 0;
    while (WaitForSingleObject(event, pause) != WAIT_OBJECT_0) {
        if (time.is_over())
            return false;
        pause = static_cast<DWORD>((std::min)(limit, time_limit::step).count());
    }
    return true;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
