#pragma once
// Random numbers that can be repeated with a seed.

#include <cstdint>

/// SplitMix64, by Sebastiano Vigna: any seed will do.
class random_numbers {
public:
    explicit random_numbers(std::uint64_t seed) : state_{seed} {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
    /// From 0 to `end` - 1.
    unsigned below(unsigned end) { return static_cast<unsigned>((next() >> 32) % end); }

private:
    std::uint64_t state_;
};
