#pragma once
// One callback, by its slot in MPR_ROUTING_CHARACTERISTICS or by a signature of the author's own.

#include <routpact/adapter.hpp>

namespace routpact {

/// The entry point of `Callback`, a slot or a signature.
template <class Callback, auto& Table, auto Handler, auto Observer>
inline constexpr auto made =
    entry_points<typename Callback::pointer>::template adapter<Callback, Table, Handler,
                                                               Observer>::pointer;

/// The C callback for any signature with an interface index: a constant of exactly type `Pointer`.
///
/// @tparam Pointer `DWORD (WINAPI*)(arguments)`, one of them the ULONG interface index.
/// @tparam Table An object with static storage. Its find(ULONG) gives something that tests false
/// for an unknown index and dereferences to the interface otherwise.
/// @tparam Handler A function, captureless lambda or member function of the interface. It takes the
/// interface by reference, then the other C arguments in order: a PVOID as const T& (null and
/// misaligned refused), T (null refused, copied), const T* (may be null, misaligned refused) or
/// PVOID; any other argument as it is. It returns void, DWORD, routpact::code, std::error_code or
/// an expected<void, E> with such an error, whose destructor is noexcept.
/// @tparam Terms Where the index stands and which codes are documented.
/// @tparam Observer Receives a report of every refused or repaired call; silent if left out.
///
/// An unknown index or a refused argument gets ERROR_INVALID_PARAMETER without a call of the
/// handler (the router manager's fault). An undocumented code or an exception becomes
/// Terms.fallback (the handler's fault). Never throws. As thread-safe as the table, the handler and
/// the observer are.
template <class Pointer, auto& Table, auto Handler, terms Terms = terms{}, auto Observer = nullptr>
inline constexpr auto adapt =
    made<signature<std::remove_cv_t<Pointer>, Terms>, Table, Handler, Observer>;

/// The C callback for the slot `Member` of MPR_ROUTING_CHARACTERISTICS, with the codes its page
/// documents; otherwise as routpact::adapt.
template <auto Member, auto& Table, auto Handler, auto Observer = nullptr>
inline constexpr auto adapt_slot = made<slot<Member>, Table, Handler, Observer>;

} // namespace routpact
