// A search that is interrupted by a change of the map, before each of its instructions in turn.
#if defined(__x86_64__) && defined(__linux__)

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <routpact/detail/interface_table/index_map.hpp>

namespace {

using routpact::detail::index_map;

// In a map of 8 buckets, 0, 5 and 13 have the same home bucket.
constexpr ULONG other = 5, third = 13;

struct stepped {
    index_map map;
    void (*change)(index_map&) = nullptr;
    unsigned changes_at = 0; // the instruction of the search, from 0
    volatile unsigned step = 0;
    volatile bool changed = false;
};
stepped* current = nullptr;

constexpr greg_t trap_flag = 0x100;

// Makes the change before the instruction that it is for; the search's other instructions need no
// more signals.
void on_step(int, siginfo_t*, void* context) {
    if (current->step == current->changes_at) {
        current->change(current->map);
        current->changed = true;
        static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_EFL] &= ~trap_flag;
    }
    current->step = current->step + 1;
}

// Sets or clears the trap flag. While it is set, every instruction raises SIGTRAP. Skips the red
// zone: 128 bytes below the stack pointer that the caller may use.
void set_trap_flag(bool on) {
    asm volatile("lea -128(%%rsp), %%rsp; pushfq; andq $~0x100, (%%rsp); orq %0, (%%rsp); popfq; "
                 "lea 128(%%rsp), %%rsp"
                 :
                 : "r"(on ? trap_flag : greg_t{0})
                 : "memory", "cc");
}

// Inlines the search, which the linker could take from another file of mutation-tests.
[[gnu::flatten]] void* find_in_steps(stepped& searched_map, ULONG index) {
    current = &searched_map;
    struct sigaction stepping{};
    struct sigaction before{};
    stepping.sa_sigaction = on_step;
    stepping.sa_flags = SA_SIGINFO;
    sigaction(SIGTRAP, &stepping, &before);
    set_trap_flag(true);
    const index_map::protected_object found = searched_map.map.protect(index);
    set_trap_flag(false);
    sigaction(SIGTRAP, &before, nullptr);
    if (found.object)
        routpact::detail::rundown::leave(*found.hazard, found.object);
    return found.object;
}

// Calls `search(map)`, which changes the map before the first instruction of the search, then
// before the second, and so on, until the search ends before its change.
template <class Search>
void for_each_step(void (*change)(index_map&), Search search) {
    for (unsigned at = 0;; ++at) {
        stepped searched_map;
        searched_map.changes_at = at;
        searched_map.change = change;
        search(searched_map);
        if (!searched_map.changed) {
            CHECK(at > 4);
            return;
        }
    }
}

// Checks that a search for `index` finds nothing, whichever of its instructions `change` precedes.
// A thread's first search of a map also prepares its hazard pointers. With the mutants that takes
// hundreds of instructions, so the mutation tests leave out what calls this function: [slow].
void never_finds(ULONG index, void (*before)(index_map&), void (*change)(index_map&)) {
    for_each_step(change, [&](stepped& searched_map) {
        REQUIRE(searched_map.map.take(7, 1)); // creates the array
        before(searched_map.map);
        CHECK(!find_in_steps(searched_map, index));
    });
}

char object;
void show(index_map& map, ULONG index) {
    if (map.take(index, 2))
        map.show(index, &object);
}

} // namespace

TEST_CASE("a search for the index 0 does not find an index that takes a free entry meanwhile",
          "[slow]") {
    never_finds(0, [](index_map&) {}, [](index_map& map) { show(map, other); });
    never_finds(
        0, [](index_map& map) { show(map, other); }, [](index_map& map) { show(map, third); });
}

TEST_CASE("a search does not find another index that is shown or given back meanwhile", "[slow]") {
    never_finds(third, [](index_map&) {}, [](index_map& map) { show(map, other); });
    never_finds(
        third, [](index_map& map) { show(map, other); },
        [](index_map& map) {
            map.hide(other);
            map.give_back(other);
            show(map, 0);
        });
}

TEST_CASE(
    "a search protects an object only if the object is not hidden, or the scan sees the hazard") {
    // The change does what a removal does: it hides the index, and scans for users of the object.
    static bool seen;
    unsigned searches = 0, found = 0;
    for_each_step(
        [](index_map& map) {
            map.hide(third);
            seen = routpact::detail::hazard_records::is_protected(&object);
        },
        [&](stepped& searched_map) {
            show(searched_map.map, third);
            static_cast<void>(searched_map.map.protect(other)); // pins the array
            seen = false;
            const bool is_found = find_in_steps(searched_map, third) != nullptr;
            if (is_found && searched_map.changed)
                CHECK(seen);
            ++searches;
            found += is_found ? 1 : 0;
        });
    CHECK(found > 2);            // the change came after the validation
    CHECK(found < searches - 1); // and before it
}

TEST_CASE("a search finds the index although the map grows meanwhile") {
    for_each_step(
        [](index_map& map) {
            for (ULONG i = 100; i < 150; ++i)
                if (!map.take(i, 3))
                    std::abort();
        },
        [](stepped& searched_map) {
            show(searched_map.map, third);
            static_cast<void>(searched_map.map.protect(other));
            CHECK(find_in_steps(searched_map, third) == &object);
            CHECK(!routpact::detail::hazard_records::is_protected(&object));
        });
}

TEST_CASE(
    "a search of the old array does not protect an object that is hidden after the map has grown") {
    static bool seen;
    for_each_step(
        [](index_map& map) {
            for (ULONG i = 100; i < 150; ++i)
                if (!map.take(i, 3))
                    std::abort();
            map.hide(third);
            seen = routpact::detail::hazard_records::is_protected(&object);
        },
        [](stepped& searched_map) {
            show(searched_map.map, third);
            static_cast<void>(searched_map.map.protect(other));
            seen = false;
            if (find_in_steps(searched_map, third) && searched_map.changed)
                CHECK(seen);
        });
}

#endif
