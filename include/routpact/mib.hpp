#pragma once
// MIB entries: what management asks about and changes, in a layout of the protocol's own. In the C
// signatures the size comes before the data, other than with info blocks.

#include <routpact/info_block.hpp>

namespace routpact {

/// A MIB entry as the router manager passes it, valid during the callback.
struct mib_entry {
    const void* data; ///< Never null.
    ULONG size;       ///< In bytes.
};

namespace mib {
/// Why an entry cannot be used, given whether it is long enough.
inline argument_defect defect(const void* data, bool long_enough) noexcept {
    if (data && !long_enough)
        return {rule::argument_size, 0};
    return {pointee::null_or_misaligned(data).broken, 1};
}

/// The C arguments of an entry.
using arguments = types<ULONG, PVOID>;
} // namespace mib

/// An entry as it is: refused if it is null.
template <>
struct binding<role::entry, mib_entry, mib::arguments> {
    static constexpr bool accepted = true;

    static bool usable(ULONG, PVOID data) noexcept { return data; }
    static argument_defect defect(ULONG, PVOID data) noexcept { return mib::defect(data, true); }
    static mib_entry pass(ULONG size, PVOID data) noexcept { return {data, size}; }
};
template <>
struct binding<role::entry, const mib_entry&, mib::arguments>
    : binding<role::entry, mib_entry, mib::arguments> {};

/// An entry as `const T&`: refused if it is null, misaligned or shorter than a T.
template <class T>
    requires pointee::plain<T>
struct binding<role::entry, const T&, mib::arguments> {
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept {
        return data && size >= sizeof(T) && pointee::aligned<T>(data);
    }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        return mib::defect(data, size >= sizeof(T));
    }
    static const T& pass(ULONG, PVOID data) noexcept { return *static_cast<const T*>(data); }
};

/// An entry as `T`: refused if it is null or shorter than a T; copied from any alignment.
template <class T>
    requires pointee::plain<T>
struct binding<role::entry, T, mib::arguments> {
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept { return data && size >= sizeof(T); }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        return mib::defect(data, size >= sizeof(T));
    }
    static T pass(ULONG, PVOID data) noexcept { return pointee::copy<T>(data); }
};

/// An entry as a view of T: refused if it is null, misaligned or no whole number of T.
template <view S>
struct binding<role::entry, S, mib::arguments> {
    using T = std::remove_const_t<typename S::element_type>;
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept {
        return data && size % sizeof(T) == 0 && pointee::aligned<T>(data);
    }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        return mib::defect(data, size % sizeof(T) == 0);
    }
    static S pass(ULONG size, PVOID data) noexcept {
        return S{static_cast<const T*>(data), std::size_t{size} / sizeof(T)};
    }
};
template <view S>
struct binding<role::entry, const S&, mib::arguments> : binding<role::entry, S, mib::arguments> {};

/// Room for a MIB entry. If the entry does not fit, only its length is written, with
/// ERROR_INSUFFICIENT_BUFFER. A null OutputDataSize is refused.
template <class Value>
    requires requires(const Value& value) { info::content_of(value); }
struct delivery<role::entry_buffer, Value, types<PULONG, PVOID>> {
    static constexpr bool accepted = true;

    static bool usable(PULONG size, PVOID) noexcept { return size; }
    static argument_defect defect(PULONG, PVOID) noexcept { return {rule::argument_present}; }
    static DWORD deliver(const Value& value, PULONG size, PVOID buffer) noexcept {
        return info::copy_out(info::content_of(value), buffer, size);
    }
};

} // namespace routpact
