#pragma once
// Bindings and delivery of MIB entries, and the output of the trap callbacks.

#include <routpact/arguments/mib_entry.hpp>
#include <routpact/arguments/trap_output.hpp>
#include <routpact/detail/arguments/info_block_bindings.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

namespace mib {
/// Returns the defect of an entry that is not usable. `right_length` says whether its length is
/// right.
ROUTPACT_HIDDEN inline argument_defect defect(const void* data, bool right_length) noexcept {
    if (data && !right_length)
        return {violation::wrong_argument_size, 0};
    return {pointee::null_or_misaligned(data).kind, 1};
}

/// The types of the C arguments of an entry.
using arguments = type_list<ULONG, PVOID>;
} // namespace mib

template <class Arguments>
struct suitable<role::entry, Arguments> {
    using type = mib_entry;
};
template <class Arguments>
struct suitable<role::entry_then_size, Arguments> {
    using type = mib_entry;
};

/// Converts an entry to `mib_entry`. It is refused if it is null.
template <>
struct ROUTPACT_HIDDEN binding<role::entry, mib_entry, mib::arguments> {
    static constexpr bool accepted = true;

    static bool usable(ULONG, PVOID data) noexcept { return data; }
    static argument_defect defect(ULONG, PVOID data) noexcept { return mib::defect(data, true); }
    static mib_entry pass(ULONG size, PVOID data) noexcept { return {data, size}; }
};
template <>
struct ROUTPACT_HIDDEN binding<role::entry, const mib_entry&, mib::arguments>
    : binding<role::entry, mib_entry, mib::arguments> {};

/// Converts an entry to `const T&`. It is refused if it is null, misaligned or shorter than a T.
template <class T>
    requires plain<T>
struct ROUTPACT_HIDDEN binding<role::entry, const T&, mib::arguments> {
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept {
        return data && size >= sizeof(T) && pointee::aligned<T>(data);
    }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        return mib::defect(data, size >= sizeof(T));
    }
    static const T& pass(ULONG, PVOID data) noexcept { return *static_cast<const T*>(data); }
};

/// Converts an entry to `T`. It is refused if it is null or shorter than a T. The bytes are copied,
/// so any alignment is accepted.
template <class T>
    requires plain<T>
struct ROUTPACT_HIDDEN binding<role::entry, T, mib::arguments> {
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept { return data && size >= sizeof(T); }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        return mib::defect(data, size >= sizeof(T));
    }
    static T pass(ULONG, PVOID data) noexcept { return pointee::copy<T>(data); }
};

/// Converts an entry to a view of T. It is refused if it is null, misaligned, not a whole number of
/// T, or not the number of elements that the view's type has.
template <view S>
struct ROUTPACT_HIDDEN binding<role::entry, S, mib::arguments> {
    using T = std::remove_const_t<typename S::element_type>;
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept {
        return data && info::holds_view<S>(size) && pointee::aligned<T>(data);
    }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        return mib::defect(data, info::holds_view<S>(size));
    }
    static S pass(ULONG size, PVOID data) {
        return S{static_cast<const T*>(data), std::size_t{size} / sizeof(T)};
    }
};
template <view S>
struct ROUTPACT_HIDDEN binding<role::entry, const S&, mib::arguments>
    : binding<role::entry, S, mib::arguments> {};

/// Converts an entry to a header and a view of entries, as an info block.
template <class Header, auto Count, view S, auto Array>
struct ROUTPACT_HIDDEN
binding<role::entry, counted_block<Header, Count, S, Array>, mib::arguments> {
    using layout = counted_layout<counted_block<Header, Count, S, Array>>;
    static constexpr bool accepted = true;

    static bool usable(ULONG size, PVOID data) noexcept {
        return layout::fits(data, size) && pointee::aligned<typename layout::entry>(data);
    }
    static argument_defect defect(ULONG size, PVOID data) noexcept {
        return mib::defect(data, layout::fits(data, size));
    }
    static counted_block<Header, Count, S, Array> pass(ULONG size, PVOID data) {
        return layout::at(data, size);
    }
};
template <class Header, auto Count, view S, auto Array>
struct ROUTPACT_HIDDEN
binding<role::entry, const counted_block<Header, Count, S, Array>&, mib::arguments>
    : binding<role::entry, counted_block<Header, Count, S, Array>, mib::arguments> {};

/// Converts an entry whose size follows its data, as in the callbacks that MPR60 adds; otherwise
/// like role::entry.
template <class P>
struct ROUTPACT_HIDDEN binding<role::entry_then_size, P, type_list<PVOID, DWORD>> {
    using entry = binding<role::entry, P, mib::arguments>;
    static constexpr bool accepted = entry::accepted;

    static bool usable(PVOID data, DWORD size) noexcept { return entry::usable(size, data); }
    static argument_defect defect(PVOID data, DWORD size) noexcept {
        const argument_defect reversed = entry::defect(size, data);
        return {reversed.kind, 1 - reversed.offset};
    }
    static decltype(auto) pass(PVOID data, DWORD size) { return entry::pass(size, data); }
};

template <class Arguments>
struct suitable<role::trap_output, Arguments> {
    using type = trap_output;
};
/// Passes the output of a trap callback unchecked.
template <>
struct ROUTPACT_HIDDEN binding<role::trap_output, trap_output, type_list<PULONG, PVOID>> {
    static constexpr bool accepted = true;

    static constexpr bool usable(PULONG, PVOID) noexcept { return true; }
    static constexpr argument_defect defect(PULONG, PVOID) noexcept { return {}; }
    static constexpr trap_output pass(PULONG size, PVOID data) noexcept { return {size, data}; }
};
template <>
struct ROUTPACT_HIDDEN binding<role::trap_output, const trap_output&, type_list<PULONG, PVOID>>
    : binding<role::trap_output, trap_output, type_list<PULONG, PVOID>> {};

/// Delivers a MIB entry. If it does not fit, only its length is written, and the code is
/// ERROR_INSUFFICIENT_BUFFER. A null or misaligned OutputDataSize is refused. Padding is delivered
/// as zeros. The buffer may overlap the entry that the handler received: nothing is written before
/// the handler returns, and the result may be a view of that entry.
template <detail::deliverable Value>
struct ROUTPACT_HIDDEN delivery<role::entry_buffer, Value, type_list<PULONG, PVOID>> {
    static constexpr bool accepted = true;

    static bool usable(PULONG size, PVOID) noexcept {
        return size && pointee::aligned<ULONG>(size);
    }
    static argument_defect defect(PULONG size, PVOID) noexcept {
        return pointee::null_or_misaligned(size);
    }
    static DWORD deliver(const Value& value, PULONG size, PVOID buffer) {
        return detail::copy_out(detail::content_of(value), buffer, size);
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
