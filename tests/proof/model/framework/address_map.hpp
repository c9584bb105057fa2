#pragma once
// A hash table from addresses to numbers, which can be cleared in constant time.

#include "own_vector.hpp"
#include <cstdint>

namespace model {

class address_map {
public:
    /// Returns whether there are too many addresses for fast access.
    bool is_full() const noexcept { return used_ > size / 2; }
    void clear() noexcept {
        ++generation_;
        used_ = 0;
    }
    /// Returns the number of an address, 0 if it is new.
    unsigned& operator[](std::uintptr_t address) noexcept {
        for (std::size_t at = (address * 0x9E3779B97F4A7C15) >> 49;; at = (at + 1) % size) {
            slot& here = slots_[at];
            if (here.generation != generation_) {
                ++used_;
                here = {address, generation_, 0};
            }
            if (here.address == address)
                return here.number;
        }
    }

private:
    struct slot {
        std::uintptr_t address;
        unsigned generation;
        unsigned number;
    };
    static constexpr std::size_t size = std::size_t{1} << 15;

    own_vector<slot> slots_ = own_vector<slot>(size);
    unsigned generation_ = 1;
    unsigned used_ = 0;
};

} // namespace model
