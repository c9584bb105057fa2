// A search that another thread's change falls into, at each instruction of the search in turn.
#include "../testing/thread_sanitizer.hpp"

#if defined(__x86_64__) && defined(__linux__) && !defined(THREAD_SANITIZER)

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <routpact/index_map.hpp>

namespace {

using routpact::index_map;

// 5 and 13 are at home in one bucket with 0, in a map of 8 buckets.
constexpr ULONG other = 5, third = 13;

struct stepped {
    index_map map;
    void (*change)(index_map&) = nullptr;
    unsigned changes_at = 0; // so many instructions from the beginning
    volatile unsigned step = 0;
};
stepped* current = nullptr;

void on_step(int) {
    if (current->step == current->changes_at)
        current->change(current->map);
    current->step = current->step + 1;
}

// From setting the trap flag on to clearing it, every instruction raises SIGTRAP.
void toggle_stepping() {
    // not in the 128 bytes that a function may use below its stack
    asm volatile(
        "lea -128(%%rsp), %%rsp; pushfq; xorq $0x100, (%%rsp); popfq; lea 128(%%rsp), %%rsp"
        :
        :
        : "memory", "cc");
}

void* find_in_steps(stepped& made, ULONG index) {
    current = &made;
    const auto before = std::signal(SIGTRAP, on_step);
    toggle_stepping();
    void* const found = made.map.find(index);
    toggle_stepping();
    std::signal(SIGTRAP, before);
    return found;
}

// A search for `index` finds nothing, whatever instruction of it the change comes before.
void never_finds(ULONG index, void (*before)(index_map&), void (*change)(index_map&)) {
    unsigned searched = 0;
    for (unsigned at = 0; at <= searched; at += 1 + searched / 100) { // without optimisation: more
        stepped made;
        made.changes_at = at;
        made.change = change;
        REQUIRE(made.map.take(7, 1)); // there is room for more
        before(made.map);
        CHECK(!find_in_steps(made, index));
        searched = made.step;
        REQUIRE(searched > 4);
    }
}

char object;
void show(index_map& map, ULONG index) {
    if (map.take(index, 2))
        map.show(index, &object);
}

} // namespace

TEST_CASE("a search for the index 0 does not find what becomes of a free entry meanwhile") {
    never_finds(0, [](index_map&) {}, [](index_map& map) { show(map, other); });
    never_finds(
        0, [](index_map& map) { show(map, other); }, [](index_map& map) { show(map, third); });
}

TEST_CASE("a search does not find another index that is shown or taken back meanwhile") {
    never_finds(third, [](index_map&) {}, [](index_map& map) { show(map, other); });
    never_finds(
        third, [](index_map& map) { show(map, other); },
        [](index_map& map) {
            map.hide(other);
            map.give_back(other);
            show(map, 0);
        });
}

#endif
