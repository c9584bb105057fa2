#include "explorer.hpp"

namespace model {
namespace {

unsigned size_of(unsigned set) noexcept {
    return static_cast<unsigned>(__builtin_popcount(set));
}
// Returns the member of a set with this number.
unsigned member(unsigned set, unsigned number) noexcept {
    for (; number; --number)
        set &= set - 1;
    return static_cast<unsigned>(__builtin_ctz(set));
}

} // namespace

// splitmix64
std::uint64_t explorer::next() noexcept {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

// A third of the executions switch between threads at random, rarely or often. The others give each
// thread a priority, and change priorities at a few points: such schedules find most faults that
// need few preemptions (Burckhardt et al., "A Randomized Scheduler with Probabilistic Guarantees of
// Finding Bugs"). Old values are read by no thread, by one thread, or by all threads.
void explorer::begin_random(std::uint64_t seed) noexcept {
    exhaustive_ = false;
    state_ = seed;
    next();
    step_ = 0;
    spurious_ = below(4) == 0;
    without_room_ = below(16) == 0;
    reuses_memory_ = below(2) == 0;
    prioritized_ = below(3) != 0;
    stays_ = 1u << below(6);
    const unsigned stale[] = {0, 2, 8, 15};
    stale_ = stale[below(4)];
    oldest_ = below(2) == 0;
    stale_threads_ = below(2) == 0 ? ~0u : 1u << below(max_threads);
    const unsigned length = 16u << below(6);
    const unsigned changes = below(5);
    for (unsigned n = 0; n < 4; ++n)
        change_at_[n] = n < changes ? below(length) : ~0u;
    for (int& each : priority_)
        each = static_cast<int>(below(1000));
    lowest_ = 0;
    unchanged_left_ = 1 + below(128);
}

void explorer::begin_exhaustive(unsigned preemptions) noexcept {
    exhaustive_ = true;
    preemptions_allowed_ = preemptions;
    way_.clear();
    at_ = 0;
    preemptions_ = 0;
}

bool explorer::next_way() noexcept {
    way_.resize(at_);
    while (!way_.empty() && way_.back().taken + 1 == way_.back().of)
        way_.pop_back();
    at_ = 0;
    preemptions_ = 0;
    if (way_.empty())
        return false;
    ++way_.back().taken;
    return true;
}

unsigned explorer::decide(unsigned count) {
    if (count == 1)
        return 0;
    if (at_ == way_.size())
        way_.push_back({0, count});
    return way_[at_++].taken;
}

unsigned explorer::thread(unsigned current, unsigned runnable, bool yields) {
    ++step_;
    const unsigned others = runnable & ~(1u << current);
    const bool may_stay = runnable != others;
    if (exhaustive_) {
        if (!may_stay || (yields && others))
            return member(others, decide(size_of(others)));
        if (preemptions_ == preemptions_allowed_)
            return current;
        const unsigned chosen = decide(1 + size_of(others));
        if (chosen == 0)
            return current;
        ++preemptions_;
        return member(others, chosen - 1);
    }
    if (prioritized_)
        return by_priority(current, runnable, yields);
    if (!others || (may_stay && !yields && below(stays_) != 0))
        return current;
    const unsigned from = yields ? others : runnable;
    return member(from, below(size_of(from)));
}

unsigned explorer::by_priority(unsigned current, unsigned runnable, bool yields) noexcept {
    bool changes = yields;
    for (const unsigned at : change_at_)
        changes = changes || at == step_;
    if (changes)
        priority_[current] = --lowest_;
    unsigned best = member(runnable, 0);
    for (unsigned rest = runnable; rest; rest &= rest - 1)
        if (const unsigned each = member(rest, 0); priority_[each] > priority_[best])
            best = each;
    return best;
}

unsigned explorer::store(unsigned reader, unsigned count) {
    if (exhaustive_)
        return decide(count);
    if (count == 1 || !(stale_threads_ >> reader & 1) || below(16) >= stale_)
        return 0;
    return oldest_ ? count - 1 : 1 + below(count - 1);
}

} // namespace model
