#pragma once
// From an argument of the C signature to a parameter of the handler.

#include <cstdint>
#include <cstring>
#include <routpact/abi.hpp>
#include <type_traits>

namespace routpact {

/// What is wrong with an argument the router manager passed.
enum class argument_defect { none, null, misaligned };

/// How a C argument of type `C` becomes a handler parameter of type `P`.
///
/// The C argument's own type, also as a const reference, is passed as it is; a pointer may gain a
/// const. Values are not judged: an enumeration arrives with whatever value the router manager
/// gave. `accepted` is false for every other pair.
template <class C, class P>
struct argument {
    static constexpr bool accepted =
        std::is_same_v<P, C> || std::is_same_v<P, const C&> ||
        (std::is_pointer_v<C> && std::is_same_v<P, const std::remove_pointer_t<C>*>);

    static constexpr argument_defect check(C) noexcept { return argument_defect::none; }
    static constexpr P pass(const C& value) noexcept { return value; }
};

namespace pointee {
/// Whether bytes the router manager owns may be seen as a T: no constructor would have run.
/// Pointers are not: PVOID& as a reference to what PVOID points to would be a trap.
template <class T>
inline constexpr bool plain = std::is_object_v<T> && !std::is_array_v<T> && !std::is_pointer_v<T> &&
                              std::is_trivially_copyable_v<T>;

template <class T>
argument_defect check_alignment(const void* pointer) noexcept {
    return reinterpret_cast<std::uintptr_t>(pointer) % alignof(T) == 0
               ? argument_defect::none
               : argument_defect::misaligned;
}
} // namespace pointee

/// A PVOID as `const T&`: null and misaligned pointers are refused. The reference is to the router
/// manager's memory and must not be kept.
template <class T>
struct argument<PVOID, const T&> {
    static constexpr bool accepted = pointee::plain<T>;

    static argument_defect check(PVOID pointer) noexcept {
        return pointer ? pointee::check_alignment<T>(pointer) : argument_defect::null;
    }
    static const T& pass(PVOID pointer) noexcept { return *static_cast<const T*>(pointer); }
};

/// A PVOID as `const T*`: null is passed on, a misaligned pointer is refused.
template <class T>
struct argument<PVOID, const T*> {
    static constexpr bool accepted = pointee::plain<T>;

    static argument_defect check(PVOID pointer) noexcept {
        return pointee::check_alignment<T>(pointer);
    }
    static const T* pass(PVOID pointer) noexcept { return static_cast<const T*>(pointer); }
};

/// A PVOID as `T`: null is refused, the bytes are copied, so any alignment will do.
template <class T>
    requires(!std::is_pointer_v<T> && !std::is_reference_v<T>)
struct argument<PVOID, T> {
    static constexpr bool accepted = pointee::plain<T>;

    static argument_defect check(PVOID pointer) noexcept {
        return pointer ? argument_defect::none : argument_defect::null;
    }
    static T pass(PVOID pointer) noexcept {
        union storage { // T need not have a default constructor
            T value;
            storage() noexcept {}
        } copy;
        std::memcpy(&copy, pointer, sizeof(T));
        return copy.value;
    }
};

/// A PVOID as it is needs no more than the general form; this one only gains a const.
template <>
struct argument<PVOID, const void*> {
    static constexpr bool accepted = true;

    static constexpr argument_defect check(PVOID) noexcept { return argument_defect::none; }
    static constexpr const void* pass(PVOID pointer) noexcept { return pointer; }
};

} // namespace routpact
