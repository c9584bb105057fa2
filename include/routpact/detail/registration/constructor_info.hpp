#pragma once
// Passes an info block to a constructor as its last parameter. The constructor chooses the type:
// const T&, T, const T*, a view such as std::span<const T>, std::optional<T>, a counted_block of a
// view or an optional one, info_block, or none.

#include <routpact/detail/registration/constructor_probes.hpp>
#include <routpact/detail/registration/counted_parameter.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Converts a block to the last parameter.
namespace constructor_info {

/// Converts a block to a `const T&`.
template <bound Limit>
struct ROUTPACT_HIDDEN as_reference {
    const void* data;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator const T&() const noexcept {
        return *static_cast<const T*>(data);
    }
};

/// Converts a block of any alignment to a `T`.
template <bound Limit>
struct ROUTPACT_HIDDEN as_value {
    const void* data;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator T() const noexcept {
        return pointee::copy<T>(data);
    }
};

/// Converts a block to a `const T*`.
template <bound Limit>
struct ROUTPACT_HIDDEN as_pointer {
    const void* data;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator const T*() const noexcept {
        return static_cast<const T*>(data);
    }
};

/// Converts a block to a view of T.
template <bound Limit>
struct ROUTPACT_HIDDEN as_view {
    const void* data;
    std::size_t bytes;
    template <view S>
        requires(bound::holds_view<S>(Limit))
    operator S() const {
        using T = typename S::element_type;
        return S{static_cast<T*>(data), bytes / sizeof(T)};
    }
};

/// Converts a block of any alignment to an optional T, which is empty if there is no block.
template <bound Limit>
struct ROUTPACT_HIDDEN as_optional {
    const void* data;
    template <optional_of_plain O>
        requires(bound::holds<value_of<O>>(Limit))
    operator O() const {
        return data ? O(pointee::copy<value_of<O>>(data)) : O();
    }
};

/// Converts a block to a counted_block, or to an optional one, which is empty if there is no block.
template <class P>
struct ROUTPACT_HIDDEN as_counted {
    const void* data;
    std::size_t bytes;
    operator P() const {
        if constexpr (optional_counted_view<P>)
            if (!data)
                return P();
        return P(counted_layout<counted_in<P>>::at(data, bytes));
    }
};

/// The last parameter of a constructor of T, after the parameters `Before`.
template <class T, class... Before>
struct ROUTPACT_HIDDEN form {
    template <template <bound> class Probe>
    using fits = constructor_fits<Probe, T, Before...>;

    static constexpr bool block = std::is_constructible_v<T, Before..., info_block>;
    static constexpr bool reference =
        fits<reference_probe>::any() && fits<reference_only_probe>::any();
    static constexpr bool value = fits<value_probe>::any();
    static constexpr bool pointer = fits<pointer_probe>::any();
    static constexpr bool view = fits<view_probe>::any();
    static constexpr bool fixed_view = fits<view_probe>::template within<any_extent>();
    static constexpr bool optional = fits<optional_probe>::any();
    static constexpr bool counted = takes_counted<false, T, Before...>();
    static constexpr bool optional_counted = takes_counted<true, T, Before...>();
    static constexpr bool none = std::is_constructible_v<T, Before...>;

    /// Whether the constructor can be called, with a block as one of the above or without a block.
    /// False for a last parameter of any other type that may lack a value, such as a variant, and
    /// for one that takes anything: these would misread the block, or ignore it.
    static constexpr bool known = [] {
        if constexpr (construction::keeps_anything<T, Before...>())
            return false;
        else if constexpr (block || reference || value || pointer || view || fixed_view ||
                           optional || counted || optional_counted)
            return true;
        else
            return none && !fits<wrapper_probe>::any();
    }();

    /// Calls `make(argument)` with the block converted for the constructor, or `make()` if that
    /// takes no block. Calls `refuse(argument_defect)` if the block does not suit the type.
    /// Returns what they return.
    template <class Make, class Refuse>
    static auto build(const info_block& given, Make make, Refuse refuse) {
        [[maybe_unused]] const auto as = [&](const auto& argument, bool right_length, bool aligned,
                                             bool may_be_null) {
            const bool suits =
                given.data() ? right_length && aligned : may_be_null && given.bytes() == 0;
            return suits ? make(argument) : refuse(info::defect(given.data(), right_length));
        };
        if constexpr (block) {
            return make(given);
        } else if constexpr (reference) {
            constexpr bound limit = fits<reference_probe>::exactly();
            return as(as_reference<limit>{given.data()}, given.bytes() == limit.size,
                      is_multiple(given.data(), limit.alignment), false);
        } else if constexpr (value) {
            constexpr bound limit = fits<value_probe>::of_size();
            return as(as_value<limit>{given.data()}, given.bytes() == limit.size, true, false);
        } else if constexpr (pointer) {
            constexpr bound limit = fits<pointer_probe>::exactly();
            return as(as_pointer<limit>{given.data()}, given.bytes() == limit.size,
                      is_multiple(given.data(), limit.alignment), true);
        } else if constexpr (view) {
            constexpr bound limit = fits<view_probe>::exactly();
            return as(as_view<limit>{given.data(), given.bytes()}, given.bytes() % limit.size == 0,
                      is_multiple(given.data(), limit.alignment), true);
        } else if constexpr (fixed_view) {
            constexpr bound limit = fits<view_probe>::of_extent();
            return as(as_view<limit>{given.data(), given.bytes()},
                      given.bytes() % limit.size == 0 && given.bytes() / limit.size == limit.extent,
                      is_multiple(given.data(), limit.alignment), limit.extent == 0);
        } else if constexpr (optional) {
            constexpr bound limit = fits<optional_probe>::of_size();
            return as(as_optional<limit>{given.data()}, given.bytes() == limit.size, true, true);
        } else if constexpr (counted || optional_counted) {
            using parameter = counted_parameter<!counted, T, Before...>;
            using layout = counted_layout<counted_in<parameter>>;
            return as(as_counted<parameter>{given.data(), given.bytes()},
                      layout::fits(given.data(), given.bytes()),
                      pointee::aligned<typename layout::entry>(given.data()), !counted);
        } else {
            return make();
        }
    }

private:
    static bool is_multiple(const void* address, std::size_t alignment) noexcept {
        return reinterpret_cast<std::size_t>(address) % alignment == 0;
    }
};
} // namespace constructor_info

} // namespace routpact::inline ROUTPACT_ABI::detail
