#pragma once
// Compile-time errors for mistakes of the library's users. Each variable below is one mistake. A
// use of the variable is the error: the compiler prints its name, its template arguments (the
// callback first) and its text in one line:
//
//   error: 'routpact::misuse::handler_has_wrong_parameter_count<slot<&...::pfnConnectClient>, ...>'
//   is unavailable: the handler has ...

#include <routpact/detail/adapt/misuse_macro.hpp>

/// The mistakes that routpact refuses to compile, named in the compiler's errors.
namespace routpact::inline ROUTPACT_ABI::misuse {

template <class... Parameters>
struct expected; ///< In an error: the parameters that the handler should have. Never defined.

template <class... Parameters>
struct actual; ///< In an error: the parameters that the handler has. Never defined.

template <char... Characters>
struct name; ///< In an error: a name that the author wrote. Never defined.

// ---- slots and signatures

template <class Slot>
ROUTPACT_MISUSE(Slot, member_is_not_a_callback_slot,
                "this member is not a callback slot; expected the member pointer of one, such as "
                "&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient: pass one, or use routpact::adapt "
                "for a signature of your own");

template <class Slot>
ROUTPACT_MISUSE(Slot, callback_has_no_interface_index,
                "this callback has no interface index, or one of an interface that may belong to "
                "another protocol, so no interface can be looked up; expected a callback for an "
                "interface of the protocol: use the constant of routpact that is named after the "
                "callback, if there is one");

template <class Callback>
ROUTPACT_MISUSE(Callback, callback_adds_or_removes_the_interface,
                "this callback adds or removes the interface that its index names, so a handler "
                "cannot receive that interface: use the constant of routpact that is named after "
                "the callback, with a handler that calls insert or remove of your table");

template <class Callback>
ROUTPACT_MISUSE(Callback, type_is_not_a_callback_pointer,
                "this type is not a callback pointer; expected DWORD (WINAPI*)(arguments), with "
                "the interface index as a ULONG among the arguments: correct the result type, or "
                "add WINAPI");

template <class Callback, unsigned IndexPosition>
ROUTPACT_MISUSE(Callback, argument_is_not_an_interface_index,
                "the argument at this position, counted from 1, is not an interface index; "
                "expected a ULONG: pass its position in routpact::terms{.index_position = N}");

template <class Callback>
ROUTPACT_MISUSE(Callback, terms_have_wrong_codes,
                "these terms have the wrong codes; expected NO_ERROR, ERROR_INVALID_PARAMETER and "
                "the fallback among the codes, and a fallback other than NO_ERROR: add the missing "
                "code to routpact::terms{.codes = {...}}, or change the fallback");

// ---- tables

template <class Callback, class Table>
ROUTPACT_MISUSE(Callback, table_has_no_find,
                "the table has no find for an interface index; expected find(ULONG "
                "InterfaceIndex), callable on this (perhaps const) table with every 32-bit number: "
                "use routpact::interface_table<T>, or add a member find that returns a pointer, an "
                "optional or a guard");

template <class Callback, class Table, class Found>
ROUTPACT_MISUSE(Callback, table_find_returns_wrong_type,
                "the table's find(ULONG) returns the wrong type; expected one that tests false for "
                "an unknown index and otherwise yields the interface with unary *: return a "
                "pointer, an optional reference, or a guard with explicit operator bool and "
                "operator*");

// ---- handlers and observers

template <class Callback, class Handler>
ROUTPACT_MISUSE(Callback, handler_is_not_one_function,
                "the handler is not one function; expected a function, a captureless lambda or a "
                "member function of the interface, with known parameter types: for an overloaded "
                "or generic one, pass a lambda that takes exactly the parameters you want and "
                "calls it");

template <class Callback, class Expected, class Actual>
ROUTPACT_MISUSE(Callback, handler_has_wrong_parameter_count,
                "the handler has the wrong number of parameters; expected the interface, then one "
                "parameter for each other argument of the callback, in the order of the C "
                "signature: add or remove parameters (for a PVOID write const T&, T, const T* or "
                "PVOID)");

template <class Callback, class Expected, class Actual>
ROUTPACT_MISUSE(Callback, global_handler_has_wrong_parameter_count,
                "the handler has the wrong number of parameters; expected one parameter for each "
                "argument of the callback, in the order of the C signature, and no interface, "
                "because the callback concerns none: add or remove parameters");

template <class Callback, class Expected, class Actual>
ROUTPACT_MISUSE(Callback, handler_takes_wrong_interface,
                "the handler takes the wrong interface; expected a reference to the table's "
                "interface as the first parameter: change it to the type in misuse::expected<>, or "
                "to a const reference or a base class of it (a table that returns copies, such as "
                "std::optional<T>, allows only const)");

template <class Callback, unsigned Argument, class Actual>
ROUTPACT_MISUSE(Callback, handler_takes_wrong_type_for_pointer,
                "the handler takes the wrong type for this argument of the callback, a PVOID to "
                "the router manager's memory; expected const T& (null refused), T (copied), const "
                "T* (may be null) or PVOID, with a trivially copyable T of numbers, enumerations, "
                "arrays and structures: change the parameter, and remove pointers, references, "
                "views, optionals and variants from T, which bytes from outside cannot represent");

template <class Callback, unsigned Argument, class Actual>
ROUTPACT_MISUSE(Callback, handler_takes_wrong_type_for_block,
                "the handler takes the wrong type for the info block or MIB entry that begins at "
                "this argument of the callback; expected const T&, T, std::span<const T>, "
                "routpact::counted_block with a span of const entries, routpact::info_block or "
                "routpact::mib_entry, with a trivially copyable T of numbers, enumerations, arrays "
                "and structures: change the parameter, and remove pointers, references, views, "
                "optionals and variants from T, which bytes from outside cannot represent");

template <class Callback, unsigned Argument, class Actual>
ROUTPACT_MISUSE(Callback, handler_takes_wrong_variant_for_entry,
                "the handler takes a variant for the MIB entry that begins at this argument of the "
                "callback, but an entry's id, its first four bytes, cannot select an alternative; "
                "expected a variant by value or const reference, whose alternatives are trivially "
                "copyable structures of numbers, enumerations, arrays and structures, each with an "
                "id of its own: begin each with a DWORD for the id, and add static constexpr DWORD "
                "mib_id to each, with different values");

template <class Callback, unsigned Argument, class Expected, class Actual>
ROUTPACT_MISUSE(Callback, handler_takes_wrong_type,
                "the handler takes the wrong type for this argument of the callback; expected the "
                "type in misuse::expected<>, which is the argument's type in C or stands for it: "
                "change the parameter");

template <class Callback, class Result>
ROUTPACT_MISUSE(Callback, handler_returns_wrong_type,
                "the handler returns the wrong type; expected void, DWORD, routpact::code, "
                "std::error_code or an expected<void, E> with such an error: HRESULT, bool and int "
                "are no Win32 codes, so convert them explicitly");

template <class Callback, class Result>
ROUTPACT_MISUSE(Callback, handler_result_destructor_can_throw,
                "the destructor of the handler's result can throw, after the router manager has "
                "received the result; expected a destructor that does not: make it noexcept");

template <class Callback, class Result>
ROUTPACT_MISUSE(Callback, handler_returns_undeliverable_type,
                "the handler returns a type that cannot be delivered to the router manager; "
                "expected for an info block a trivially copyable T, a std::vector or std::span of "
                "T, a routpact::counted_block, or routpact::versioned of one of these; for a MIB "
                "entry the same without a version, or a variant of these; for GetNeighbors "
                "routpact::neighbors; for GetMfeStatus routpact::mfe_status; for a prune alert "
                "nothing or routpact::mfe_timeout; for an RPF check nothing or routpact::rpf_path; "
                "or an expected or optional of it. T consists of numbers, enumerations, arrays and "
                "structures: replace a pointer, reference, optional or variant in it by its value, "
                "such as a structure with a member that says which alternative is valid");

template <class Callback, class Alternative>
ROUTPACT_MISUSE(Callback, handler_returns_undeliverable_alternative,
                "the handler returns a variant with this alternative, which cannot be delivered to "
                "the router manager; expected alternatives that are not empty and that a handler "
                "may return alone, such as a trivially copyable structure of numbers or a "
                "std::vector of it: correct the alternative, or remove it and return an optional "
                "of the variant if there may be no entry, or an expected of it with a code");

template <class Callback, class Result>
ROUTPACT_MISUSE(Callback, handler_result_has_padding,
                "the handler's result has padding that cannot be cleared, which would carry old "
                "memory to the router manager; expected a type in which every byte belongs to a "
                "member, and to each member of a union: give the padding a name, such as ULONG "
                "reserved = 0, and make the members of a union equally long, or return a structure "
                "without unions and bit-fields");

template <class Callback, class Observer>
ROUTPACT_MISUSE(Callback, observer_has_wrong_signature,
                "the observer has the wrong signature; expected a function or captureless lambda "
                "that takes const routpact::report&: change the signature, or omit the observer");

// ---- protocol classes

template <class Callback, class Expected, class Actual>
ROUTPACT_MISUSE(Callback, update_routes_has_wrong_parameters,
                "update_routes of the protocol class has the wrong parameters; expected the "
                "interface and the update by value, void update_routes(interface_type& itf, "
                "routpact::autostatic_update update): change the parameters, and move the update "
                "to the code that finishes it, which calls update.complete(code)");

template <class Callback, class Protocol>
ROUTPACT_MISUSE(Callback, handler_is_not_one_public_function,
                "the protocol class has a member with the name of this callback's handler, but it "
                "is not one public member function; expected one, neither overloaded nor a "
                "template: make it public, remove the other overloads, or rename it");

template <class Callback, class Protocol>
ROUTPACT_MISUSE(Callback, handler_is_never_called,
                "this member function of the protocol class is never called: the library handles "
                "the callback itself, or leaves its slot null as the callback's page requires: "
                "rename or remove the function");

template <class Callback, class Protocol>
ROUTPACT_MISUSE(Callback, functionality_lacks_its_handler,
                "the protocol's functionality has the flag that requires a handler for this "
                "callback, but the class has no member function of that name: add it, correct its "
                "spelling, or remove the flag");

template <class Callback, class Protocol>
ROUTPACT_MISUSE(Callback, handler_lacks_its_functionality,
                "the protocol class has a handler for this callback, but its functionality lacks "
                "the flag that makes the router manager call it: add RF_DEMAND_UPDATE_ROUTES or "
                "RF_MULTICAST to functionality, or remove the handler");

template <class Protocol, class Name>
ROUTPACT_MISUSE(Protocol, handler_list_has_unknown_name,
                "this name in the class's list of handlers is not the name of a handler: correct "
                "its spelling");

template <class Callback, class Protocol>
ROUTPACT_MISUSE(Callback, handler_is_listed_but_not_there,
                "the class's list of handlers has the handler of this callback, but the class has "
                "no member function of that name: add it, or correct its spelling");

template <class Callback, class Protocol>
ROUTPACT_MISUSE(Callback, handler_is_there_but_not_listed,
                "the class has the handler of this callback, but the class's list of handlers "
                "lacks its name: add it to the list");

template <class Callback, class Protocol>
ROUTPACT_MISUSE(Callback, handler_is_misspelt,
                "the class has a member function whose name nearly is that of this callback's "
                "handler, so the library would never call it: correct its spelling, or, if it is "
                "not meant to be the handler, list the handlers of the class in static constexpr "
                "const char* handlers[]");

template <class Protocol, class Name>
ROUTPACT_MISUSE(Protocol, protocol_constant_is_missing,
                "the protocol class lacks this constant; expected static constexpr DWORD "
                "protocol_id and static constexpr DWORD functionality: add it, public and static "
                "constexpr");

template <class Protocol>
ROUTPACT_MISUSE(Protocol, protocol_class_is_abstract,
                "the protocol class is abstract, so no object of it can exist: override its "
                "pure virtual functions, or register the class that does");

template <class Protocol>
ROUTPACT_MISUSE(Protocol, protocol_class_is_final,
                "the protocol class is final, so its members cannot be checked: remove final");

template <class Protocol>
ROUTPACT_MISUSE(Protocol, protocol_destructor_is_unusable,
                "the destructor of the protocol class is private or deleted, or can throw; "
                "expected a public one that does not throw: make it public and noexcept");

template <class Protocol>
ROUTPACT_MISUSE(Protocol, protocol_class_has_no_constructor,
                "the protocol class has no constructor for the router manager; expected one that "
                "takes routpact::router_manager&, and optionally the global info block: add it, "
                "such as explicit my_protocol(routpact::router_manager& manager)");

template <class Protocol, class Name>
ROUTPACT_MISUSE(
    Protocol, protocol_member_has_wrong_form,
    "the protocol class has a member of this name that the library cannot use; "
    "expected stopping as a member function without parameters, observe as a static "
    "one that takes const routpact::report&, translate_exception as a static one that "
    "returns routpact::code and is not noexcept, interface_type as a type, handlers and "
    "required_functionality as static constants: make it so, public and not "
    "overloaded, or rename it");

template <class Protocol>
ROUTPACT_MISUSE(Protocol, protocol_constructor_has_wrong_parameters,
                "the protocol's constructor has the wrong parameters; expected "
                "(routpact::router_manager&), and optionally the global info block as const T&, T, "
                "const T*, std::span<const T>, std::optional<T>, routpact::counted_block with a "
                "span of const entries or routpact::info_block, with a trivially copyable T of "
                "numbers, enumerations, arrays and structures: change the parameters, and remove "
                "pointers, views, optionals and variants from T");

template <class Protocol, class Interface>
ROUTPACT_MISUSE(Protocol, interface_constructor_has_wrong_parameters,
                "the constructor of interface_type has the wrong parameters; expected none, or the "
                "protocol by reference and const routpact::interface_description&, and optionally "
                "the interface's info block as const T&, T, const T*, std::span<const T>, "
                "std::optional<T>, routpact::counted_block with a span of const entries or "
                "routpact::info_block, with a trivially copyable T of numbers, enumerations, "
                "arrays and structures: change the parameters, and remove pointers, views, "
                "optionals and variants from T");

} // namespace routpact::inline ROUTPACT_ABI::misuse

#undef ROUTPACT_MISUSE
#undef ROUTPACT_MISUSE_TEXT
