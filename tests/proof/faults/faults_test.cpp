// Calls every callback of every protocol here. In each run another allocation fails (the first, the
// second, ...), until a run needs no more allocations. Then in each run another function of the
// author throws.

#include "life.hpp"

#include <atomic>
#include <cstdio>

namespace {

std::atomic<unsigned> exceptions = 0;
std::atomic<bool> observers_throw = false;

struct {
    unsigned scenarios = 0;
    unsigned allocations = 0;
    unsigned exceptions = 0;
} done;

// A call, and the state of the protocol before it.
struct scenario {
    const subject& target;
    const slot_of_contract& slot;
    stage at;
    ULONG index;
    ULONG others = 0; // the number of other interfaces

    void prepare(life& in) const {
        in.reach(at);
        for (const slot_of_contract& adding : slots_of_contract())
            if (adding.has(routpact::detail::role::description))
                for (ULONG index_of_other = 0; index_of_other < others; ++index_of_other)
                    in.call(adding, 100 + index_of_other);
    }
};

// The result of a call without a fault, and the state after it.
struct reference {
    answer answered;
    ULONGLONG state;
};
reference without_fault(const scenario& it) {
    life untouched{it.target};
    it.prepare(untouched);
    const answer answered = untouched.call(it.slot, it.index);
    return {answered, untouched.state()};
}

// Makes the call with these faults. Returns whether any fault was injected.
bool with_fault(const scenario& it, const faults::plan& plan, const reference& expected) {
    life broken{it.target};
    it.prepare(broken);
    const ULONGLONG before = broken.state();
    const unsigned exceptions_before = exceptions;
    faults::arm(plan);
    const answer got = broken.call(it.slot, it.index);
    const unsigned failed = faults::disarm();
    const auto complain = [&](const char* what) {
        wrong("%s, %s at stage %d, %u others: %s%s, no. %u%s, kind %u: %s (code %lu)",
              it.target.name, it.slot.contract.name, static_cast<int>(it.at),
              static_cast<unsigned>(it.others),
              plan.what == faults::source::allocation ? "allocation" : "function",
              faults::was_late() ? " (late)" : "", plan.first, plan.others ? " and later" : "",
              plan.kind, what, static_cast<unsigned long>(got.code));
    };
    if (plan.what == faults::source::author) {
        done.exceptions += failed;
        // Background work may have thrown: its report may arrive after the call.
        if (failed != 0 && !in_time([&] { return exceptions != exceptions_before; }))
            complain("the observer receives no report");
    } else {
        done.allocations += failed;
    }
    if (it.slot.stops)
        return failed != 0; // the destructor of `broken` checks the rest
    if (got.code == expected.answered.code) {
        if (broken.state() != expected.state)
            complain("the call succeeds, but the state differs from a call without a fault");
        return failed != 0;
    }
    if (failed == 0)
        complain("the call fails without a fault");
    if (!faults::was_late()) {
        if (!got.untouched)
            complain("the call fails, but writes an output");
        if (broken.state() != before)
            complain("the call fails, but changes the state");
    }
    const answer again = broken.call(it.slot, it.index);
    if (again.code != expected.answered.code)
        complain("a second call does not succeed");
    else if (!faults::was_late() &&
             (again != expected.answered || broken.state() != expected.state))
        complain("a second call differs from a call without a fault");
    return failed != 0;
}

void try_out(const scenario& it, faults::plan plan) {
    const reference expected = without_fault(it);
    ++done.scenarios;
    for (plan.first = 1; with_fault(it, plan, expected); ++plan.first)
        if (plan.first == 1000)
            return wrong("%s, %s: more than 1000 possible faults", it.target.name,
                         it.slot.contract.name);
}
void try_allocations(const scenario& it) {
    for (const bool others : {false, true})
        try_out(it, {.what = faults::source::allocation, .others = others});
}
void try_exceptions(const scenario& it) {
#ifdef __cpp_exceptions
    for (unsigned kind = 0; kind < faults::kinds; ++kind)
        try_out(it, {.what = faults::source::author, .kind = kind});
    try_out(it, {.what = faults::source::author, .others = true});
    let_observers_throw(true);
    try_out(it, {.what = faults::source::author});
    try_out(it, {.what = faults::source::allocation});
    let_observers_throw(false);
#else
    static_cast<void>(it);
#endif
}

// Tries every row of the contract. The protocols of this test have to fill every slot, and each
// call has to succeed without a fault.
void try_slots(const subject& target) {
    for (const slot_of_contract& slot : slots_of_contract()) {
        if (const life probe{target}; !probe.has(slot)) {
            if (target.throws)
                wrong("%s: no handler for %s", target.name, slot.contract.name);
            continue;
        }
        const ULONG index = slot.has(routpact::detail::role::description) ? 2 : 1;
        const stage last = slot.once ? slot.when : stage::running;
        for (int at = static_cast<int>(slot.when); at <= static_cast<int>(last); ++at) {
            const scenario it{target, slot, static_cast<stage>(at), index};
            if (target.is_class && target.throws && !slot.stops &&
                without_fault(it).answered.code != NO_ERROR)
                wrong("%s: %s does not succeed", target.name, slot.contract.name);
            try_allocations(it);
            if (target.throws)
                try_exceptions(it);
        }
    }
}

// Adds an interface to tables of different sizes: the table grows at some of them.
void try_growth(const subject& target) {
    for (const slot_of_contract& slot : slots_of_contract())
        if (slot.has(routpact::detail::role::description))
            for (ULONG others = 0; others < 50; ++others)
                try_allocations({target, slot, stage::running, 2, others});
}

} // namespace

void let_observers_throw(bool throws) noexcept {
    observers_throw = throws;
}
void count_exception(const routpact::report& what) {
    exceptions += what.kind == routpact::violation::exception_thrown ? 1 : 0;
#ifdef __cpp_exceptions
    if (observers_throw)
        throw what.kind;
#endif
}

int main() {
    for (const subject& each : {everything(), by_hand(), by_hand_with_a_table()})
        try_slots(each);
#ifdef __cpp_exceptions
    for (const subject& each :
         {example_sessions(), example_neighbors(), example_counter(), example_dialler()})
        try_slots(each);
#endif
    try_stops();
    try_growth(everything());
    try_growth(by_hand());
    std::printf("figure: allocations failed: %u, exceptions thrown: %u, in %u scenarios\n",
                done.allocations, done.exceptions, done.scenarios);
    if (done.allocations == 0)
        wrong("no allocation failed");
    return wrongs() == 0 ? 0 : 1;
}
