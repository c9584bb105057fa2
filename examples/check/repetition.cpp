#include "repetition.hpp"

#include <algorithm>

using routpact::testing::recorded_call;
using call_list = std::vector<recorded_call>;

namespace {

constexpr std::size_t longest_group = 8;
constexpr std::size_t most_lines = 40; // shown for one finding

/// Whether a report would show the same for two calls.
bool same(const recorded_call& a, const recorded_call& b) {
    return a.field == b.field && a.arguments == b.arguments && a.answer == b.answer &&
           a.outputs == b.outputs && a.thread == b.thread;
}

/// Returns how often the `length` calls at `first` occur one after the other.
std::size_t times(const call_list& calls, std::size_t first, std::size_t length) {
    std::size_t end = first + length;
    while (end < calls.size() && same(calls[end], calls[end - length]))
        ++end;
    return (end - first) / length;
}

} // namespace

std::vector<repetition> repetitions_of(const call_list& calls, std::size_t first) {
    std::vector<repetition> found;
    while (first < calls.size()) {
        repetition best{first, 1, 1};
        for (std::size_t length = 1; length <= longest_group; ++length) {
            const std::size_t n = times(calls, first, length);
            if (n >= 3 && n * length > best.times * best.length)
                best = {first, length, n};
        }
        found.push_back(best);
        first += best.length * best.times;
    }
    return found;
}

std::size_t first_shown(const call_list& calls) {
    const std::vector<repetition> groups = repetitions_of(calls);
    std::size_t lines = 0;
    for (auto each = groups.rbegin(); each != groups.rend(); ++each) {
        lines += each->length;
        if (lines > most_lines)
            return each->first + each->length * each->times;
    }
    return 0;
}
