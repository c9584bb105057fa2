#pragma once
// Heap memory of exactly the size that a call gets, with canaries around it. Under the address
// sanitizer the memory ends with its allocation, so a read or write behind it is reported.

#include "violation.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#define ROUTPACT_HEAP_IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ROUTPACT_HEAP_IS_WATCHED 1
#endif
#endif

/// `size` bytes, at `offset` from an address that is aligned for every type. Filled with a pattern.
class guarded {
public:
    explicit guarded(std::size_t size, std::size_t offset = 0)
        : front_{front_canary + offset},
          size_{size},
          memory_{new unsigned char[front_ + size + back_canary]} {
        for (std::size_t at = 0; at < total(); ++at)
            memory_[at] = pattern(at);
        expected_.assign(memory_.get(), memory_.get() + total());
    }

    /// Where the bytes begin.
    void* data() { return memory_.get() + front_; }
    /// The bytes as an object of type T.
    template <class T>
    T* as() {
        return static_cast<T*>(data());
    }
    /// Writes as much of `value` as there is room for, and expects that.
    template <class T>
    void put(const T& value) {
        std::memcpy(data(), &value, (std::min)(size_, sizeof value));
        expect(value);
    }
    /// Expects the bytes to begin with `value` from now on.
    template <class T>
    void expect(const T& value) {
        expect_bytes(0, &value, (std::min)(size_, sizeof value));
    }
    /// Expects these bytes at the offset `at` from now on.
    void expect_bytes(std::size_t at, const void* bytes, std::size_t count) {
        std::memcpy(expected_.data() + front_ + at, bytes, count);
    }
    /// Reports a violation unless the bytes and the canaries are as expected.
    void check(const char* call, const char* argument) {
        for (std::size_t at = 0; at < total(); ++at)
            if (memory_[at] != expected_[at])
                violated("%s: byte %d of %s is 0x%02x, not 0x%02x", call,
                         static_cast<int>(at) - static_cast<int>(front_), argument, memory_[at],
                         expected_[at]);
    }

private:
    static constexpr std::size_t front_canary = 16; // keeps the alignment
#ifdef ROUTPACT_HEAP_IS_WATCHED
    static constexpr std::size_t back_canary = 0;
#else
    static constexpr std::size_t back_canary = 16;
#endif

    static unsigned char pattern(std::size_t at) {
        return static_cast<unsigned char>(0xA5 ^ (at * 29));
    }
    std::size_t total() const { return front_ + size_ + back_canary; }

    const std::size_t front_;
    const std::size_t size_;
    std::unique_ptr<unsigned char[]> memory_;
    std::vector<unsigned char> expected_;
};
