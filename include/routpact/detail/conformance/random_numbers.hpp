#pragma once
// Random numbers that are the same on every system.

#include <cstdint>
#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Generates random numbers from a seed, by a linear congruential generator.
class random_numbers {
public:
    /// Starts the sequence of `seed`.
    explicit random_numbers(std::uint64_t seed) : state_{seed} {}
    /// Returns the next number below `limit`.
    ULONG below(ULONG limit) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return static_cast<ULONG>(state_ >> 33) % limit;
    }

private:
    std::uint64_t state_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
