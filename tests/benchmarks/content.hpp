#pragma once
// The content of the tables, and the order of the calls.

#include <cstddef>
#include <routpact/abi.hpp>
#include <vector>

/// The content of a table. Dense indexes count from 0; random indexes are any 32-bit numbers.
struct content {
    ULONG interfaces;
    bool random;
    bool changing; ///< Whether another thread adds and removes interfaces during the calls.
};

/// The contents. Each contender has one table for each of them.
inline constexpr content contents[] = {
    {10, false, false}, {1'000, false, false}, {100'000, false, false},
    {10, true, false},  {1'000, true, false},  {100'000, true, false},
    {10, true, true},   {1'000, true, true},   {100'000, true, true},
};

/// Returns the index of the interface in a slot. Slots from `interfaces` on have no interface.
constexpr ULONG index_of(const content& held, ULONG slot) {
    if (!held.random)
        return slot;
    ULONG mixed = slot + 1; // the final mix of MurmurHash3, which is a bijection
    mixed = (mixed ^ (mixed >> 16)) * ULONG{0x85EBCA6B};
    mixed = (mixed ^ (mixed >> 13)) * ULONG{0xC2B2AE35};
    return mixed ^ (mixed >> 16);
}

/// The interfaces that a thread calls.
enum class calls {
    all,       ///< Every interface of the table, with a single thread.
    different, ///< A quarter of the table, a different one for each of up to four threads.
    same,      ///< One interface, the same for all threads.
};

constexpr const char* name_of(calls which) {
    return which == calls::all ? "all" : which == calls::different ? "different" : "same";
}

/// Returns the slots that a thread calls, in random order. With `absent`, these are slots without
/// an interface.
std::vector<ULONG> slots_to_call(const content& held, calls which, bool absent, int thread);
