// Every callback of every protocol here, with the first, the second, ... allocation failing until
// the call passes untouched, and then with each function of the author's throwing in turn.

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

// A call, and where it is made.
struct scenario {
    const subject& whose;
    const slot_of_contract& slot;
    stage at;
    ULONG index;
    ULONG others = 0; // interfaces that are there as well

    void prepare(life& in) const {
        in.reach(at);
        for (const slot_of_contract& adding : slots_of_contract())
            if (adding.has(routpact::role::description))
                for (ULONG index_of_other = 0; index_of_other < others; ++index_of_other)
                    in.call(adding, 100 + index_of_other);
    }
};

// A call without a fault, and the state that it leaves.
struct reference {
    answer answered;
    ULONGLONG state;
};
reference without_fault(const scenario& it) {
    life untouched{it.whose};
    it.prepare(untouched);
    const answer answered = untouched.call(it.slot, it.index);
    return {answered, untouched.state()};
}

// Whether any fault was made.
bool with_fault(const scenario& it, const faults::plan& plan, const reference& expected) {
    life broken{it.whose};
    it.prepare(broken);
    const ULONGLONG before = broken.state();
    const unsigned told_before = exceptions;
    faults::arm(plan);
    const answer got = broken.call(it.slot, it.index);
    const unsigned failed = faults::disarm();
    const auto complain = [&](const char* what) {
        wrong("%s, %s at stage %d, %u others: %s%s, no. %u%s, kind %u: %s (code %lu)",
              it.whose.name, it.slot.contract.name, static_cast<int>(it.at),
              static_cast<unsigned>(it.others),
              plan.what == faults::source::allocation ? "allocation" : "function",
              faults::was_late() ? " (late)" : "", plan.first, plan.others ? " and on" : "",
              plan.kind, what, static_cast<unsigned long>(got.code));
    };
    if (plan.what == faults::source::author) {
        done.exceptions += failed;
        // Work in the background may be who threw, and still be about to tell.
        if (failed != 0 && !in_time([&] { return exceptions != told_before; }))
            complain("the observer is not told");
    } else {
        done.allocations += failed;
    }
    if (it.slot.stops)
        return failed != 0; // the end of this life looks at the rest
    if (got.code == expected.answered.code) {
        if (broken.state() != expected.state)
            complain("it succeeds, and leaves another state");
        return failed != 0;
    }
    if (failed == 0)
        complain("it fails for no reason");
    if (!faults::was_late()) {
        if (!got.untouched)
            complain("it fails, and writes something");
        if (broken.state() != before)
            complain("it fails, and changes the state");
    }
    const answer again = broken.call(it.slot, it.index);
    if (again.code != expected.answered.code)
        complain("it does not succeed later");
    else if (!faults::was_late() &&
             (again != expected.answered || broken.state() != expected.state))
        complain("it does something else later");
    return failed != 0;
}

void try_out(const scenario& it, faults::plan plan) {
    const reference expected = without_fault(it);
    ++done.scenarios;
    for (plan.first = 1; with_fault(it, plan, expected); ++plan.first)
        if (plan.first == 1000)
            return wrong("%s, %s: no end", it.whose.name, it.slot.contract.name);
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

// The contract's rows are the list of what is tried: one that a protocol which has everything does
// not fill, or that does not succeed with the arguments made for it, is missing.
void try_slots(const subject& whose) {
    for (const slot_of_contract& slot : slots_of_contract()) {
        if (const life probe{whose}; !probe.has(slot)) {
            if (whose.throws)
                wrong("%s: no handler for %s", whose.name, slot.contract.name);
            continue;
        }
        const ULONG index = slot.has(routpact::role::description) ? 2 : 1;
        const stage last = slot.once ? slot.when : stage::running;
        for (int at = static_cast<int>(slot.when); at <= static_cast<int>(last); ++at) {
            const scenario it{whose, slot, static_cast<stage>(at), index};
            if (whose.is_class && whose.throws && !slot.stops &&
                without_fault(it).answered.code != NO_ERROR)
                wrong("%s: %s does not succeed", whose.name, slot.contract.name);
            try_allocations(it);
            if (whose.throws)
                try_exceptions(it);
        }
    }
}

// Each interface may need more memory for the table.
void try_growth(const subject& whose) {
    for (const slot_of_contract& slot : slots_of_contract())
        if (slot.has(routpact::role::description))
            for (ULONG others = 0; others < 50; ++others)
                try_allocations({whose, slot, stage::running, 2, others});
}

} // namespace

unsigned exceptions_told() noexcept {
    return exceptions;
}
void let_observers_throw(bool thrown) noexcept {
    observers_throw = thrown;
}
void told(const routpact::report& what) {
    exceptions += what.broken == routpact::rule::no_exception ? 1 : 0;
#ifdef __cpp_exceptions
    if (observers_throw)
        throw what.broken;
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
