#pragma once
// The checks that the programs run on a module.

#include "modules.hpp"

#include <cstdio>
#include <cstdlib>

inline void require(bool condition, const char* what, const char* module) {
    if (condition)
        return;
    std::fprintf(stderr, "%s: check failed: %s\n", module, what);
    std::exit(1);
}

/// Runs `use_it(use)` on one thread and `end_it()` on another, and checks that the second waits for
/// the first.
template <class Use, class End>
void try_end_while_used(const char* module, Use use_it, End end_it) {
    std::atomic<bool> begun{false}, end{false}, was_alive{false}, ended{false};
    std::thread user{[&] { use_it(use{&begun, &end, &was_alive}); }};
    require(comes(begun), "the use begins", module);
    std::thread ender{[&] {
        end_it();
        ended = true;
    }};
    require(!comes(ended, a_while), "an object in use is not destroyed", module);
    end = true;
    user.join();
    ender.join();
    require(was_alive, "an object is alive while it is in use", module);
}

/// Runs these checks on a module's table.
inline void try_table(const char* module, const table_module& calls) {
    require(calls.add(7) && !calls.add(7), "an index can be added once", module);
    require(!calls.remove_while_visiting(7), "a visitor cannot remove the visited interface",
            module);
    try_end_while_used(
        module, [&](const use& how) { calls.use_line(7, how); },
        [&] { require(calls.remove(7), "an interface can be removed", module); });
    require(!calls.remove(7), "a removed interface cannot be removed again", module);
    require(calls.add(8), "another interface can be added", module);
    try_end_while_used(
        module, [&](const use& how) { calls.use_line(8, how); },
        [&] { require(calls.clear(), "the table can be cleared", module); });
}
