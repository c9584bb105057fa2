#pragma once
// What the tables hold, and in which order it is called.

#include <cstddef>
#include <routpact/abi.hpp>
#include <vector>

/// What one table holds. Dense indexes count from 0; random ones are any 32-bit numbers.
struct content {
    ULONG interfaces;
    bool random;
    bool changing; ///< For a table that others add to and delete from while it is called.
};

/// One table of each contender for each.
inline constexpr content contents[] = {
    {10, false, false}, {1'000, false, false}, {100'000, false, false},
    {10, true, false},  {1'000, true, false},  {100'000, true, false},
    {10, true, true},   {1'000, true, true},   {100'000, true, true},
};

/// The index of the interface in a slot. Slots from `interfaces` on are absent.
constexpr ULONG index_of(const content& held, ULONG slot) {
    if (!held.random)
        return slot;
    ULONG mixed = slot + 1; // the end of MurmurHash3, which maps no two numbers to one
    mixed = (mixed ^ (mixed >> 16)) * ULONG{0x85EBCA6B};
    mixed = (mixed ^ (mixed >> 13)) * ULONG{0xC2B2AE35};
    return mixed ^ (mixed >> 16);
}

/// Which interfaces a thread calls.
enum class calls {
    all,       ///< Every one of the table; by a single thread.
    different, ///< A quarter of the table, by each of up to four threads another one.
    same,      ///< One, by all threads.
};

constexpr const char* name_of(calls which) {
    return which == calls::all ? "all" : which == calls::different ? "different" : "same";
}

/// The slots that a thread calls, one after the other, in an order of chance; `absent` for those
/// behind the table's last.
std::vector<ULONG> slots_to_call(const content& held, calls which, bool absent, int thread);
