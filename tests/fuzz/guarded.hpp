#pragma once
// A piece of heap memory of exactly the size that a call is told, with canaries around it. The
// address sanitizer sees a read or write beyond its end, which is that of the allocation then.

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

/// `size` bytes, `offset` behind an address that suits every type. They hold a pattern at first.
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
    /// The same as the only object of type T that begins there.
    template <class T>
    T* as() {
        return static_cast<T*>(data());
    }
    /// Writes the beginning of `value`, as much as there is room for; that is what is expected.
    template <class T>
    void put(const T& value) {
        std::memcpy(data(), &value, std::min(size_, sizeof value));
        expect(value);
    }
    /// From now on the bytes should begin with `value`.
    template <class T>
    void expect(const T& value) {
        expect_bytes(0, &value, std::min(size_, sizeof value));
    }
    /// From now on these bytes should stand `at` behind the beginning.
    void expect_bytes(std::size_t at, const void* bytes, std::size_t count) {
        std::memcpy(expected_.data() + front_ + at, bytes, count);
    }
    /// A violation unless the bytes, and the canaries around them, are what is expected.
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
