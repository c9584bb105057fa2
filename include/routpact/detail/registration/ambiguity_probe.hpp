#pragma once
// Tells whether a protocol class declares a name, even if the name is private or overloaded.

#include <routpact/contract.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The names of a protocol class's members that are not handlers.
namespace protocol_names {
struct protocol_id;
struct functionality;
struct stopping;
struct observe;
struct translate_exception;
struct interface_type;
struct handlers;
struct required_functionality;

/// A class with these names, as handler_names::all. The constants are checked without it.
struct all {
    int stopping, observe, translate_exception, handlers, required_functionality;
    struct interface_type {};
};
} // namespace protocol_names

/// A class in which each of the names is ambiguous that `P` declares, and so cannot be named.
///
/// No trait tells whether a destructor is final. If it is, the compiler's error names this class.
template <class P>
struct must_not_have_a_final_destructor : P, handler_names::all, protocol_names::all {
    /// Hides an operator delete of `P` that is private, which a virtual destructor would use.
    void operator delete(void*) noexcept;
};
template <class P>
using ambiguity_probe = must_not_have_a_final_destructor<P>;

} // namespace routpact::inline ROUTPACT_ABI::detail
