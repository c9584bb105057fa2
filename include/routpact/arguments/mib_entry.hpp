#pragma once
// MIB entries: data that management reads and changes, in a layout that the protocol defines.

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Refers to a MIB entry of the router manager. It is valid during the callback.
class mib_entry {
public:
    /// Refers to no entry.
    ROUTPACT_HIDDEN constexpr mib_entry() noexcept = default;
    /// Refers to `bytes` bytes at `data`.
    ROUTPACT_HIDDEN constexpr mib_entry(const void* data, ULONG bytes) noexcept
        : data_{data}, bytes_{bytes} {}

    /// Returns a pointer to the first byte; never null in a handler.
    ROUTPACT_HIDDEN constexpr const void* data() const noexcept { return data_; }
    /// Returns the length in bytes.
    ROUTPACT_HIDDEN constexpr ULONG bytes() const noexcept { return bytes_; }

private:
    const void* data_ = nullptr;
    ULONG bytes_ = 0;
};

} // namespace routpact::inline ROUTPACT_ABI
