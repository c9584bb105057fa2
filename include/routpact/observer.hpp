#pragma once
// Telling the author what was refused or repaired, and why: a result code alone says almost
// nothing.

#include <routpact/abi.hpp>

namespace routpact {

/// The rule that a call broke.
enum class rule {
    legal_period,       ///< The protocol is not started, or stops, or StartComplete is to come.
    known_index,        ///< The interface index names no interface.
    argument_present,   ///< A pointer the handler dereferences is null.
    argument_aligned,   ///< A pointer the handler dereferences is not aligned for its type.
    argument_size,      ///< An info block is not as long as the handler's type.
    argument_value,     ///< A number is none of those that the page names.
    deliverable_result, ///< What the handler returned cannot be given to the router manager.
    handler_present,    ///< The protocol has no handler for this callback.
    documented_code,    ///< The handler's result is not among the callback's documented codes.
    no_exception,       ///< The handler threw.
    work_begun,         ///< Posted work could not begin, and was destroyed.
};

/// Whose mistake a broken rule is.
enum class fault {
    router_manager, ///< The arguments break the contract; the handler was not called.
    protocol,       ///< The handler's outcome breaks it; the router manager got `report::answer`.
};

/// The sentence for a rule, in English, as said of a call that broke it.
constexpr const char* describe(rule broken) noexcept {
    switch (broken) {
    case rule::legal_period:
        return "the protocol does not run";
    case rule::known_index:
        return "no interface has this index";
    case rule::argument_present:
        return "a required pointer is null";
    case rule::argument_aligned:
        return "a pointer is not aligned for its type";
    case rule::argument_size:
        return "an info block has not the size of its type";
    case rule::argument_value:
        return "a number is none of those that are documented";
    case rule::deliverable_result:
        return "the handler's result is not one that can be delivered";
    case rule::handler_present:
        return "the protocol has no handler for this callback";
    case rule::documented_code:
        return "the handler's code is not documented for this callback";
    case rule::no_exception:
        return "the handler threw an exception";
    case rule::work_begun:
        return "posted work could not begin";
    }
    return "unknown rule";
}

/// One refused or repaired call. Valid only during the call of the observer.
struct report {
    const char* callback;  ///< "disconnect_client", or "adapted signature" for routpact::adapt.
    rule broken;           ///< What went wrong.
    fault whose;           ///< Whose mistake it is.
    unsigned argument;     ///< Position of the C argument at fault, from 1; 0: none.
    ULONG interface_index; ///< The index the router manager passed; 0 where there is none.
    DWORD original;        ///< The protocol's own code where it had one, else NO_ERROR.
    DWORD answer;          ///< The code the router manager gets.
    const char* what = nullptr; ///< Exception text or foreign error category, else null.
};

/// A function that receives reports.
///
/// It runs on the thread of the callback, so it must be thread-safe. For rule::no_exception it runs
/// while the exception is being handled: `throw;` inside a try block of its own shows the original.
/// An exception that leaves it is dropped.
using observer = void (*)(const report&);

/// Gives `what_happened` to `observe`, which may be null; nothing thrown there gets out.
inline void notify(observer observe, const report& what_happened) noexcept {
    if (!observe)
        return;
#ifdef __cpp_exceptions
    try {
        observe(what_happened);
    } catch (...) { // an observer's failure must not become the router manager's
    }
#else
    observe(what_happened);
#endif
}

} // namespace routpact
