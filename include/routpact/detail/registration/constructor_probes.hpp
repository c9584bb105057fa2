#pragma once
// Finds the type of a constructor's last parameter, which C++ cannot name directly.
//
// C++ does tell whether a constructor can be called with an argument of a given type. A probe is an
// argument that converts to any plain T of at most N bytes. A binary search for the smallest N with
// which the constructor can be called gives the size of its parameter type.
//
// The conversions are private, and only `construction` may call them. A public conversion would be
// found by the constructors of std::optional<T> and std::variant, which take any argument that
// converts to a T: such a parameter would look like a T.

#include <routpact/detail/arguments/info_block_bindings.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Limits the types that a probe converts to.
struct ROUTPACT_HIDDEN bound {
    std::size_t size;
    std::size_t alignment;
    std::size_t extent = info::any_number; ///< Of views. any_number: only those of no fixed extent.

    /// Tells whether the size and alignment of T are within the limit.
    template <class T>
    static constexpr bool holds(bound limit) noexcept {
        return sizeof(T) <= limit.size && alignof(T) <= limit.alignment;
    }
    /// Tells whether the elements of a view S and its extent are within the limit.
    template <view S>
    static constexpr bool holds_view(bound limit) noexcept {
        return holds<typename S::element_type>(limit) &&
               (limit.extent == info::any_number ? info::extent<S>() == info::any_number
                                                 : info::extent<S>() <= limit.extent);
    }
};

/// Holds every type that a block can have.
ROUTPACT_HIDDEN inline constexpr bound unlimited{0x7FFFFFFF, 0x10000};
/// Holds every view of fixed extent that a block can have.
ROUTPACT_HIDDEN inline constexpr bound any_extent{unlimited.size, unlimited.alignment,
                                                  info::any_number - 1};

/// The type of the value of an optional.
template <class O>
using value_of = std::remove_cv_t<typename O::value_type>;

/// Optionals of a plain type, such as std::optional<T>.
template <class O>
concept optional_of_plain = requires(const O& o) {
    requires plain<value_of<O>>;
    requires std::is_same_v<decltype(o.has_value()), bool>;
    requires std::is_convertible_v<decltype(*o), const value_of<O>&>;
    requires !requires { o.error(); };
    O();
    O(*o);
};

/// Types that may lack a value, or have one of several.
template <class T>
concept uncertain =
    requires(const T& t) { t.has_value(); } || requires(const T& t) { t.valueless_by_exception(); };

/// Converts to a `const T&`.
template <bound Limit>
class ROUTPACT_HIDDEN reference_probe {
    friend struct construction;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator const T&() const noexcept;
};

/// Converts to a `T`.
template <bound Limit>
class ROUTPACT_HIDDEN value_probe {
    friend struct construction;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator T() const noexcept;
};

/// Converts to a `const T&` in one way, but to a `T` in two: ambiguous for a parameter by value.
template <bound Limit>
class ROUTPACT_HIDDEN reference_only_probe {
    friend struct construction;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator const T&() const noexcept;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator T() const noexcept;
};

/// Converts to a `const T*`.
template <bound Limit>
class ROUTPACT_HIDDEN pointer_probe {
    friend struct construction;
    template <class T>
        requires(plain<T> && bound::holds<T>(Limit))
    operator const T*() const noexcept;
};

/// Converts to a view of T.
template <bound Limit>
class ROUTPACT_HIDDEN view_probe {
    friend struct construction;
    template <view S>
        requires(bound::holds_view<S>(Limit))
    operator S() const;
};

/// Converts to an optional T.
template <bound Limit>
class ROUTPACT_HIDDEN optional_probe {
    friend struct construction;
    template <optional_of_plain O>
        requires(bound::holds<value_of<O>>(Limit))
    operator O() const;
};

/// Converts to any type that may lack a value.
template <bound>
class ROUTPACT_HIDDEN wrapper_probe {
    friend struct construction;
    template <uncertain T>
    operator T() const;
};

/// Converts to nothing: only a parameter that takes everything takes it.
class ROUTPACT_HIDDEN stranger {
    friend struct construction;
    stranger() noexcept = default;

public:
    stranger(const stranger&) = delete;
};
/// A stranger that can be copied, as std::any requires.
struct ROUTPACT_HIDDEN copyable_stranger {};

/// Calls constructors with probes; their friend.
struct ROUTPACT_HIDDEN construction {
    template <class T>
    static T stand_in() noexcept;

    /// Tells whether a T can be constructed from `Before` and a probe.
    template <class T, class Probe, class... Before>
    static constexpr bool takes() noexcept {
        return requires { T(stand_in<Before>()..., stand_in<Probe>()); };
    }
    /// Tells whether the last parameter takes any type that can be copied, like std::any. (A
    /// template takes types that cannot be copied, too.)
    template <class T, class... Before>
    static constexpr bool keeps_anything() noexcept {
        return takes<T, copyable_stranger, Before...>() && !takes<T, stranger, Before...>();
    }
};

/// Finds the smallest limit with which a constructor of T takes a probe, after the parameters
/// `Before`.
template <template <bound> class Probe, class T, class... Before>
struct ROUTPACT_HIDDEN constructor_fits {
    /// Tells whether the constructor takes the probe with this limit.
    template <bound Limit>
    static constexpr bool within() noexcept {
        return construction::takes<T, Probe<Limit>, Before...>();
    }
    /// Tells whether the constructor takes the probe with any limit.
    static constexpr bool any() noexcept { return within<unlimited>(); }

    /// Returns the smallest size and alignment.
    static constexpr bound exactly() noexcept {
        constexpr bound sized = of_size();
        return {sized.size, smallest<of_alignment, sized>()};
    }
    /// Returns the smallest size, with any alignment.
    static constexpr bound of_size() noexcept {
        return {smallest<of_size_only, unlimited>(), unlimited.alignment};
    }
    /// Returns the smallest extent of a view, with the size and alignment of its elements.
    static constexpr bound of_extent() noexcept {
        constexpr std::size_t size = smallest<of_size_only, any_extent>();
        constexpr bound sized{size, unlimited.alignment, any_extent.extent};
        constexpr bound aligned{size, smallest<of_alignment, sized>(), any_extent.extent};
        if constexpr (within<bound{aligned.size, aligned.alignment, 0}>())
            return {aligned.size, aligned.alignment, 0};
        else
            return {aligned.size, aligned.alignment, smallest<of_extent_only, aligned>()};
    }

private:
    static constexpr bound of_size_only(bound limit, std::size_t size) noexcept {
        return {size, limit.alignment, limit.extent};
    }
    static constexpr bound of_alignment(bound limit, std::size_t alignment) noexcept {
        return {limit.size, alignment, limit.extent};
    }
    static constexpr bound of_extent_only(bound limit, std::size_t extent) noexcept {
        return {limit.size, limit.alignment, extent};
    }

    // Returns the smallest number, at least 1, with which the limit `With(Limit, number)` is taken:
    // doubles the number until it is, then searches between the last two.
    template <bound (*With)(bound, std::size_t), bound Limit, std::size_t Number = 1>
    static constexpr std::size_t smallest() noexcept {
        if constexpr (!within<With(Limit, Number)>())
            return smallest<With, Limit, Number * 2>();
        else
            return between<With, Limit, Number / 2, Number>();
    }
    // Returns the smallest such number above `Low`, which is not taken, up to `High`, which is.
    template <bound (*With)(bound, std::size_t), bound Limit, std::size_t Low, std::size_t High>
    static constexpr std::size_t between() noexcept {
        if constexpr (constexpr std::size_t middle = Low + (High - Low) / 2; middle == Low)
            return High;
        else if constexpr (within<With(Limit, middle)>())
            return between<With, Limit, Low, middle>();
        else
            return between<With, Limit, middle, High>();
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
