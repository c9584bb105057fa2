#include "memory.hpp"
#include "engine.hpp"
#include <cstring>

namespace model {
namespace {

using order = std::memory_order;
// How many consecutive loads of a thread may read the same old value: every store becomes visible
// eventually.
constexpr unsigned patience = 3;

} // namespace

thread_views& memory::mine() const {
    return engine_.running().views;
}
stamp memory::tick() {
    return ++mine().now.happened.of[engine_.current];
}

void memory::clear() noexcept {
    count_ = 0;
    numbers_.clear();
    ordered_ = {};
    order_ = 0;
    heavy_ = {};
}

memory::location& memory::fresh(cell at) {
    if (count_ == locations_.size())
        locations_.emplace_back();
    location& l = locations_[count_++];
    *at.number = count_;
    numbers_[reinterpret_cast<std::uintptr_t>(at.number)] = count_;
    if (numbers_.is_full())
        engine_.fail("there are too many atomic objects for this checker", nullptr, nullptr);
    l.address = at.number;
    l.released = false;
    l.maker = 0;
    l.made = 0;
    l.history.clear();
    l.history.push_back({});
    std::memcpy(&l.history[0].value, at.value(), at.size);
    std::memset(l.touched, 0, sizeof l.touched);
    std::memset(l.last, 0, sizeof l.last);
    std::memset(l.repeated, 0, sizeof l.repeated);
    return l;
}

void memory::construct(cell at, const void* code) {
    if (!engine_.active())
        return;
    const unsigned before = numbers_[reinterpret_cast<std::uintptr_t>(at.number)];
    if (before && !locations_[before - 1].released) // another one was there
        end(locations_[before - 1], code);
    location& l = fresh(at);
    l.maker = static_cast<unsigned char>(engine_.current);
    l.made = tick();
    see(l.history[0], false);
    l.touched[engine_.current] = l.made;
    engine_.note({.what = action::construct,
                  .object = at.value(),
                  .value = l.history[0].value,
                  .code = code});
}

// Returns null for a static object that no thread has changed.
memory::location* memory::find(cell at, const void* code) {
    if (*at.number == 0)
        return nullptr;
    if (*at.number > count_ || locations_[*at.number - 1].address != at.number)
        engine_.fail("an atomic object is used that was not constructed", at.value(), code);
    location& l = locations_[*at.number - 1];
    if (l.released)
        engine_.fail("use after free of an atomic object", at.value(), code);
    if (l.made && !mine().now.happened.has(l.maker, l.made))
        engine_.fail("data race: an atomic object is used, and its construction does not happen "
                     "before that",
                     at.value(), code);
    return &l;
}
memory::location& memory::access(cell at, const void* code) {
    location* const l = find(at, code);
    location& found = l ? *l : fresh(at);
    found.touched[engine_.current] = tick();
    return found;
}

void memory::release(const void* block, std::size_t size, const void* code) {
    for (unsigned n = 0; n < count_; ++n) {
        location& l = locations_[n];
        const auto offset = static_cast<const char*>(l.address) - static_cast<const char*>(block);
        if (offset >= 0 && static_cast<std::size_t>(offset) < size && !l.released)
            end(l, code);
    }
}
void memory::end(location& l, const void* code) {
    l.released = true;
    for (unsigned t = 0; t < max_threads; ++t)
        if (l.touched[t] > mine().now.happened.of[t])
            engine_.fail("data race: an atomic object ends, and its use by another thread does not "
                         "happen before that",
                         l.address, code);
}

// Returns whether the running thread must not read from a store older than `s`.
bool memory::must_not_miss(const stored& s, bool in_order) const {
    const view& now = mine().now;
    if (s.in_order && (in_order || s.in_order < now.fence_at))
        return true;
    for (unsigned t = 0; t < max_threads; ++t)
        if (now.happened.has(t, s.seen[t]) || now.fenced.has(t, s.seen[t]) ||
            (in_order && ordered_.has(t, s.seen[t])))
            return true;
    return false;
}
void memory::see(stored& s, bool in_order) {
    stamp& mine_seen = s.seen[engine_.current];
    if (!mine_seen)
        mine_seen = mine().now.happened.of[engine_.current];
    if (in_order && !s.in_order)
        s.in_order = ++order_;
}
void memory::acquire(const view& from, order o) {
    (acquires(o) ? mine().now : mine().pending).join(from);
}

// Chooses the store that a load reads from; only the newest may have the value `but`.
unsigned memory::pick(location& l, order o, const word* but) {
    const auto newest = static_cast<unsigned>(l.history.size() - 1);
    unsigned oldest = newest;
    while (oldest > 0 && !must_not_miss(l.history[oldest], o == order::seq_cst))
        --oldest;
    if (oldest == newest)
        return newest;
    const unsigned me = engine_.current;
    unsigned index = newest - engine_.choices.store(me, newest - oldest + 1);
    while (but && index != newest && l.history[index].value == *but)
        ++index;
    if (index != newest) {
        l.repeated[me] = static_cast<unsigned short>(l.last[me] == index ? l.repeated[me] + 1 : 0);
        l.last[me] = static_cast<unsigned short>(index);
        if (l.repeated[me] >= patience)
            index = newest;
    }
    return index;
}
word memory::read(location& l, unsigned index, order o) {
    see(l.history[index], o == order::seq_cst);
    acquire(l.history[index].synchronizes, o);
    return l.history[index].value;
}
memory::stored& memory::append(location& l, word value, order o) {
    stored next{};
    next.value = value;
    next.synchronizes = releases(o) ? mine().now : mine().released;
    if (engine_.alone())
        l.history.clear(); // no load can read from an older store
    l.history.push_back(next);
    see(l.history.back(), o == order::seq_cst);
    return l.history.back();
}

word memory::load(cell at, order o, const void* code) {
    word value = 0;
    if (!engine_.active() || (*at.number == 0 && !engine_.choices.before_unchanged())) {
        std::memcpy(&value, at.value(), at.size);
        return value;
    }
    engine_.point();
    location& l = access(at, code);
    const unsigned index = pick(l, o, nullptr);
    const auto behind = static_cast<unsigned>(l.history.size() - 1 - index);
    value = read(l, index, o);
    engine_.note({.what = action::load,
                  .order = static_cast<unsigned char>(o),
                  .behind = behind,
                  .object = at.value(),
                  .value = value,
                  .code = code});
    return value;
}

void memory::store(cell at, word value, order o, const void* code) {
    engine_.point();
    location& l = access(at, code);
    append(l, value, o);
    engine_.note({.what = action::store,
                  .order = static_cast<unsigned char>(o),
                  .object = at.value(),
                  .value = value,
                  .code = code});
}

word memory::modify(cell at, change how, word operand, order o, const void* code) {
    engine_.point();
    location& l = access(at, code);
    const auto newest = static_cast<unsigned>(l.history.size() - 1);
    const view sequence = l.history[newest].synchronizes; // of releases, goes on
    const word before = read(l, newest, o);
    word after = operand;
    switch (how) {
    case change::exchange:
        break;
    case change::add:
        after = before + operand;
        break;
    case change::subtract:
        after = before - operand;
        break;
    case change::bit_or:
        after = before | operand;
        break;
    case change::bit_and:
        after = before & operand;
        break;
    case change::bit_xor:
        after = before ^ operand;
        break;
    }
    if (at.size < sizeof after)
        after &= (word{1} << at.size * 8) - 1;
    append(l, after, o).synchronizes.join(sequence);
    engine_.note({.what = action::modify,
                  .order = static_cast<unsigned char>(o),
                  .object = at.value(),
                  .before = before,
                  .value = after,
                  .code = code});
    return before;
}

bool memory::compare_exchange(cell at, word& expected, word desired, order success, order failure,
                              bool weak, const void* code) {
    engine_.point();
    location& l = access(at, code);
    const unsigned index = pick(l, failure, &expected);
    const auto newest = static_cast<unsigned>(l.history.size() - 1);
    const bool same = l.history[index].value == expected && index == newest;
    if (!same || (weak && engine_.choices.rarely())) {
        expected = read(l, index, failure);
        engine_.note({.what = action::compare_failed,
                      .order = static_cast<unsigned char>(failure),
                      .behind = newest - index,
                      .object = at.value(),
                      .value = expected,
                      .code = code});
        return false;
    }
    const view sequence = l.history[newest].synchronizes;
    read(l, newest, success);
    append(l, desired, success).synchronizes.join(sequence);
    engine_.note({.what = action::modify,
                  .order = static_cast<unsigned char>(success),
                  .object = at.value(),
                  .before = expected,
                  .value = desired,
                  .code = code});
    return true;
}

} // namespace model
