#pragma once
// Converts bytes to the arguments of calls. Every sequence of bytes is a sequence of calls. A few
// values that matter are likely; all others are possible.

#include <cstddef>
#include <cstdint>
#include <routpact/abi.hpp>

/// The bytes of a sequence, followed by zeros.
class input {
public:
    input(const std::uint8_t* bytes, std::size_t count) : at_{bytes}, end_{bytes + count} {}

    bool used_up() const { return at_ == end_; }
    std::uint8_t byte() { return used_up() ? std::uint8_t{0} : *at_++; }
    ULONG word() {
        ULONG value = 0;
        for (int i = 0; i < 4; ++i)
            value = value << 8 | byte();
        return value;
    }
    template <std::size_t N>
    ULONG one_of(const ULONG (&values)[N]) {
        return values[byte() % N];
    }

    /// Decides whether the next call is well-formed, as most are, or hostile: each argument may be
    /// wrong.
    void begin_call() { hostile_ = byte() >= 0xA0; }
    /// Whether the call is hostile.
    bool hostile() const { return hostile_; }
    /// Decides whether a hostile call does something unusual.
    bool oddly() { return hostile_ && byte() % 4 == 0; }

    /// An interface index: mostly one of a few, so that calls use the same interfaces.
    ULONG index() {
        switch (byte() % 8) {
        case 3:
            return 1;
        case 4:
            return 2;
        case 5:
            return 0xFFFFFFFF;
        case 6:
            return byte(); // enough different ones to make tables grow
        case 7:
            return word();
        default:
            return 0;
        }
    }
    /// A small number, mostly.
    ULONG value() {
        const unsigned choice = byte();
        return choice < 0xF0 ? choice % 4 : word();
    }

    /// A pointer that is good, null, or misaligned.
    struct pointer {
        bool there;
        unsigned offset; ///< From an address that suits every type.
        bool is_aligned(unsigned to) const { return offset % to == 0; }
    };
    pointer any_pointer() {
        const unsigned choice = hostile_ ? byte() : 0;
        switch (choice % 4) {
        case 1:
            return {false, 0};
        case 2:
            return {true, choice / 4 % 8};
        default:
            return {true, 0};
        }
    }

    /// The size and the count of an info block. The right length is `natural` bytes.
    struct measure {
        ULONG size;
        ULONG count;
        std::uint64_t bytes() const { return std::uint64_t{size} * count; }
    };
    measure any_measure(ULONG natural) {
        switch (hostile_ ? byte() % 11 : 0) {
        case 2:
            return {1, natural};
        case 3:
            return {natural - 1, 1};
        case 4:
            return {natural + 1, 1};
        case 5:
            return {natural, 0};
        case 6:
            return {0, natural};
        case 7:
            return {natural, 2};
        case 8:
            return {0x40000000 + natural / 4, 4}; // natural, if computed in 32 bits
        case 9:
            return {0xFFFFFFFF, 0xFFFFFFFF};
        case 10:
            return {word(), word()};
        default:
            return {natural, 1};
        }
    }
    /// A size. The right value is `natural`.
    ULONG any_size(ULONG natural) {
        switch (hostile_ ? byte() % 8 : 0) {
        case 2:
            return natural - 1;
        case 3:
            return natural + 1;
        case 4:
            return 0;
        case 5:
            return 1;
        case 6:
            return 0xFFFFFFFF;
        case 7:
            return word();
        default:
            return natural;
        }
    }

private:
    const std::uint8_t* at_;
    const std::uint8_t* end_;
    bool hostile_ = false;
};
