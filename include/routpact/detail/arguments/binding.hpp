#pragma once
// Conversions between C arguments and a handler, chosen by the role of the arguments.
//
// A `binding` converts the C arguments of one role to one parameter of the handler. A `delivery`
// writes the result of the handler to the C arguments of one role. `suitable` is the parameter type
// that an error message suggests for a role.
//
// Each is a template with one specialisation for each role and form of parameter. Those for single
// arguments are below; each *_bindings.hpp has those for the types in arguments/*.hpp.

#include <initializer_list>
#include <routpact/contract.hpp>
#include <routpact/detail/arguments/plain.hpp>
#include <routpact/detail/language/bytes.hpp>
#include <routpact/detail/language/type_list.hpp>
#include <routpact/observer.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The reason why the C arguments of a role are not usable.
struct argument_defect {
    violation kind;      ///< The violation.
    unsigned offset = 0; ///< Position of the wrong argument in its group, from 0.
};

/// Converts the C arguments of a role to a parameter of type `P`. `Arguments` is the list of their
/// types.
///
/// `accepted` says at compile time whether the role converts to P. If it does, `usable` checks the
/// values before the call, `defect` returns the reason why they are not usable, and `pass` converts
/// them.
template <role Role, class P, class Arguments>
struct ROUTPACT_HIDDEN binding {
    static constexpr bool accepted = false; ///< Whether the role converts to P.
};

/// The parameter type that an error message suggests for a role.
template <role Role, class Arguments>
struct suitable {
    /// The type of the first C argument. Roles with a better type specialise the template.
    using type = typename type_at<0, Arguments>::type;
};

/// Converts an argument to its own type, or to a const reference; a pointer may become a pointer to
/// const.
///
/// Values are not checked: an enumeration can have any value.
template <class P, class C>
struct ROUTPACT_HIDDEN binding<role::value, P, type_list<C>> {
    static constexpr bool accepted =
        std::is_same_v<P, C> || std::is_same_v<P, const C&> ||
        (std::is_pointer_v<C> &&
         std::is_same_v<P, std::add_pointer_t<const std::remove_pointer_t<C>>>);

    static constexpr bool usable(const C&) noexcept { return true; }
    static constexpr argument_defect defect(const C&) noexcept { return {}; }
    static constexpr P pass(const C& value) noexcept { return value; }
};

namespace pointee {
/// Whether `pointer`, which may be null, is aligned for a T.
template <class T>
ROUTPACT_HIDDEN bool aligned(const void* pointer) noexcept {
    return reinterpret_cast<std::size_t>(pointer) % alignof(T) == 0;
}

/// Whether all of these pointers, which may be null, are aligned.
template <class... T>
ROUTPACT_HIDDEN bool all_aligned(const T*... outputs) noexcept {
    return (aligned<T>(static_cast<const void*>(outputs)) && ...);
}

/// Returns the defect of a required pointer that is null or misaligned.
ROUTPACT_HIDDEN inline argument_defect null_or_misaligned(const void* pointer,
                                                          unsigned offset = 0) noexcept {
    return {pointer ? violation::misaligned_argument : violation::null_argument, offset};
}

/// Returns the defect of the first misaligned pointer. `offset` is the position of the first
/// pointer in its group.
template <class... T>
ROUTPACT_HIDDEN argument_defect first_misaligned(unsigned offset, const T*... outputs) noexcept {
    for (const bool is_aligned : {aligned<T>(static_cast<const void*>(outputs))...}) {
        if (!is_aligned)
            break;
        ++offset;
    }
    return {violation::misaligned_argument, offset};
}

/// Returns a copy of the T at `bytes`, which need not be aligned.
template <class T>
ROUTPACT_HIDDEN T copy(const void* bytes) noexcept {
    union storage { // T need not have a default constructor
        T value;
        storage() noexcept {}
    } copied;
    detail::copy_bytes(&copied, bytes, sizeof(T));
    return copied.value;
}
} // namespace pointee

/// Passes a PVOID unchanged and unchecked.
template <>
struct ROUTPACT_HIDDEN binding<role::object, PVOID, type_list<PVOID>>
    : binding<role::value, PVOID, type_list<PVOID>> {};
template <>
struct ROUTPACT_HIDDEN binding<role::object, const void*, type_list<PVOID>>
    : binding<role::value, const void*, type_list<PVOID>> {};

/// Converts a PVOID to `const T&`. Null and misaligned pointers are refused. The handler must not
/// keep the reference: the memory belongs to the router manager.
template <class T>
struct ROUTPACT_HIDDEN binding<role::object, const T&, type_list<PVOID>> {
    static constexpr bool accepted = plain<T>;

    static bool usable(PVOID pointer) noexcept { return pointer && pointee::aligned<T>(pointer); }
    static argument_defect defect(PVOID pointer) noexcept {
        return pointee::null_or_misaligned(pointer);
    }
    static const T& pass(PVOID pointer) noexcept { return *static_cast<const T*>(pointer); }
};

/// Converts a PVOID to `const T*`. Null is passed on; a misaligned pointer is refused.
template <class T>
    requires plain<T>
struct ROUTPACT_HIDDEN binding<role::object, const T*, type_list<PVOID>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID pointer) noexcept { return pointee::aligned<T>(pointer); }
    static argument_defect defect(PVOID) noexcept { return {violation::misaligned_argument}; }
    static const T* pass(PVOID pointer) noexcept { return static_cast<const T*>(pointer); }
};

/// Converts a PVOID to `T`. Null is refused. The bytes are copied, so any alignment is accepted.
template <class T>
    requires plain<T>
struct ROUTPACT_HIDDEN binding<role::object, T, type_list<PVOID>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID pointer) noexcept { return pointer; }
    static argument_defect defect(PVOID) noexcept { return {violation::null_argument}; }
    static T pass(PVOID pointer) noexcept { return pointee::copy<T>(pointer); }
};

/// Writes the result of a handler, a `Value`, to the C arguments of an output role.
///
/// `accepted` says at compile time whether the role can receive a Value. If it can, `usable` and
/// `defect` check the C arguments before the handler is called, as in a binding. `deliver` writes
/// all outputs or none, and returns the code of the callback.
template <role Role, class Value, class Arguments>
struct ROUTPACT_HIDDEN delivery {
    static constexpr bool accepted = false; ///< Whether the role can receive a Value.
};

} // namespace routpact::inline ROUTPACT_ABI::detail
