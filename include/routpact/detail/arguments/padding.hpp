#pragma once
// Clears the padding of results. Padding can contain old memory of the protocol, which must not
// reach the router manager. It is cleared in the copy that the router manager receives: the
// handler's own object may be const or shared.

#include <routpact/detail/arguments/plain.hpp>
#include <routpact/detail/language/address_of.hpp>
#include <routpact/detail/language/bytes.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Whether all bytes survive a conversion to a T and back. This is a constant expression only if T
/// has no padding, because padding has no value. The comparison is for long double: g++ converts
/// its padding as well. The bytes are 1, which is valid for a bool.
template <class T>
ROUTPACT_HIDDEN constexpr bool bytes_survive() noexcept {
    byte_block<sizeof(T)> before{};
    for (unsigned char& each : before.bytes)
        each = 1;
    const auto after = __builtin_bit_cast(byte_block<sizeof(T)>, __builtin_bit_cast(T, before));
    for (const unsigned char each : after.bytes)
        if (each != 1)
            return false;
    return true;
}

/// Whether every byte of a T is known to belong to a value. Floating-point types have no unique
/// object representations, but most of them have no padding either.
template <class T>
concept without_padding = std::has_unique_object_representations_v<T> ||
                          requires { requires std::bool_constant<bytes_survive<T>()>::value; };

#if defined(_MSC_VER) && !defined(__clang__)

/// Whether the padding of a T can be cleared. That of a union cannot: it depends on the valid
/// member.
template <class T>
concept clearable = transparent<T>;

/// Sets `mask` to the mask of the bits of a T that belong to values.
template <class T>
ROUTPACT_HIDDEN void set_value_mask(T* mask) noexcept {
    fill_bytes(mask, 0xFF, sizeof(T));
    __builtin_zero_non_value_bits(mask);
}

#else

/// The type as which a byte is read, and the mask of its bits that have a value in a constant
/// expression. Padding has none.
#ifdef __clang__
struct ROUTPACT_HIDDEN read_byte {
    unsigned char all;
};
ROUTPACT_HIDDEN constexpr unsigned char bits_with_values(const read_byte& from) noexcept {
    return __builtin_constant_p(from.all) ? 0xFF : 0;
}
#else
struct ROUTPACT_HIDDEN read_byte {
    unsigned char a : 1, b : 1, c : 1, d : 1, e : 1, f : 1, g : 1, h : 1;
};
ROUTPACT_HIDDEN constexpr unsigned char bits_with_values(const read_byte& from) noexcept {
    const auto known = [](bool constant, int bit) { return constant ? 1 << bit : 0; };
    return static_cast<unsigned char>(
        known(__builtin_constant_p(from.a), 0) | known(__builtin_constant_p(from.b), 1) |
        known(__builtin_constant_p(from.c), 2) | known(__builtin_constant_p(from.d), 3) |
        known(__builtin_constant_p(from.e), 4) | known(__builtin_constant_p(from.f), 5) |
        known(__builtin_constant_p(from.g), 6) | known(__builtin_constant_p(from.h), 7));
}
#endif
template <std::size_t Size>
struct ROUTPACT_HIDDEN read_block {
    read_byte bytes[Size];
};

/// Returns the mask of the bits of a T that belong to values.
template <class T>
ROUTPACT_HIDDEN constexpr byte_block<sizeof(T)> bits_of_values() noexcept {
    const auto read =
        __builtin_bit_cast(read_block<sizeof(T)>, __builtin_bit_cast(T, byte_block<sizeof(T)>{}));
    byte_block<sizeof(T)> mask{};
    for (std::size_t i = 0; i < sizeof(T); ++i)
        mask.bytes[i] = bits_with_values(read.bytes[i]);
    return mask;
}

/// Whether the padding of a T can be cleared. That of a union cannot: it depends on the valid
/// member. That of a T of about 250,000 bytes or more cannot either: the mask takes too many steps.
template <class T>
concept clearable =
    requires { typename std::bool_constant<(static_cast<void>(bits_of_values<T>()), true)>; };

/// Sets `mask` to the mask of the bits of a T that belong to values.
template <class T>
ROUTPACT_HIDDEN void set_value_mask(T* mask) noexcept {
    static constexpr auto values = bits_of_values<T>();
    copy_bytes(mask, values.bytes, sizeof(T));
#ifndef __clang__
    // The padding of long double has a value in constant expressions. The builtin alone is not
    // enough: g++ 12 misses padding that follows an array of structures with padding.
    __builtin_clear_padding(mask);
#endif
}

#endif

/// Clears the padding of `count` objects of type T at `elements`, which need not be aligned.
template <class T>
ROUTPACT_HIDDEN void clear_padding(unsigned char* elements, std::size_t count) noexcept {
    union mask {
        T value;
        unsigned char bytes[sizeof(T)];
        mask() noexcept {} // T need not have a default constructor
    } values;
    set_value_mask(address_of(values.value));
    for (; count != 0; --count, elements += sizeof(T))
        for (std::size_t i = 0; i < sizeof(T); ++i)
            elements[i] &= values.bytes[i];
}

/// A type that may travel as bytes as a result: every byte has a value or can be cleared.
template <class T>
concept plain_result = plain<T> && (std::has_unique_object_representations_v<T> || clearable<T>);

} // namespace routpact::inline ROUTPACT_ABI::detail
