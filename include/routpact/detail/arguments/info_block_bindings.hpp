#pragma once
// Bindings and delivery of info blocks.

#include <cstddef>
#include <routpact/arguments/info_block.hpp>
#include <routpact/detail/arguments/alternatives.hpp>
#include <routpact/detail/arguments/binding.hpp>
#include <routpact/detail/arguments/content.hpp>
#include <routpact/detail/arguments/counted_layout.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

namespace info {
/// Returns the length of a block in bytes. The result is larger than any ULONG if the product of
/// the two ULONGs overflows.
ROUTPACT_HIDDEN constexpr ULONGLONG bytes(ULONG size, ULONG count) noexcept {
    return ULONGLONG{size} * count;
}

/// Whether the length of a block is that of one T.
template <class T>
ROUTPACT_HIDDEN constexpr bool holds_one(ULONG size, ULONG count) noexcept {
    return bytes(size, count) == sizeof(T);
}

/// Whether the length of a block is that of zero or more Ts and fits into a ULONG.
template <class T>
ROUTPACT_HIDDEN constexpr bool holds_some(ULONG size, ULONG count) noexcept {
    return bytes(size, count) <= 0xFFFFFFFF && bytes(size, count) % sizeof(T) == 0;
}

/// Whether a view of type S can have the length of `bytes` bytes.
template <view S>
ROUTPACT_HIDDEN constexpr bool holds_view(ULONGLONG bytes) noexcept {
    constexpr std::size_t size = sizeof(typename S::element_type);
    return bytes <= 0xFFFFFFFF && bytes % size == 0 &&
           (extent<S>() == any_number || bytes / size == extent<S>());
}

/// Returns the defect of a block that is not usable. `right_length` says whether its length is
/// right.
ROUTPACT_HIDDEN inline argument_defect defect(const void* data, bool right_length) noexcept {
    if (data && !right_length)
        return {violation::wrong_argument_size, 2};
    return pointee::null_or_misaligned(data);
}

/// Whether the block is absent: it has neither data nor a length.
ROUTPACT_HIDDEN constexpr bool absent(const void* data, ULONG size, ULONG count) noexcept {
    return !data && bytes(size, count) == 0;
}

/// The types of the C arguments of a block.
using arguments = type_list<PVOID, ULONG, ULONG, ULONG>;
} // namespace info

template <class Arguments>
struct suitable<role::info, Arguments> {
    using type = info_block;
};
template <class Arguments>
struct suitable<role::optional_info, Arguments> {
    using type = info_block;
};

/// Converts a block to `info_block`. It is refused if it is null or its length does not fit into a
/// ULONG.
template <>
struct ROUTPACT_HIDDEN binding<role::info, info_block, info::arguments> {
    static constexpr bool accepted = true;

    static bool usable(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return data && info::holds_some<char>(size, count);
    }
    static argument_defect defect(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return info::defect(data, info::holds_some<char>(size, count));
    }
    static info_block pass(PVOID data, ULONG version, ULONG size, ULONG count) noexcept {
        return {data, version, size, count};
    }
};
template <>
struct ROUTPACT_HIDDEN binding<role::info, const info_block&, info::arguments>
    : binding<role::info, info_block, info::arguments> {};

/// Converts a block to `const T&`. It is refused if it is null, misaligned or not exactly one T.
template <class T>
    requires plain<T>
struct ROUTPACT_HIDDEN binding<role::info, const T&, info::arguments> {
    static constexpr bool accepted = true;

    static bool usable(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return data && info::holds_one<T>(size, count) && pointee::aligned<T>(data);
    }
    static argument_defect defect(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return info::defect(data, info::holds_one<T>(size, count));
    }
    static const T& pass(PVOID data, ULONG, ULONG, ULONG) noexcept {
        return *static_cast<const T*>(data);
    }
};

/// Converts a block to `T`. It is refused if it is null or not exactly one T. The bytes are copied,
/// so any alignment is accepted.
template <class T>
    requires plain<T>
struct ROUTPACT_HIDDEN binding<role::info, T, info::arguments> {
    static constexpr bool accepted = true;

    static bool usable(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return data && info::holds_one<T>(size, count);
    }
    static argument_defect defect(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return info::defect(data, info::holds_one<T>(size, count));
    }
    static T pass(PVOID data, ULONG, ULONG, ULONG) noexcept { return pointee::copy<T>(data); }
};

/// Converts a block to a view of T. It is refused if it is null, misaligned, not a whole number of
/// T, or not the number of elements that the view's type has.
template <view S>
struct ROUTPACT_HIDDEN binding<role::info, S, info::arguments> {
    using T = std::remove_const_t<typename S::element_type>;
    static constexpr bool accepted = true;

    static bool usable(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return data && info::holds_view<S>(info::bytes(size, count)) && pointee::aligned<T>(data);
    }
    static argument_defect defect(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return info::defect(data, info::holds_view<S>(info::bytes(size, count)));
    }
    static S pass(PVOID data, ULONG, ULONG size, ULONG count) {
        return S{static_cast<const T*>(data),
                 static_cast<std::size_t>(info::bytes(size, count)) / sizeof(T)};
    }
};
template <view S>
struct ROUTPACT_HIDDEN binding<role::info, const S&, info::arguments>
    : binding<role::info, S, info::arguments> {};

/// Converts a block to a header and a view of entries. It is refused if it is null or misaligned
/// for its entries, or if the counted entries do not fit. The header is copied.
template <class Header, auto Count, view S, auto Array>
struct ROUTPACT_HIDDEN
binding<role::info, counted_block<Header, Count, S, Array>, info::arguments> {
    using layout = counted_layout<counted_block<Header, Count, S, Array>>;
    static constexpr bool accepted = true;

    static bool usable(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return layout::fits(data, info::bytes(size, count)) &&
               pointee::aligned<typename layout::entry>(data);
    }
    static argument_defect defect(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return info::defect(data, layout::fits(data, info::bytes(size, count)));
    }
    static counted_block<Header, Count, S, Array> pass(PVOID data, ULONG, ULONG size, ULONG count) {
        return layout::at(data, static_cast<std::size_t>(info::bytes(size, count)));
    }
};
template <class Header, auto Count, view S, auto Array>
struct ROUTPACT_HIDDEN
binding<role::info, const counted_block<Header, Count, S, Array>&, info::arguments>
    : binding<role::info, counted_block<Header, Count, S, Array>, info::arguments> {};

/// Converts a block that may be absent like a required block: an absent one is refused where the
/// handler takes a `const T&` or a `T`.
template <class P>
struct ROUTPACT_HIDDEN binding<role::optional_info, P, info::arguments>
    : binding<role::info, P, info::arguments> {};

/// Converts a block that may be absent to `info_block`, with null data if it is absent.
template <>
struct ROUTPACT_HIDDEN binding<role::optional_info, info_block, info::arguments>
    : binding<role::info, info_block, info::arguments> {
    using required = binding<role::info, info_block, info::arguments>;

    static bool usable(PVOID data, ULONG version, ULONG size, ULONG count) noexcept {
        return info::absent(data, size, count) || required::usable(data, version, size, count);
    }
    static info_block pass(PVOID data, ULONG version, ULONG size, ULONG count) noexcept {
        return data ? info_block{data, version, size, count} : info_block{nullptr, version, 0, 0};
    }
};
template <>
struct ROUTPACT_HIDDEN binding<role::optional_info, const info_block&, info::arguments>
    : binding<role::optional_info, info_block, info::arguments> {};

/// Converts a block that may be absent to `const T*`: null if it is absent. A block that is there
/// is refused like `const T&`.
template <class T>
    requires plain<T>
struct ROUTPACT_HIDDEN binding<role::optional_info, const T*, info::arguments>
    : binding<role::info, const T&, info::arguments> {
    using required = binding<role::info, const T&, info::arguments>;

    static bool usable(PVOID data, ULONG version, ULONG size, ULONG count) noexcept {
        return info::absent(data, size, count) || required::usable(data, version, size, count);
    }
    static const T* pass(PVOID data, ULONG, ULONG, ULONG) noexcept {
        return static_cast<const T*>(data);
    }
};

/// Returns the content of the value, with its version.
template <class T>
    requires requires(const T& value) { content_of(value); }
ROUTPACT_HIDDEN content content_of(const versioned<T>& value) {
    content unversioned = content_of(value.value);
    unversioned.version = value.version;
    return unversioned;
}

/// The types that an alternative of a result may have: a value, a sequence, or a versioned of one.
template <class T>
concept alternative = requires(const T& value) { content_of(value); };

/// Returns the content of the alternative that the value holds.
template <template <class...> class Variant, class... Alternatives>
    requires variant_type<Variant<Alternatives...>> && (alternative<Alternatives> && ...)
ROUTPACT_HIDDEN content content_of(const Variant<Alternatives...>& value) {
    return visit([](const auto& held) { return content_of(held); }, value);
}

/// The types that a handler may return for a buffer: an alternative, or a variant of alternatives.
template <class Value>
concept deliverable = requires(const Value& value) { detail::content_of(value); };

namespace info {
/// Sets `*target` unless it is null.
ROUTPACT_HIDDEN inline void set(PULONG target, ULONG value) noexcept {
    if (target)
        *target = value;
}
} // namespace info

/// Delivers an info block. On success all outputs are set: the length, the version, and a count of
/// one structure of that length. If the block does not fit, only the length is written, and the
/// code is ERROR_INSUFFICIENT_BUFFER. A null BufferSize is refused; the other outputs may be null.
/// A misaligned output is refused. Padding is delivered as zeros.
template <detail::deliverable Value>
struct ROUTPACT_HIDDEN
delivery<role::info_buffer, Value, type_list<PVOID, PULONG, PULONG, PULONG, PULONG>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID, PULONG capacity, PULONG version, PULONG size, PULONG count) noexcept {
        return capacity && pointee::all_aligned(capacity, version, size, count);
    }
    static argument_defect defect(PVOID, PULONG capacity, PULONG version, PULONG size,
                                  PULONG count) noexcept {
        return capacity ? pointee::first_misaligned(1, capacity, version, size, count)
                        : argument_defect{violation::null_argument, 1};
    }
    static DWORD deliver(const Value& value, PVOID buffer, PULONG capacity, PULONG version,
                         PULONG size, PULONG count) {
        const detail::content content = detail::content_of(value);
        if (const DWORD failed = detail::copy_out(content, buffer, capacity))
            return failed;
        info::set(version, content.version);
        info::set(size, static_cast<ULONG>(content.bytes));
        info::set(count, 1);
        return NO_ERROR;
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
