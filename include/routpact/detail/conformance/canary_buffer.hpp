#pragma once
// An output buffer that detects writes outside of it.

#include <routpact/abi.hpp>
#include <vector>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Provides an output buffer of `capacity` bytes with canary bytes before and after it.
class canary_buffer {
public:
    /// Fills the buffer and the canary bytes with `pattern`.
    explicit canary_buffer(ULONG capacity, unsigned char pattern = 0xA5)
        : pattern_{pattern}, capacity_{capacity}, bytes_(margin + capacity + margin, pattern) {}

    /// Returns the buffer.
    PVOID data() { return bytes_.data() + margin; }
    /// Returns the first `size` bytes of the buffer, or the whole buffer if it is shorter.
    std::vector<unsigned char> first(ULONG size) const {
        const auto begin = bytes_.begin() + margin;
        return {begin, begin + static_cast<std::ptrdiff_t>(size < capacity_ ? size : capacity_)};
    }
    /// Whether no byte outside of the buffer has changed.
    bool kept_inside() const {
        return is_untouched(0, margin) && is_untouched(margin + capacity_, bytes_.size());
    }
    /// Whether no byte inside the buffer has changed.
    bool is_empty() const { return is_untouched(margin, margin + capacity_); }
    /// Whether no byte has changed.
    bool is_untouched() const { return is_untouched(0, bytes_.size()); }

private:
    // Enough for a protocol that takes the capacity for a count of DWORDs, or writes one item too
    // many.
    static constexpr unsigned margin = 4096;

    bool is_untouched(std::size_t from, std::size_t to) const {
        for (std::size_t i = from; i < to; ++i)
            if (bytes_[i] != pattern_)
                return false;
        return true;
    }

    unsigned char pattern_;
    std::size_t capacity_;
    std::vector<unsigned char> bytes_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
