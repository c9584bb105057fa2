#pragma once
// Compile-time errors that teach. Each variable below is one mistake; naming it is the error, and
// the compiler prints its template arguments (the callback first) and its text in one line:
//
//   error: 'routpact::misuse::handler_arity<slot<&...::pfnConnectClient>, ...>' is unavailable: the
//   handler takes ...
//
// A static_assert alone cannot do that: its text is a literal, so g++ would not name the callback.
// Compilers without the attribute get the variable's name from the static_assert around it.

#include <routpact/abi.hpp>

#if defined(__has_attribute)
#if __has_attribute(unavailable)
#define ROUTPACT_MISUSE(text) __attribute__((unavailable(text))) inline constexpr bool
#define ROUTPACT_MISUSE_REPORTED true
#endif
#endif
#ifndef ROUTPACT_MISUSE
#define ROUTPACT_MISUSE(text) inline constexpr bool
#define ROUTPACT_MISUSE_REPORTED false
#endif

namespace routpact {

template <class... Parameters>
struct wanted; ///< In an error: what the handler should take. Never defined.

template <class... Parameters>
struct got; ///< In an error: what it takes. Never defined.

namespace misuse {

template <class Slot>
ROUTPACT_MISUSE("this is no callback slot: pass the member pointer of one, such as "
                "&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient, or use routpact::adapt for a "
                "signature of your own")
unknown_slot = ROUTPACT_MISUSE_REPORTED;

template <class Slot>
ROUTPACT_MISUSE("this callback has no interface index, so there is no interface to look up: only "
                "callbacks with an InterfaceIndex argument can be adapted to a table; use the "
                "constant that routpact names after the callback, if there is one")
slot_without_index = ROUTPACT_MISUSE_REPORTED;

template <class Callback>
ROUTPACT_MISUSE(
    "this callback adds or ends the interface that its index names, so no handler can be "
    "given that interface: write it by hand and call insert or remove of your table")
slot_changes_the_table = ROUTPACT_MISUSE_REPORTED;

template <class Callback>
ROUTPACT_MISUSE("this is no callback pointer type: expected DWORD (WINAPI*)(arguments), with the "
                "interface index as a ULONG among them; check the result type and WINAPI")
pointer_type = ROUTPACT_MISUSE_REPORTED;

template <class Callback, unsigned IndexPosition>
ROUTPACT_MISUSE("the argument at this position, counted from 1, is no ULONG interface index: say "
                "where it is with routpact::terms{.index_position = N}")
index_position = ROUTPACT_MISUSE_REPORTED;

template <class Callback>
ROUTPACT_MISUSE("these terms cannot be kept: the codes must include NO_ERROR, "
                "ERROR_INVALID_PARAMETER and the fallback, and the fallback must not be NO_ERROR; "
                "add the missing code to routpact::terms{.codes = {...}}")
terms = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Table>
ROUTPACT_MISUSE(
    "the table needs find(ULONG InterfaceIndex), callable on this (perhaps const) table "
    "with every 32-bit number: use routpact::interface_table<T>, or "
    "add a member find that returns a pointer, an optional or a guard")
table_without_find = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Table, class Found>
ROUTPACT_MISUSE("the table's find(ULONG) must return something that tests false for an unknown "
                "index and otherwise gives the interface with unary *: return a pointer, an "
                "optional reference or a guard with explicit operator bool and operator*")
table_find_result = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Handler>
ROUTPACT_MISUSE("the handler must be one function, one captureless lambda or one member function "
                "of the interface, with known parameter types: for an overloaded or generic one, "
                "pass a lambda that takes exactly the parameters you want and calls it")
handler_kind = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Wanted, class Got>
ROUTPACT_MISUSE("the handler must take the interface, then one parameter for each other argument "
                "of the callback, in the order of the C signature: add or remove parameters (for "
                "a PVOID write const T&, T, const T* or PVOID)")
handler_arity = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Wanted, class Got>
ROUTPACT_MISUSE("the handler's first parameter must be a reference to the table's interface: "
                "change it to the type shown as wanted, or to a const reference or a base class "
                "of it (a table that gives copies, such as std::optional<T>, allows only const)")
handler_interface = ROUTPACT_MISUSE_REPORTED;

template <class Callback, unsigned Argument, class Got>
ROUTPACT_MISUSE("this argument of the callback is a PVOID to the router manager's memory: take it "
                "as const T& (null refused), T (copied), const T* (may be null) or PVOID, with a "
                "trivially copyable T")
handler_pointer_parameter = ROUTPACT_MISUSE_REPORTED;

template <class Callback, unsigned Argument, class Got>
ROUTPACT_MISUSE("from this argument of the callback on comes an info block or a MIB entry: take it "
                "as const T&, T, std::span<const T>, or as it is, routpact::info_block or "
                "routpact::mib_entry, with a trivially copyable T")
handler_info_parameter = ROUTPACT_MISUSE_REPORTED;

template <class Callback, unsigned Argument, class Wanted, class Got>
ROUTPACT_MISUSE("the handler must take this argument of the callback as the type shown as wanted, "
                "which is what it is in C or stands for: change the parameter")
handler_parameter = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Result>
ROUTPACT_MISUSE("the handler's result must be void, DWORD, routpact::code, std::error_code or an "
                "expected<void, E> with such an error: HRESULT, bool and int are no Win32 codes, "
                "so convert them explicitly")
handler_result = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Result>
ROUTPACT_MISUSE("the handler's result must not throw when it is destroyed, for the router manager "
                "has the answer by then: make its destructor noexcept")
handler_result_destructor = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Result>
ROUTPACT_MISUSE(
    "the handler must return what the router manager asks for, or an expected or optional of it: "
    "for an info block a trivially copyable T, a std::vector or std::span of them, or "
    "routpact::versioned of one; for a MIB entry the same without a version; for GetNeighbors "
    "routpact::neighbors; for GetMfeStatus routpact::mfe_status")
handler_payload = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Observer>
ROUTPACT_MISUSE("the observer must be a function or captureless lambda that takes const "
                "routpact::report&: change its signature, or leave it out")
observer_kind = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Protocol>
ROUTPACT_MISUSE(
    "the protocol class uses the name of this callback's handler, but no handler can be "
    "taken from it: make it one public member function, neither overloaded nor a "
    "template")
handler_hidden = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Protocol>
ROUTPACT_MISUSE("the library answers this callback for a protocol class, or leaves it null as its "
                "page demands, and would never call this member function: rename it")
handler_of_the_library = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Protocol>
ROUTPACT_MISUSE(
    "the protocol's functionality claims what this callback is for, but the class has no "
    "handler of its name: add it, correct its spelling, or drop the flag")
functionality_without_handler = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Protocol>
ROUTPACT_MISUSE("the class has a handler for this callback, but its functionality does not claim "
                "the flag that makes the router manager call it: add RF_DEMAND_UPDATE_ROUTES or "
                "RF_MULTICAST")
handler_without_functionality = ROUTPACT_MISUSE_REPORTED;

template <class Protocol, unsigned Position>
ROUTPACT_MISUSE(
    "the name at this position, from 0, of the class's list of handlers is no handler's: "
    "correct its spelling")
handler_misspelt = ROUTPACT_MISUSE_REPORTED;

template <class Callback, class Protocol>
ROUTPACT_MISUSE("the class lists a handler for this callback but has none of its name, or has one "
                "that it does not list: correct the spelling of the member function, or the list")
handler_list = ROUTPACT_MISUSE_REPORTED;

template <class Protocol>
ROUTPACT_MISUSE("a protocol class needs the static constants DWORD protocol_id and DWORD "
                "functionality and a constructor, and must be neither final nor throw when it is "
                "destroyed")
protocol_class = ROUTPACT_MISUSE_REPORTED;

template <class Protocol, class Name>
ROUTPACT_MISUSE(
    "the protocol class uses this name, but not as the library looks for it: stopping is a "
    "member function that takes nothing, observe a static one that takes const "
    "routpact::report&, interface_type a type, handlers and required_functionality "
    "static constants; each is public, and none is overloaded")
protocol_member = ROUTPACT_MISUSE_REPORTED;

template <class Protocol>
ROUTPACT_MISUSE(
    "the protocol's constructor must take (routpact::router_manager&), and may take the "
    "global info block as well: const T&, T, const T*, std::span<const T> or "
    "routpact::info_block")
protocol_constructor = ROUTPACT_MISUSE_REPORTED;

template <class Protocol, class Interface>
ROUTPACT_MISUSE(
    "the constructor of interface_type must take nothing, or the protocol by reference and "
    "const routpact::interface_description&, and may take the interface's info block as "
    "well: const T&, T, const T*, std::span<const T> or routpact::info_block")
interface_constructor = ROUTPACT_MISUSE_REPORTED;

} // namespace misuse
} // namespace routpact

#undef ROUTPACT_MISUSE
#undef ROUTPACT_MISUSE_REPORTED
