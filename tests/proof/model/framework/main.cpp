// The command line: runs the named scenarios, as often as requested.

#include "engine.hpp"
#include "model.hpp"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>

extern "C" char __data_start[], _end[]; // linker symbols: the bounds of the static objects

namespace model {

scenario* scenario::first = nullptr;

// The engine is not a static object, because the checker restores all static objects before each
// execution. It is allocated with mmap, because a compiler may replace memory from malloc that is
// never freed by a static object.
engine& the() noexcept {
    static engine* const one = new (mmap(nullptr, sizeof(engine), PROT_READ | PROT_WRITE,
                                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) engine;
    return *one;
}

void check(bool true_now, const char* what) noexcept {
    if (!true_now)
        the().fail(what, nullptr, __builtin_return_address(0));
}
void note(const char* what) noexcept {
    the().note({.what = action::note, .text = what});
}
void point() noexcept {
    the().point();
}
bool fenced() noexcept {
    return the().fenced;
}
void without_room() noexcept {
    the().without_room = true;
}
unsigned choose(unsigned count) noexcept {
    return the().choices.any(count);
}
void outcome(unsigned number) noexcept {
    the().outcomes |= 1u << number;
}
unsigned detail::spawn(void (*run)(void*), void* body, std::uintptr_t id) noexcept {
    return the().spawn(run, body, id);
}
void detail::join(unsigned thread) noexcept {
    the().join(thread);
}
detail::identity detail::begin_identity(std::uintptr_t id) noexcept {
    const thread_identity before = the().begin_identity(id);
    return {before.id, before.number, before.pointer};
}
void detail::end_identity(const identity& before) noexcept {
    the().end_identity({before.id, before.number, before.pointer});
}

namespace {

struct options {
    unsigned long executions = 10000;
    std::uint64_t seed = 1;
    bool exhaustive = false;
    unsigned preemptions = 0;
    bool finds = false;
};

void body_of(void* which) {
    static_cast<scenario*>(which)->body();
}

// Runs a scenario as often as requested, each time with the initial static objects. Returns whether
// the outcome was the expected one.
bool run(scenario& what, const options& how) {
    engine& e = the();
    e.scenario = what.name;
    e.fails_on_purpose = how.finds || what.outcomes == fails;
    e.most_points = 0;
    e.outcomes = 0;
    const auto size = static_cast<std::size_t>(_end - __data_start);
    void* const before = std::malloc(size);
    std::memcpy(before, __data_start, size);
    const auto begin = std::chrono::steady_clock::now();
    if (how.exhaustive)
        e.choices.begin_exhaustive(how.preemptions);
    unsigned long done = 0;
    bool more = true;
    while (more && (how.exhaustive || done < how.executions)) {
        e.execution = done;
        e.seed = how.seed + done++;
        if (!how.exhaustive)
            e.choices.begin_random(e.seed);
        e.run(body_of, &what);
        std::memcpy(__data_start, before, size);
        more = !e.failed && (!how.exhaustive || e.choices.next_way());
    }
    std::free(before);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%s%s: %s%lu executions%s, %.2f s, at most %u steps\n", what.name,
                e.fenced ? " (fenced)" : "", e.failed ? "found in " : "", done,
                how.exhaustive && !e.failed ? " (all)" : "", took.count(), e.most_points);
    if (e.fails_on_purpose && !e.failed)
        std::printf("%s: no fault found, one was expected\n", what.name);
    if (e.fails_on_purpose)
        return e.failed;
    if (what.outcomes && e.outcomes != what.outcomes)
        std::printf("%s: the outcomes are 0x%x, expected 0x%x\n", what.name, e.outcomes,
                    what.outcomes);
    return !what.outcomes || e.outcomes == what.outcomes;
}

int usage() {
    std::printf("model [--executions N] [--seed N] [--exhaustive PREEMPTIONS] [--fenced] [--finds] "
                "[SCENARIO ...]\n"
                "  --fenced  model a system without the asymmetric fence\n"
                "  --finds   succeed if a fault is found\n"
                "Without a SCENARIO, runs all:");
    for (const scenario* each = scenario::first; each; each = each->next)
        std::printf(" %s", each->name);
    std::printf("\n");
    return 2;
}

} // namespace
} // namespace model

int main(int count, char** arguments) {
    using namespace model;
    options how;
    int n = 1;
    for (; n < count && arguments[n][0] == '-'; ++n) {
        const char* const it = arguments[n];
        const bool last = n + 1 == count;
        if (std::strcmp(it, "--fenced") == 0)
            the().fenced = true;
        else if (std::strcmp(it, "--finds") == 0)
            how.finds = true;
        else if (!last && std::strcmp(it, "--executions") == 0)
            how.executions = std::strtoul(arguments[++n], nullptr, 10);
        else if (!last && std::strcmp(it, "--seed") == 0)
            how.seed = std::strtoull(arguments[++n], nullptr, 10);
        else if (!last && std::strcmp(it, "--exhaustive") == 0) {
            how.exhaustive = true;
            how.preemptions = static_cast<unsigned>(std::strtoul(arguments[++n], nullptr, 10));
        } else
            return usage();
    }
    bool good = true, any = false;
    for (scenario* each = scenario::first; each; each = each->next) {
        bool named = n == count;
        for (int name = n; name < count; ++name)
            named = named || std::strcmp(arguments[name], each->name) == 0;
        if (named)
            good = run(*each, how) && good;
        any = any || named;
    }
    return any ? !good : usage();
}
