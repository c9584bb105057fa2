// A search that is interrupted by a change of the map, before each of its instructions in turn.
#include "../../common/thread_sanitizer.hpp"

#if defined(__x86_64__) && defined(__linux__) && !defined(THREAD_SANITIZER)

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
};
stepped* current = nullptr;

void on_step(int) {
    if (current->step == current->changes_at)
        current->change(current->map);
    current->step = current->step + 1;
}

// Sets or clears the trap flag. While it is set, every instruction raises SIGTRAP.
void toggle_stepping() {
    // skips the red zone: 128 bytes below the stack pointer that the caller may use
    asm volatile(
        "lea -128(%%rsp), %%rsp; pushfq; xorq $0x100, (%%rsp); popfq; lea 128(%%rsp), %%rsp"
        :
        :
        : "memory", "cc");
}

void* find_in_steps(stepped& searched_map, ULONG index) {
    current = &searched_map;
    const auto before = std::signal(SIGTRAP, on_step);
    toggle_stepping();
    const index_map::protected_object found = searched_map.map.protect(index);
    toggle_stepping();
    std::signal(SIGTRAP, before);
    if (found.object)
        routpact::detail::rundown::leave(*found.hazard, found.object);
    return found.object;
}

// Checks that a search for `index` finds nothing, whichever of its instructions `change` precedes.
void never_finds(ULONG index, void (*before)(index_map&), void (*change)(index_map&)) {
    unsigned searched = 0;
    for (unsigned at = 0; at <= searched; at += 1 + searched / 100) { // unoptimised code has many
        stepped searched_map;
        searched_map.changes_at = at;
        searched_map.change = change;
        REQUIRE(searched_map.map.take(7, 1)); // creates the array
        before(searched_map.map);
        CHECK(!find_in_steps(searched_map, index));
        searched = searched_map.step;
        REQUIRE(searched > 4);
    }
}

char object;
void show(index_map& map, ULONG index) {
    if (map.take(index, 2))
        map.show(index, &object);
}

} // namespace

TEST_CASE("a search for the index 0 does not find an index that takes a free entry meanwhile") {
    never_finds(0, [](index_map&) {}, [](index_map& map) { show(map, other); });
    never_finds(
        0, [](index_map& map) { show(map, other); }, [](index_map& map) { show(map, third); });
}

TEST_CASE("a search does not find another index that is shown or given back meanwhile") {
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
    unsigned steps = 0, found = 0;
    for (unsigned at = 0; at <= steps; ++at) {
        stepped searched_map;
        searched_map.changes_at = at;
        searched_map.change = [](index_map& map) {
            map.hide(third);
            seen = routpact::detail::hazard_records::is_protected(&object);
        };
        show(searched_map.map, third);
        static_cast<void>(searched_map.map.protect(other)); // pins the array
        seen = false;
        const bool is_found = find_in_steps(searched_map, third) != nullptr;
        steps = searched_map.step;
        REQUIRE(steps > 4);
        if (is_found && at < steps)
            CHECK(seen);
        found += is_found ? 1 : 0;
    }
    CHECK(found > 2);     // the change came after the validation
    CHECK(found < steps); // and before it
}

TEST_CASE("a search finds the index although the map grows meanwhile") {
    unsigned steps = 0;
    for (unsigned at = 0; at <= steps; ++at) {
        stepped searched_map;
        searched_map.changes_at = at;
        searched_map.change = [](index_map& map) {
            for (ULONG i = 100; i < 150; ++i)
                if (!map.take(i, 3))
                    std::abort();
        };
        show(searched_map.map, third);
        static_cast<void>(searched_map.map.protect(other));
        CHECK(find_in_steps(searched_map, third) == &object);
        CHECK(!routpact::detail::hazard_records::is_protected(&object));
        steps = searched_map.step;
    }
}

TEST_CASE(
    "a search of the old array does not protect an object that is hidden after the map has grown") {
    static bool seen;
    unsigned steps = 0;
    for (unsigned at = 0; at <= steps; ++at) {
        stepped searched_map;
        searched_map.changes_at = at;
        searched_map.change = [](index_map& map) {
            for (ULONG i = 100; i < 150; ++i)
                if (!map.take(i, 3))
                    std::abort();
            map.hide(third);
            seen = routpact::detail::hazard_records::is_protected(&object);
        };
        show(searched_map.map, third);
        static_cast<void>(searched_map.map.protect(other));
        seen = false;
        if (find_in_steps(searched_map, third) && at < searched_map.step)
            CHECK(seen);
        steps = searched_map.step;
    }
}

#endif
