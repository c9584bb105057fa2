#include "content.hpp"

#include <algorithm>
#include <random>

std::vector<ULONG> slots_to_call(const content& held, calls which, bool absent, int thread) {
    const ULONG first = absent ? held.interfaces : 0;
    std::vector<ULONG> slots;
    if (which == calls::same) {
        slots.push_back(first + held.interfaces / 2);
    } else {
        const ULONG step = which == calls::all ? 1 : 4;
        for (ULONG s = static_cast<ULONG>(thread); s < held.interfaces; s += step)
            slots.push_back(first + s);
    }
    std::shuffle(slots.begin(), slots.end(), std::minstd_rand{1});
    return slots;
}
