#pragma once
// Info blocks: configuration whose layout is the protocol's own, with a version, a size and a
// count.

#include <cstddef>
#include <routpact/arguments.hpp>

namespace routpact {

/// An info block as the router manager passes it, valid during the callback.
struct info_block {
    const void* data; ///< Null only where a block may be absent, and is.
    ULONG version;    ///< The protocol's own number for the layout.
    ULONG size;       ///< Bytes of one structure.
    ULONG count;      ///< How many structures; the pages say 1.

    /// The length in bytes.
    ULONG bytes() const noexcept { return size * count; }
};

/// A value for an info block together with the version of its layout; without this it is 1.
template <class Value>
struct versioned {
    Value value;       ///< What the block holds.
    ULONG version = 1; ///< The protocol's own number for the layout.
};

/// A contiguous sequence of plain values, such as std::span<const T> and std::vector<T>.
template <class S>
concept sequence = requires(const S& s) {
    s.size();
    requires pointee::plain<std::remove_cvref_t<decltype(*s.data())>>;
};

/// A sequence that can be made of a pointer and a number, such as std::span<const T>.
template <class S>
concept view = sequence<S> && requires(const typename S::element_type* first, std::size_t count) {
    S{first, count};
    requires std::is_const_v<typename S::element_type>;
};

namespace info {
/// The length of a block in bytes; more than a ULONG holds if the product overflows one.
constexpr std::uint64_t bytes(ULONG size, ULONG count) noexcept {
    return std::uint64_t{size} * count;
}

/// Whether a block has exactly the length of one T.
template <class T>
constexpr bool holds_one(ULONG size, ULONG count) noexcept {
    return bytes(size, count) == sizeof(T);
}

/// Whether a block has the length of a number of Ts, none included, and a length that is a ULONG.
template <class T>
constexpr bool holds_some(ULONG size, ULONG count) noexcept {
    return bytes(size, count) <= 0xFFFFFFFF && bytes(size, count) % sizeof(T) == 0;
}

/// Why a block cannot be used, given whether its length would do.
inline argument_defect defect(const void* data, bool right_length) noexcept {
    if (data && !right_length)
        return {rule::argument_size, 2};
    return pointee::null_or_misaligned(data);
}

/// Whether there is no block: neither data nor a length.
constexpr bool absent(const void* data, ULONG size, ULONG count) noexcept {
    return !data && bytes(size, count) == 0;
}

/// The C arguments of a block.
using arguments = types<PVOID, ULONG, ULONG, ULONG>;
} // namespace info

template <class Arguments>
struct suitable<role::info, Arguments> {
    using type = info_block;
};
template <class Arguments>
struct suitable<role::optional_info, Arguments> {
    using type = info_block;
};

/// An info block as it is: refused if it is null or longer than a ULONG counts.
template <>
struct binding<role::info, info_block, info::arguments> {
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
struct binding<role::info, const info_block&, info::arguments>
    : binding<role::info, info_block, info::arguments> {};

/// An info block as `const T&`: refused if it is null, misaligned or not exactly one T.
template <class T>
    requires pointee::plain<T>
struct binding<role::info, const T&, info::arguments> {
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

/// An info block as `T`: refused if it is null or not exactly one T; copied from any alignment.
template <class T>
    requires pointee::plain<T>
struct binding<role::info, T, info::arguments> {
    static constexpr bool accepted = true;

    static bool usable(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return data && info::holds_one<T>(size, count);
    }
    static argument_defect defect(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return info::defect(data, info::holds_one<T>(size, count));
    }
    static T pass(PVOID data, ULONG, ULONG, ULONG) noexcept { return pointee::copy<T>(data); }
};

/// An info block as a view of T: refused if it is null, misaligned or no whole number of T.
template <view S>
struct binding<role::info, S, info::arguments> {
    using T = std::remove_const_t<typename S::element_type>;
    static constexpr bool accepted = true;

    static bool usable(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return data && info::holds_some<T>(size, count) && pointee::aligned<T>(data);
    }
    static argument_defect defect(PVOID data, ULONG, ULONG size, ULONG count) noexcept {
        return info::defect(data, info::holds_some<T>(size, count));
    }
    static S pass(PVOID data, ULONG, ULONG size, ULONG count) {
        return S{static_cast<const T*>(data),
                 static_cast<std::size_t>(info::bytes(size, count)) / sizeof(T)};
    }
};
template <view S>
struct binding<role::info, const S&, info::arguments> : binding<role::info, S, info::arguments> {};

/// An info block that may be absent: null is refused where the handler takes a `const T&` or a `T`.
template <class P>
struct binding<role::optional_info, P, info::arguments> : binding<role::info, P, info::arguments> {
};

/// The same as it is: without data and length there is no block.
template <>
struct binding<role::optional_info, info_block, info::arguments>
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
struct binding<role::optional_info, const info_block&, info::arguments>
    : binding<role::optional_info, info_block, info::arguments> {};

/// The same as `const T*`: null where there is none, else refused as `const T&` is.
template <class T>
    requires pointee::plain<T>
struct binding<role::optional_info, const T*, info::arguments>
    : binding<role::info, const T&, info::arguments> {
    using required = binding<role::info, const T&, info::arguments>;

    static bool usable(PVOID data, ULONG version, ULONG size, ULONG count) noexcept {
        return info::absent(data, size, count) || required::usable(data, version, size, count);
    }
    static const T* pass(PVOID data, ULONG, ULONG, ULONG) noexcept {
        return static_cast<const T*>(data);
    }
};

namespace info {
/// The bytes and the version of something a handler returned.
struct content {
    const void* data;
    std::uint64_t bytes;
    ULONG version = 1;
};

template <class T>
    requires(pointee::plain<T> && !sequence<T>)
content content_of(const T& value) noexcept {
    return {&value, sizeof(T)};
}
template <sequence S>
content content_of(const S& values) {
    return {values.data(), std::uint64_t{values.size()} * sizeof(*values.data())};
}
template <class T>
content content_of(const versioned<T>& value) {
    content unversioned = content_of(value.value);
    unversioned.version = value.version;
    return unversioned;
}

/// Copies `from` to a buffer of *size bytes, by the rules of every sized output: the capacity is
/// read once and a null buffer has none; what does not fit is not written, but *size says how much
/// it would be. Returns the code to answer.
inline DWORD copy_out(const content& from, PVOID buffer, PULONG size) noexcept {
    if (from.bytes > 0xFFFFFFFF)
        return ERROR_CAN_NOT_COMPLETE;
    const ULONG room = buffer ? *size : 0;
    *size = static_cast<ULONG>(from.bytes);
    if (from.bytes > room)
        return ERROR_INSUFFICIENT_BUFFER;
    if (from.bytes != 0)
        std::memcpy(buffer, from.data, static_cast<std::size_t>(from.bytes));
    return NO_ERROR;
}

/// Sets `*target` unless it is null.
inline void set(PULONG target, ULONG value) noexcept {
    if (target)
        *target = value;
}
} // namespace info

/// Room for an info block. If the block does not fit, only its length is written, with
/// ERROR_INSUFFICIENT_BUFFER. On success all outputs are set: the length, the version, and one
/// structure of that length. A null BufferSize is refused; the other outputs may be null.
template <class Value>
    requires requires(const Value& value) { info::content_of(value); }
struct delivery<role::info_buffer, Value, types<PVOID, PULONG, PULONG, PULONG, PULONG>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID, PULONG capacity, PULONG, PULONG, PULONG) noexcept { return capacity; }
    static argument_defect defect(PVOID, PULONG, PULONG, PULONG, PULONG) noexcept {
        return {rule::argument_present, 1};
    }
    static DWORD deliver(const Value& value, PVOID buffer, PULONG capacity, PULONG version,
                         PULONG size, PULONG count) {
        const info::content content = info::content_of(value);
        if (const DWORD failed = info::copy_out(content, buffer, capacity))
            return failed;
        info::set(version, content.version);
        info::set(size, static_cast<ULONG>(content.bytes));
        info::set(count, 1);
        return NO_ERROR;
    }
};

} // namespace routpact
