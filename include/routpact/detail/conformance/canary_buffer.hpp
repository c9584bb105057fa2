#pragma once
// An output buffer that detects writes outside of it.

#include <cstring>
#include <memory>
#include <routpact/abi.hpp>
#include <vector>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Provides an output buffer of `capacity` bytes with canary bytes before and after it.
class canary_buffer {
public:
    /// Fills the buffer and the canary bytes with `pattern`.
    explicit canary_buffer(ULONG capacity, unsigned char pattern = 0xA5)
        : pattern_{pattern},
          capacity_{capacity},
          bytes_{std::make_unique_for_overwrite<unsigned char[]>(size())} {
        std::memset(bytes_.get(), pattern, size());
    }

    /// Returns the buffer.
    PVOID data() { return bytes_.get() + margin; }
    /// Returns the first `size` bytes of the buffer, or the whole buffer if it is shorter.
    std::vector<unsigned char> first(ULONG size) const {
        const unsigned char* const begin = bytes_.get() + margin;
        return {begin, begin + (size < capacity_ ? size : capacity_)};
    }
    /// Whether no byte outside of the buffer has changed.
    bool kept_inside() const {
        return is_untouched(0, margin) && is_untouched(margin + capacity_, size());
    }
    /// Whether no byte inside the buffer has changed.
    bool is_empty() const { return is_untouched(margin, margin + capacity_); }
    /// Whether no byte has changed.
    bool is_untouched() const { return is_untouched(0, size()); }

private:
    // Enough for a protocol that takes the capacity for a count of DWORDs, or writes one item too
    // many.
    static constexpr unsigned margin = 4096;

    std::size_t size() const { return margin + capacity_ + margin; }
    // Whether the first of these bytes has the pattern, and each of them the value of the next one.
    // Most calls of a protocol come with 8 KiB to check, so memcmp() does it.
    bool is_untouched(std::size_t from, std::size_t to) const {
        const unsigned char* const first = bytes_.get() + from;
        return from == to ||
               (*first == pattern_ && std::memcmp(first, first + 1, to - from - 1) == 0);
    }

    unsigned char pattern_;
    std::size_t capacity_;
    std::unique_ptr<unsigned char[]> bytes_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
