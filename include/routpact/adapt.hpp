#pragma once
// Adapts one handler to one C callback: to a slot of MPR_ROUTING_CHARACTERISTICS, or to a signature
// that the author defines.

#include <routpact/arguments.hpp>
#include <routpact/detail/adapt/entry_point.hpp>
#include <routpact/detail/arguments/all_bindings.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// Adapts a handler to any signature with an interface index: a constant of exactly type `Pointer`.
///
/// @tparam Pointer `DWORD (WINAPI*)(arguments)`. One argument is the interface index, a ULONG.
/// @tparam Table An object with static storage. Its find(ULONG) returns an object that tests false
/// for an unknown index and otherwise dereferences to the interface. It may have a static
/// translate_exception() that returns a routpact::code: an exception is handled while it runs.
/// @tparam Handler A function, captureless lambda or member function of the interface. It takes the
/// interface by reference, then the other C arguments in order: a PVOID as const T& (null and
/// misaligned refused), T (null refused, copied), const T* (may be null, misaligned refused) or
/// PVOID; any other argument with its C type. It returns void, DWORD, routpact::code,
/// std::error_code or an expected<void, E> with such an error. The destructor of the result must
/// not throw.
/// @tparam Terms The position of the index, and the documented codes.
/// @tparam Observer Receives a report of each refused or repaired call; may be omitted.
///
/// An unknown index or a refused argument gets ERROR_INVALID_PARAMETER, and the handler is not
/// called (blame: caller). An undocumented code becomes Terms.fallback, and so does an
/// exception that carries no documented code (blame: protocol). The callback never throws. It is as
/// thread-safe as the table, the handler and the observer.
template <class Pointer, auto& Table, auto Handler, terms Terms = terms{}, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr auto adapt =
    detail::entry_point_of<detail::signature<std::remove_cv_t<Pointer>, Terms>, Table, Handler,
                           Observer>;

/// Adapts a handler to the slot `Member` of MPR_ROUTING_CHARACTERISTICS, with the codes that the
/// page of the callback documents; otherwise like routpact::adapt.
template <auto Member, auto& Table, auto Handler, auto Observer = nullptr>
ROUTPACT_HIDDEN inline constexpr auto adapt_slot =
    detail::entry_point_of<detail::slot<Member>, Table, Handler, Observer>;

} // namespace routpact::inline ROUTPACT_ABI
