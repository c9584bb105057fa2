#pragma once
// The info block as the last parameter of a constructor, whose type is the author's choice: const
// T&, T, const T*, a view such as std::span<const T>, info_block, or none at all.
//
// C++ does not tell what a constructor takes. But it tells whether a constructor can be called, so
// the size of the T that it wants is found by asking: can it be called with something that converts
// to any plain T of at most so many bytes? The block is held against that size before the call.

#include <routpact/info_block.hpp>

namespace routpact {

/// How a block becomes the last parameter.
namespace constructor_info {
/// Whether a T is no larger and no more aligned than this.
struct bound {
    std::size_t size;
    std::size_t alignment;

    template <class T>
    static constexpr bool holds(bound limit) noexcept {
        return sizeof(T) <= limit.size && alignof(T) <= limit.alignment;
    }
};

/// A block that converts to a `const T&`.
template <bound Limit>
struct as_reference {
    const void* data;
    template <class T>
        requires(pointee::plain<T> && bound::holds<T>(Limit))
    operator const T&() const noexcept {
        return *static_cast<const T*>(data);
    }
};

/// A block that converts to a `T`, from any alignment.
template <bound Limit>
struct as_value {
    const void* data;
    template <class T>
        requires(pointee::plain<T> && bound::holds<T>(Limit))
    operator T() const noexcept {
        return pointee::copy<T>(data);
    }
};

/// To a `const T&` in one way, to a `T` in two: so a parameter by value does not take it.
template <bound Limit>
struct as_reference_only : as_reference<Limit>, as_value<Limit> {};

/// A block that converts to a `const T*`.
template <bound Limit>
struct as_pointer {
    const void* data;
    template <class T>
        requires(pointee::plain<T> && bound::holds<T>(Limit))
    operator const T*() const noexcept {
        return static_cast<const T*>(data);
    }
};

/// A block that converts to a view of T.
template <bound Limit>
struct as_view {
    const void* data;
    std::size_t bytes;
    template <view S>
        requires(bound::holds<typename S::element_type>(Limit))
    operator S() const {
        using T = typename S::element_type;
        return S{static_cast<T*>(data), bytes / sizeof(T)};
    }
};

inline constexpr bound unlimited{0x7FFFFFFF, 0x10000};

/// The smallest size that `Fits` holds for, which is between `Low` and `High`.
template <template <bound> class Fits, std::size_t Low = 1, std::size_t High = unlimited.size>
constexpr std::size_t smallest_size() noexcept {
    constexpr std::size_t middle = Low + (High - Low) / 2;
    if constexpr (Low == High)
        return Low;
    else if constexpr (Fits<bound{middle, unlimited.alignment}>::value)
        return smallest_size<Fits, Low, middle>();
    else
        return smallest_size<Fits, middle + 1, High>();
}

/// The smallest alignment that `Fits` holds for with that size.
template <template <bound> class Fits, std::size_t Size, std::size_t Alignment = 1>
constexpr std::size_t smallest_alignment() noexcept {
    if constexpr (Fits<bound{Size, Alignment}>::value)
        return Alignment;
    else
        return smallest_alignment<Fits, Size, Alignment * 2>();
}

/// What a constructor of T wants after the parameters `Before`.
template <class T, class... Before>
struct form {
    template <bound Limit>
    using reference_fits = std::is_constructible<T, Before..., as_reference<Limit>>;
    template <bound Limit>
    using value_fits = std::is_constructible<T, Before..., as_value<Limit>>;
    template <bound Limit>
    using pointer_fits = std::is_constructible<T, Before..., as_pointer<Limit>>;
    template <bound Limit>
    using view_fits = std::is_constructible<T, Before..., as_view<Limit>>;

    static constexpr bool block = std::is_constructible_v<T, Before..., info_block>;
    static constexpr bool reference =
        reference_fits<unlimited>::value &&
        std::is_constructible_v<T, Before..., as_reference_only<unlimited>>;
    static constexpr bool value = value_fits<unlimited>::value;
    static constexpr bool pointer = pointer_fits<unlimited>::value;
    static constexpr bool view = view_fits<unlimited>::value;
    static constexpr bool none = std::is_constructible_v<T, Before...>;
    /// Whether it can be called at all.
    static constexpr bool known = block || reference || value || pointer || view || none;

    template <template <bound> class Fits>
    static constexpr bound exactly = [] {
        constexpr std::size_t size = smallest_size<Fits>();
        return bound{size, smallest_alignment<Fits, size>()};
    }();

    /// Calls `make()`, or `make(argument)` with the block as the constructor wants it. Where that
    /// cannot be, `refuse(argument_defect)` is called instead.
    template <class Make, class Refuse>
    static auto build(const info_block& given, Make make, Refuse refuse) {
        [[maybe_unused]] const auto as = [&](const auto& argument, bool right_length,
                                             std::size_t alignment, bool null_will_do) {
            const bool suits = given.data ? right_length && is_multiple(given.data, alignment)
                                          : null_will_do && given.bytes() == 0;
            return suits ? make(argument) : refuse(info::defect(given.data, right_length));
        };
        if constexpr (block) {
            return make(given);
        } else if constexpr (reference) {
            constexpr bound limit = exactly<reference_fits>;
            return as(as_reference<limit>{given.data}, given.bytes() == limit.size, limit.alignment,
                      false);
        } else if constexpr (value) {
            constexpr bound limit{smallest_size<value_fits>(), unlimited.alignment};
            return as(as_value<limit>{given.data}, given.bytes() == limit.size, 1, false);
        } else if constexpr (pointer) {
            constexpr bound limit = exactly<pointer_fits>;
            return as(as_pointer<limit>{given.data}, given.bytes() == limit.size, limit.alignment,
                      true);
        } else if constexpr (view) {
            constexpr bound limit = exactly<view_fits>;
            return as(as_view<limit>{given.data, given.bytes()}, given.bytes() % limit.size == 0,
                      limit.alignment, true);
        } else {
            return make();
        }
    }

private:
    static bool is_multiple(const void* address, std::size_t alignment) noexcept {
        return reinterpret_cast<std::uintptr_t>(address) % alignment == 0;
    }
};
} // namespace constructor_info

} // namespace routpact
