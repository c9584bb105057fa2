#pragma once
// Which types travel: their objects may cross between the router manager and a handler as bytes.
//
// The rule is the same for arguments and results, at every depth of a type. An argument becomes an
// object without a constructor call, and a result is copied byte by byte. So a type that travels
// consists of numbers, enumerations, arrays and classes of these. It has no pointers or references,
// and no state that says which of its parts are valid, as std::optional and std::variant have.
//
// An aggregate travels if its members do. To examine them, the aggregate is initialised with probes
// that convert to any type; the exception specification of a conversion says whether its target
// travels. Members that a probe cannot reach are left to the compiler: a bit cast to a type that
// contains a pointer, a reference or a union is not a constant expression.

#include <cstddef>
#include <routpact/detail/language/type_list.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The bytes of an object.
template <std::size_t Size>
struct ROUTPACT_HIDDEN byte_block {
    unsigned char bytes[Size];
};

/// A constant that converts to std::size_t.
template <auto Value>
    requires std::is_convertible_v<decltype(Value), std::size_t>
struct size_constant;

/// Converts zero bytes to a T. This is a constant expression only if the compiler accepts the bit
/// cast.
template <class T>
ROUTPACT_HIDDEN constexpr bool converts_from_bytes() noexcept {
    // NOLINTNEXTLINE(bugprone-sizeof-expression): a T may be a pointer, which does not travel
    static_cast<void>(__builtin_bit_cast(T, byte_block<sizeof(T)>{}));
    return true;
}

/// Whether the compiler can see that a trivially copyable T, private members included, consists of
/// numbers, enumerations, arrays and classes of these. Clang cannot see into bit-fields, and g++
/// cannot see into arrays of length zero: types with these are not transparent there.
template <class T>
concept transparent = requires { typename std::bool_constant<converts_from_bytes<T>()>; };

/// Whether the compiler cannot see the members of a T: g++ does not convert bytes to a class
/// without a constexpr constructor.
#ifdef __clang__
template <class T>
ROUTPACT_HIDDEN inline constexpr bool opaque = false;
#else
template <class T>
ROUTPACT_HIDDEN inline constexpr bool opaque = !__is_literal_type(T);
#endif

/// Whether a T holds a value that may be absent, or refers to one elsewhere: std::optional,
/// std::variant, std::expected, std::reference_wrapper, containers and views.
template <class T>
concept wrapper = requires(const T& t) { t.has_value(); } ||
                  requires(const T& t) { t.valueless_by_exception(); } || requires(const T& t) {
                      requires std::is_same_v<decltype(t.get()), typename T::type&>;
                  } || (!std::is_aggregate_v<T> && requires(const T& t) {
                      t.data();
                      t.size();
                  });

template <class T>
ROUTPACT_HIDDEN constexpr bool travels() noexcept;

/// `type` is make_index_sequence<Count>::type, for counts up to thousands: the depth of its
/// templates is logarithmic.
template <class First, class Second>
struct joined_sequence;
template <unsigned... First, unsigned... Second>
struct joined_sequence<index_sequence<First...>, index_sequence<Second...>> {
    using type = index_sequence<First..., (sizeof...(First) + Second)...>;
};
template <unsigned Count>
struct ROUTPACT_HIDDEN make_long_index_sequence
    : joined_sequence<typename make_long_index_sequence<Count / 2>::type,
                      typename make_long_index_sequence<Count - Count / 2>::type> {};
template <>
struct ROUTPACT_HIDDEN make_long_index_sequence<0> {
    using type = index_sequence<>;
};
template <>
struct ROUTPACT_HIDDEN make_long_index_sequence<1> {
    using type = index_sequence<0>;
};

/// Converts to an Element, and to nothing else.
template <class Element>
struct ROUTPACT_HIDDEN element_probe {
    template <class Member>
        requires std::is_same_v<Member, Element>
    operator Member() const noexcept;
};
/// Converts to every class and union but Element.
template <class Element>
struct ROUTPACT_HIDDEN other_class_probe {
    template <class Member>
        requires(!std::is_scalar_v<Member> && !std::is_same_v<Member, Element>)
    operator Member() const noexcept;
};

/// Initialises any member of an aggregate. The conversion is private: the constructors of a member
/// such as std::optional, which take any type that converts to its value, must not find it.
class ROUTPACT_HIDDEN member_probe {
    template <class Member>
    operator Member() const noexcept(travels<Member>());
    template <unsigned>
    static member_probe probe() noexcept;

public:
    /// Whether one probe for each N can initialise a T.
    template <class T, unsigned... N>
    static constexpr bool initialises(index_sequence<N...>) noexcept {
        return requires { T{probe<N>()...}; };
    }
    /// Whether all members that the probes initialise travel.
    template <class T, unsigned... N>
    static constexpr bool all_travel(index_sequence<N...>) noexcept {
        return requires {
            {
                T {
                    probe<N>()...
                }
            } noexcept;
        };
    }
    /// Whether the last member of T is an array of one Element, after members that a probe for each
    /// N initialises.
    ///
    /// The element in braces initialises such an array; a scalar takes only one pair of braces. It
    /// also initialises a class that begins with an Element, but that takes another probe.
    template <class T, class Element, unsigned... N>
    static constexpr bool array_is_last(index_sequence<N...>) noexcept {
        using other = other_class_probe<Element>;
        constexpr bool is_other_class = requires { T{probe<N>()..., other{}}; } &&
                                        !requires { T{probe<N>()..., other{}, probe<0>()}; };
        if constexpr (is_other_class)
            return false;
        else if constexpr (std::is_scalar_v<Element>)
            return requires { T{probe<N>()..., {{element_probe<Element>{}}}}; };
        else
            return requires { T{probe<N>()..., {element_probe<Element>{}}}; };
    }
};

/// The number of probes that initialise aggregate T, at most `Limit`. Each element of an array
/// takes one. The number is 0 if no number of probes initialises T, for example if a member is a
/// reference.
template <class T, unsigned Limit>
struct ROUTPACT_HIDDEN member_count {
    template <unsigned Count>
    static constexpr bool takes =
        member_probe::initialises<T>(typename make_long_index_sequence<Count>::type{});

    // Returns the number of probes, given that `Low` probes initialise T and `High` do not.
    template <unsigned Low, unsigned High>
    static constexpr unsigned between() noexcept {
        if constexpr (constexpr unsigned middle = Low + (High - Low) / 2; middle == Low)
            return Low;
        else if constexpr (takes<middle>)
            return between<middle, High>();
        else
            return between<Low, middle>();
    }
    // Returns the number of probes, given that `Low` probes initialise T.
    template <unsigned Low>
    static constexpr unsigned from() noexcept {
        if constexpr (Low >= Limit)
            return Limit;
        else if constexpr (takes<Low * 2>)
            return from<Low * 2>();
        else
            return between<Low, Low * 2>();
    }
    // Returns the smallest number of probes, which reaches the last member without a default.
    template <unsigned Count = 1>
    static constexpr unsigned fewest() noexcept {
        if constexpr (takes<Count> || Count > 32)
            return Count;
        else
            return fewest<Count + 1>();
    }
    static constexpr unsigned value() noexcept {
        if constexpr (constexpr unsigned first = fewest(); first > 32)
            return 0;
        else
            return from<first>();
    }
};

/// Whether aggregate T travels. Probes do not examine every element of a long array if the compiler
/// can see into T.
template <class T>
ROUTPACT_HIDDEN constexpr bool members_travel() noexcept {
    constexpr unsigned limit = transparent<T> ? 32 : 2048;
    constexpr unsigned count = member_count<T, limit>::value();
    constexpr bool complete = count != 0 && count != limit;
    // A probe cannot distinguish a reference from its target. A type with a reference cannot be
    // assigned.
    constexpr bool no_reference = std::is_union_v<T> || std::is_copy_assignable_v<T>;
    if constexpr (!transparent<T> && !(complete && no_reference))
        return false;
    else
        return count == 0 ||
               member_probe::all_travel<T>(typename make_long_index_sequence<count>::type{});
}

/// Whether a T travels. Of a union, only the first member is examined: probes cannot reach others.
template <class T>
ROUTPACT_HIDDEN constexpr bool travels() noexcept {
    // NOLINTBEGIN(bugprone-branch-clone): each condition relies on those before it
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
        return true;
    else if constexpr (std::is_null_pointer_v<T> || !std::is_trivially_copyable_v<T>)
        return false;
    else if constexpr (!std::is_class_v<T> && !std::is_union_v<T>)
        return transparent<T>; // extended numbers, such as __int128
    else if constexpr (wrapper<T>)
        return false;
    else if constexpr (std::is_empty_v<T>)
        return true;
    else if constexpr (std::is_aggregate_v<T>)
        return members_travel<T>();
    else
        return transparent<T> || (opaque<T> && std::has_unique_object_representations_v<T>);
    // NOLINTEND(bugprone-branch-clone)
}

/// A type whose objects can be copied as bytes. Its bytes may still have a meaning that is lost
/// outside of the process, such as an address.
template <class T>
concept copied_as_bytes =
    requires { sizeof(T); } && !std::is_const_v<T> && !std::is_volatile_v<T> &&
    std::is_trivially_copyable_v<T> && std::is_convertible_v<const T&, T>;

/// A type that may travel as bytes as an argument. Its bytes are not checked: an enumeration or a
/// bool may have any value.
template <class T>
concept plain = copied_as_bytes<T> && travels<T>();

} // namespace routpact::inline ROUTPACT_ABI::detail
