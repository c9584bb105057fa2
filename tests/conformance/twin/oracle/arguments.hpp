#pragma once
// Arguments of callbacks: valid and invalid info blocks, misaligned objects, and buffers.

#include "codes.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <sessions.hpp>
#include <string>
#include <vector>

namespace oracle {

inline constexpr ULONG highest = 0xFFFFFFFF;

template <class T>
T filled_with(int pattern) {
    T object;
    std::memset(static_cast<void*>(&object), pattern, sizeof object);
    return object;
}

template <class T>
bool same_bytes(const T& a, const T& b) {
    // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): padding must not change either
    return std::memcmp(&a, &b, sizeof(T)) == 0;
}

/// Places `object` at an address with no alignment beyond `offset`.
template <class T>
class shifted {
public:
    explicit shifted(std::size_t offset, const T& object = {}) : address_{bytes_.data() + offset} {
        std::memcpy(address_, &object, sizeof object);
    }
    void* address() const { return address_; }

private:
    alignas(16) std::array<unsigned char, sizeof(T) + 16> bytes_{};
    unsigned char* address_;
};

/// Holds the arguments of an info block.
struct block {
    void* data;
    ULONG version;
    ULONG size;
    ULONG count;
};

/// Provides info blocks from which no T can be read. `good` is a T.
template <class T>
class bad_blocks {
public:
    explicit bad_blocks(const T& good) : held_{good}, at_1_{1, good}, at_2_{2, good} {}

    std::vector<block> list() {
        const ULONG exact = sizeof(T);
        return {
            {&held_, 1, 0, 1},
            {&held_, 1, exact - 1, 1},
            {&held_, 1, exact + 1, 1},
            {&held_, 1, exact, 0},
            {&held_, 1, exact, 2},
            {&held_, 1, highest, 1},
            {&held_, 1, highest, highest},
            {&held_, 1, 0x40000000 + exact / 4, 4}, // valid if the size is computed in 32 bits
            {at_1_.address(), 1, exact, 1},
            {at_2_.address(), 1, exact, 1},
        };
    }

private:
    T held_;
    shifted<T> at_1_;
    shifted<T> at_2_;
};

inline std::string describe(const block& b) {
    return "size " + std::to_string(b.size) + ", count " + std::to_string(b.count);
}

/// Checks an output buffer: `call(buffer, size)` must return `expected`.
template <class T, class Call>
void check_buffer(const T& expected, Call call) {
    const ULONG needed = sizeof(T);
    for (const ULONG capacity : {ULONG{0}, ULONG{1}, needed - 1, needed, needed + 1, needed + 40}) {
        INFO("capacity " << capacity);
        const bool fits = capacity >= needed;
        alignas(8) std::array<unsigned char, sizeof(T) + 64> room;
        room.fill(0xA5);
        ULONG size = capacity;
        CHECK(call(room.data(), &size) == (fits ? success : too_short));
        CHECK(size == needed);
        if (fits)
            CHECK(std::memcmp(room.data(), &expected, needed) == 0);
        bool untouched = true;
        for (std::size_t i = fits ? needed : 0; i < room.size(); ++i)
            untouched = untouched && room[i] == 0xA5;
        CHECK(untouched);
    }
    for (const ULONG capacity :
         {ULONG{0}, needed, highest}) { // without a buffer, the capacity counts as 0
        INFO("null, capacity " << capacity);
        ULONG size = capacity;
        CHECK(call(nullptr, &size) == too_short);
        CHECK(size == needed);
    }
    T room = filled_with<T>(0xA5);
    CHECK(call(&room, nullptr) == bad_argument);
    CHECK(same_bytes(room, filled_with<T>(0xA5)));
    CHECK(call(nullptr, nullptr) == bad_argument);
}

/// Checks the output buffer of an info block: `call(buffer, size, version, item_size, count)`.
template <class T, class Call>
void check_info_buffer(const T& expected, Call call) {
    check_buffer(expected, [&](void* buffer, ULONG* size) {
        return call(buffer, size, nullptr, nullptr, nullptr);
    });
    const ULONG untouched = 0x5A5A5A5A;
    for (const bool fits : {true, false}) {
        for (int missing = 0; missing < 8; ++missing) {
            INFO((fits ? "enough" : "too little") << ", null pointers " << missing);
            T room{};
            ULONG size = fits ? sizeof room : sizeof room - 1;
            ULONG version = untouched;
            ULONG item_size = untouched;
            ULONG count = untouched;
            CHECK(call(&room, &size, missing & 1 ? nullptr : &version,
                       missing & 2 ? nullptr : &item_size,
                       missing & 4 ? nullptr : &count) == (fits ? success : too_short));
            CHECK(version == (fits && !(missing & 1) ? 1 : untouched));
            CHECK(item_size == (fits && !(missing & 2) ? sizeof room : untouched));
            CHECK(count == (fits && !(missing & 4) ? 1 : untouched));
        }
    }
    T room{};
    ULONG version = untouched;
    ULONG item_size = untouched;
    ULONG count = untouched;
    CHECK(call(&room, nullptr, &version, &item_size, &count) == bad_argument);
    CHECK(version == untouched);
    CHECK(item_size == untouched);
    CHECK(count == untouched);
}

inline sessions::global_config global_of(ULONG limit) {
    return {limit};
}

} // namespace oracle
