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

template <class Arguments>
struct suitable<role::entry, Arguments> {
    using type = mib_entry;
};
template <class Arguments>
struct suitable<role::data, Arguments> {
    using type = mib_entry;
};

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
    static S pass(ULONG size, PVOID data) {
        return S{static_cast<const T*>(data), std::size_t{size} / sizeof(T)};
    }
};
template <view S>
struct binding<role::entry, const S&, mib::arguments> : binding<role::entry, S, mib::arguments> {};

/// An entry whose size comes behind it, as in the callbacks that MPR60 adds; otherwise as above.
template <class P>
struct binding<role::data, P, types<PVOID, DWORD>> {
    using entry = binding<role::entry, P, mib::arguments>;
    static constexpr bool accepted = entry::accepted;

    static bool usable(PVOID data, DWORD size) noexcept { return entry::usable(size, data); }
    static argument_defect defect(PVOID data, DWORD size) noexcept {
        const argument_defect turned = entry::defect(size, data);
        return {turned.broken, 1 - turned.offset};
    }
    static P pass(PVOID data, DWORD size) { return entry::pass(size, data); }
};

/// The output arguments of the trap callbacks as they are, unchecked: the pages contradict each
/// other on whether `data` is a buffer or receives an address, and on whether `size` is read.
/// Source: pmib_set_trap_info, pmib_get_trap_info.
struct trap_output {
    PULONG size; ///< May be null.
    PVOID data;  ///< May be null.
};

template <class Arguments>
struct suitable<role::trap_output, Arguments> {
    using type = trap_output;
};
template <>
struct binding<role::trap_output, trap_output, types<PULONG, PVOID>> {
    static constexpr bool accepted = true;

    static constexpr bool usable(PULONG, PVOID) noexcept { return true; }
    static constexpr argument_defect defect(PULONG, PVOID) noexcept { return {}; }
    static constexpr trap_output pass(PULONG size, PVOID data) noexcept { return {size, data}; }
};
template <>
struct binding<role::trap_output, const trap_output&, types<PULONG, PVOID>>
    : binding<role::trap_output, trap_output, types<PULONG, PVOID>> {};

/// Room for a MIB entry. If the entry does not fit, only its length is written, with
/// ERROR_INSUFFICIENT_BUFFER. A null OutputDataSize is refused.
template <class Value>
    requires requires(const Value& value) { info::content_of(value); }
struct delivery<role::entry_buffer, Value, types<PULONG, PVOID>> {
    static constexpr bool accepted = true;

    static bool usable(PULONG size, PVOID) noexcept { return size; }
    static argument_defect defect(PULONG, PVOID) noexcept { return {rule::argument_present}; }
    static DWORD deliver(const Value& value, PULONG size, PVOID buffer) {
        return info::copy_out(info::content_of(value), buffer, size);
    }
};

} // namespace routpact
