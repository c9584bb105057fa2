#pragma once
// Repeated calls in a transcript, for reports that show them once.

#include <routpact/testing/recorded_call.hpp>
#include <vector>

/// Describes calls that follow each other in a transcript, and that are repeated.
struct repetition {
    std::size_t first = 0;  ///< The position of the first call.
    std::size_t length = 1; ///< The number of different calls.
    std::size_t times = 1;  ///< How often they occur.
};

/// Divides a transcript into calls and repeated groups of calls, from the position `first` on.
std::vector<repetition> repetitions_of(const std::vector<routpact::testing::recorded_call>& calls,
                                       std::size_t first = 0);

/// Returns the position from which on a report shows the calls of a finding. It shows the last ones
/// of a long transcript, and counts repeated ones once.
std::size_t first_shown(const std::vector<routpact::testing::recorded_call>& calls);
