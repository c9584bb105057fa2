// Litmus tests of the checker: small programs whose possible outcomes follow from C++20.

#include "framework/model.hpp"
#include <atomic>

namespace {

using order = std::memory_order;
using model::scenario;
using number = std::atomic<int>;

constexpr order relaxed = order::relaxed, acquire = order::acquire, release = order::release,
                seq_cst = order::seq_cst;

void outcome(int first, int second) {
    model::outcome(static_cast<unsigned>(first * 2 + second));
}
constexpr unsigned all = 0xF, not_00 = 0xE, not_10 = 0xB;

// Store buffering: each of two threads stores to one object and loads the other one.
template <class First, class Second>
void store_and_look(order stores, order loads, First first, Second second) {
    number x = 0, y = 0;
    int a = 0, b = 0;
    {
        model::thread one{[&] {
            x.store(1, stores);
            first();
            a = y.load(loads);
        }};
        model::thread two{[&] {
            y.store(1, stores);
            second();
            b = x.load(loads);
        }};
    }
    outcome(a, b);
}
void nothing() {}
void fence() {
    std::atomic_thread_fence(seq_cst);
}
const scenario buffering[] = {
    {"buffering_relaxed", [] { store_and_look(relaxed, relaxed, nothing, nothing); }, all},
    {"buffering_acq_rel", [] { store_and_look(release, acquire, nothing, nothing); }, all},
    {"buffering_seq_cst", [] { store_and_look(seq_cst, seq_cst, nothing, nothing); }, not_00},
    {"buffering_fences", [] { store_and_look(relaxed, relaxed, fence, fence); }, not_00},
    {"buffering_one_fence", [] { store_and_look(seq_cst, relaxed, fence, nothing); }, all},
    {"buffering_fence_and_seq_cst", [] { store_and_look(seq_cst, seq_cst, fence, nothing); },
     not_00},
    {"buffering_light_heavy",
     [] { store_and_look(relaxed, relaxed, model::hooks::light, model::hooks::heavy); }, not_00},
    {"buffering_light",
     [] { store_and_look(relaxed, relaxed, model::hooks::light, model::hooks::light); }, all},
    {"buffering_heavy", [] { store_and_look(relaxed, relaxed, nothing, model::hooks::heavy); },
     all},
    {"buffering_two_heavy",
     [] { store_and_look(relaxed, relaxed, model::hooks::heavy, model::hooks::heavy); }, not_00},
    {"buffering_signal_fence",
     [] {
         const auto signal = [] { std::atomic_signal_fence(seq_cst); };
         store_and_look(relaxed, relaxed, signal, signal);
     },
     all},
};

// Message passing: one thread stores data, then a flag; the other loads the flag, then the data.
template <class Publish, class Look>
void pass(Publish publish, Look look) {
    number data = 0, flag = 0;
    int seen = 0, got = 0;
    {
        model::thread one{[&] {
            data.store(1, relaxed);
            publish(flag);
        }};
        model::thread two{[&] {
            seen = look(flag);
            got = data.load(relaxed);
        }};
    }
    outcome(seen != 0, got);
}
template <order O>
void publish(number& flag) {
    flag.store(1, O);
}
template <order O>
int look(number& flag) {
    return flag.load(O);
}
const scenario passing[] = {
    {"passing_relaxed", [] { pass(publish<relaxed>, look<relaxed>); }, all},
    {"passing_release_only", [] { pass(publish<release>, look<relaxed>); }, all},
    {"passing_acquire_only", [] { pass(publish<relaxed>, look<acquire>); }, all},
    {"passing", [] { pass(publish<release>, look<acquire>); }, not_10},
    {"passing_fences",
     [] {
         pass(
             [](number& flag) {
                 std::atomic_thread_fence(release);
                 flag.store(1, relaxed);
             },
             [](number& flag) {
                 const int seen = flag.load(relaxed);
                 std::atomic_thread_fence(acquire);
                 return seen;
             });
     },
     not_10},
    {"passing_fence_too_late",
     [] {
         pass(
             [](number& flag) {
                 flag.store(1, relaxed);
                 std::atomic_thread_fence(release);
             },
             look<acquire>);
     },
     all},
    {"passing_overwritten", // a later relaxed store is not in the release sequence
     [] {
         pass(
             [](number& flag) {
                 flag.store(1, release);
                 flag.store(2, relaxed);
             },
             [](number& flag) { return flag.load(acquire) == 2; });
     },
     all},
    {"passing_changed", // a read-modify-write of any order continues it
     [] {
         pass(
             [](number& flag) {
                 flag.store(1, release);
                 flag.fetch_add(1, relaxed);
             },
             [](number& flag) { return flag.load(acquire) == 2; });
     },
     not_10},
    {"passing_exchanged",
     [] {
         pass([](number& flag) { flag.exchange(1, order::acq_rel); },
              [](number& flag) { return flag.fetch_add(0, acquire); });
     },
     not_10},
    {"passing_compared",
     [] {
         pass(publish<release>, [](number& flag) {
             int expected = 0;
             return flag.compare_exchange_strong(expected, 2, relaxed, acquire) ? 0 : 1;
         });
     },
     not_10},
};

// Independent reads of independent writes: two threads store to an object each; the outcome is
// whether two other threads see the stores in different orders.
void independent(order stores, order loads, void (*between)()) {
    number x = 0, y = 0;
    int a = 0, b = 0, c = 0, d = 0;
    {
        model::thread one{[&] { x.store(1, stores); }};
        model::thread two{[&] { y.store(1, stores); }};
        model::thread three{[&] {
            a = x.load(loads);
            between();
            b = y.load(loads);
        }};
        model::thread four{[&] {
            c = y.load(loads);
            between();
            d = x.load(loads);
        }};
    }
    model::outcome(a && !b && c && !d);
}
const scenario independents[] = {
    {"independent_acquire", [] { independent(release, acquire, nothing); }, 3},
    {"independent_light", [] { independent(release, acquire, model::hooks::light); }, 3},
    {"independent_seq_cst", [] { independent(seq_cst, seq_cst, nothing); }, 1},
    {"independent_fences", [] { independent(relaxed, relaxed, fence); }, 1},
};

const scenario coherent{"coherence",
                        [] {
                            number x = 0;
                            int a = 0, b = 0;
                            {
                                model::thread one{[&] { x.store(1, relaxed); }};
                                model::thread two{[&] {
                                    a = x.load(relaxed);
                                    b = x.load(relaxed);
                                }};
                            }
                            outcome(a, b);
                        },
                        not_10};
const scenario causal{"causality", // happens-before is transitive
                      [] {
                          number x = 0, y = 0;
                          int a = 0, b = 0;
                          {
                              model::thread one{[&] { x.store(1, release); }};
                              model::thread two{[&] {
                                  if (x.load(acquire))
                                      y.store(1, release);
                              }};
                              model::thread three{[&] {
                                  a = y.load(acquire);
                                  b = x.load(relaxed);
                              }};
                          }
                          outcome(a, b);
                      },
                      not_10};
const scenario counted{"counting", [] {
                           std::atomic<unsigned char> x = 254;
                           {
                               model::thread one{[&] { x.fetch_add(1, relaxed); }};
                               model::thread two{[&] { ++x; }};
                           }
                           model::check(x == 0, "the counter is wrong");
                       }};

} // namespace
