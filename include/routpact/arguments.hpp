#pragma once
// From the arguments of the C signature to the parameters of the handler: one binding for each role
// and each form of parameter that suits it. Info blocks and multicast have headers of their own.

#include <cstdint>
#include <cstring>
#include <routpact/contract.hpp>
#include <routpact/observer.hpp>
#include <routpact/types.hpp>
#include <type_traits>

namespace routpact {

/// Why the arguments of a role cannot be used.
struct argument_defect {
    rule broken;         ///< What is wrong.
    unsigned offset = 0; ///< Which of the role's arguments is at fault, from 0.
};

/// How the C arguments `Arguments` (a list of types) of a role become a handler parameter `P`.
///
/// `accepted` is false where they do not. Else `usable` judges the values, `defect` says why they
/// are not usable, and `pass` converts them.
template <role Role, class P, class Arguments>
struct binding {
    static constexpr bool accepted = false; ///< Whether P suits the role.
};

/// The parameter type that suits a role best, for errors to name.
template <role Role, class Arguments>
struct suitable {
    /// The first C argument's own type, unless a role knows a better one.
    using type = typename type_at<0, Arguments>::type;
};

/// A plain argument: its own type, also as a const reference; a pointer may gain a const.
///
/// Values are not judged: an enumeration arrives with whatever value the router manager gave.
template <class P, class C>
struct binding<role::value, P, types<C>> {
    static constexpr bool accepted =
        std::is_same_v<P, C> || std::is_same_v<P, const C&> ||
        (std::is_pointer_v<C> &&
         std::is_same_v<P, std::add_pointer_t<const std::remove_pointer_t<C>>>);

    static constexpr bool usable(const C&) noexcept { return true; }
    static constexpr argument_defect defect(const C&) noexcept { return {}; }
    static constexpr P pass(const C& value) noexcept { return value; }
};

namespace pointee {
/// Bytes the router manager owns may be seen as a T: no constructor would have run, and they hold
/// no addresses. So neither PVOID, which would be taken for what it points to, nor references,
/// optionals and views such as std::span are plain.
template <class T>
concept plain =
    requires { sizeof(T); } && !std::is_const_v<T> && !std::is_pointer_v<T> &&
    !std::is_member_pointer_v<T> && !std::is_null_pointer_v<T> && std::is_trivially_copyable_v<T> &&
    std::is_convertible_v<const T&, T> && (std::is_aggregate_v<T> || !requires(const T& t) {
        t.data();
        t.size();
    }) && !requires(const T& t) {
        requires std::is_same_v<decltype(t.get()), typename T::type&>;
    } && !requires(const T& t) { t.has_value(); };

/// Whether a T may stand at `pointer`, which may be null.
template <class T>
bool aligned(const void* pointer) noexcept {
    return reinterpret_cast<std::uintptr_t>(pointer) % alignof(T) == 0;
}

/// Why a pointer cannot be dereferenced that must be.
inline argument_defect null_or_misaligned(const void* pointer) noexcept {
    return {pointer ? rule::argument_aligned : rule::argument_present};
}

/// A copy of the T at `bytes`, which may be aligned in any way.
template <class T>
T copy(const void* bytes) noexcept {
    union storage { // T need not have a default constructor
        T value;
        storage() noexcept {}
    } copied;
    std::memcpy(&copied, bytes, sizeof(T));
    return copied.value;
}
} // namespace pointee

/// A PVOID as itself, unchecked.
template <>
struct binding<role::object, PVOID, types<PVOID>> : binding<role::value, PVOID, types<PVOID>> {};
template <>
struct binding<role::object, const void*, types<PVOID>>
    : binding<role::value, const void*, types<PVOID>> {};

/// A PVOID as `const T&`: null and misaligned pointers are refused. The reference is to the router
/// manager's memory and must not be kept.
template <class T>
struct binding<role::object, const T&, types<PVOID>> {
    static constexpr bool accepted = pointee::plain<T>;

    static bool usable(PVOID pointer) noexcept { return pointer && pointee::aligned<T>(pointer); }
    static argument_defect defect(PVOID pointer) noexcept {
        return pointee::null_or_misaligned(pointer);
    }
    static const T& pass(PVOID pointer) noexcept { return *static_cast<const T*>(pointer); }
};

/// A PVOID as `const T*`: null is passed on, a misaligned pointer is refused.
template <class T>
    requires pointee::plain<T>
struct binding<role::object, const T*, types<PVOID>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID pointer) noexcept { return pointee::aligned<T>(pointer); }
    static argument_defect defect(PVOID) noexcept { return {rule::argument_aligned}; }
    static const T* pass(PVOID pointer) noexcept { return static_cast<const T*>(pointer); }
};

/// A PVOID as `T`: null is refused, the bytes are copied, so any alignment will do.
template <class T>
    requires pointee::plain<T>
struct binding<role::object, T, types<PVOID>> {
    static constexpr bool accepted = true;

    static bool usable(PVOID pointer) noexcept { return pointer; }
    static argument_defect defect(PVOID) noexcept { return {rule::argument_present}; }
    static T pass(PVOID pointer) noexcept { return pointee::copy<T>(pointer); }
};

/// How what a handler returns, a `Value`, reaches the C arguments of a receiving role.
///
/// `usable` and `defect` judge the arguments before the handler is called; `deliver` writes them,
/// all or none, and says which code the callback answers.
template <role Role, class Value, class Arguments>
struct delivery {
    static constexpr bool accepted = false;
};

} // namespace routpact
