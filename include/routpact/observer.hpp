#pragma once
// Reports of calls that the library refused, or whose result it repaired. They explain what the
// result code alone cannot.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// The kind of a violation of the contract.
enum class violation {
    not_running,   ///< The protocol is not started, or StartComplete was not called, or it stops.
    unknown_index, ///< No interface has the index.
    null_argument, ///< A pointer that the handler dereferences is null.
    misaligned_argument,  ///< A pointer that the handler dereferences is not aligned for its type.
    wrong_argument_size,  ///< An info block or MIB entry has the wrong size for the handler's type.
    undocumented_value,   ///< The value is not a documented enumerator.
    unknown_mib_id,       ///< No type of MIB entry that the handler takes has the entry's id.
    undeliverable_result, ///< The handler's result cannot be given to the router manager.
    missing_handler,      ///< The protocol has no handler for this callback.
    undocumented_code,    ///< The handler's code is not documented for this callback.
    exception_thrown,     ///< The handler threw a C++ exception (see routpact::error).
    work_not_started,     ///< Posted work could not start and was destroyed.
    update_pending,       ///< The previous autostatic update of the interface has not ended.
    long_use,       ///< The end of an interface or a timer waits unusually long for its users.
    interface_held, ///< A support function is called by a thread that uses an interface.
};

/// The side that caused a violation.
enum class blame {
    caller,   ///< The router manager: the call or its arguments break the contract; no handler was
              ///< called.
    protocol, ///< The handler's outcome breaks it; the caller gets `report::returned_code`.
};

/// Returns the English sentence for a violation, without a full stop.
ROUTPACT_HIDDEN constexpr const char* describe(violation kind) noexcept {
    switch (kind) {
    case violation::not_running:
        return "the state of the protocol does not allow this call";
    case violation::unknown_index:
        return "no interface has this index";
    case violation::null_argument:
        return "a required pointer is null";
    case violation::misaligned_argument:
        return "a pointer is not aligned for its type";
    case violation::wrong_argument_size:
        return "an info block or MIB entry has the wrong size for the handler's type";
    case violation::undocumented_value:
        return "a value is not a documented enumerator";
    case violation::unknown_mib_id:
        return "no type of MIB entry that the handler takes has this id";
    case violation::undeliverable_result:
        return "the handler's result cannot be delivered";
    case violation::missing_handler:
        return "the protocol has no handler for this callback";
    case violation::undocumented_code:
        return "the handler's code is not documented for this callback";
    case violation::exception_thrown:
        return "the handler threw an exception";
    case violation::work_not_started:
        return "posted work could not start";
    case violation::update_pending:
        return "an update of this interface is pending";
    case violation::long_use:
        return "the call waits unusually long for callbacks, guards or timers that use an object";
    case violation::interface_held:
        return "a thread that uses an interface calls a support function, which may wait for the "
               "end of that use: post the call as work";
    }
    return "unknown violation";
}

/// Describes one refused or repaired call. A report is valid only during the call of the observer.
struct report {
    const char* callback;         ///< "disconnect_client"; also "adapted signature", "posted work",
                                  ///< "support function".
    violation kind;               ///< The violation.
    blame blamed;                 ///< The side that caused it.
    unsigned argument_position;   ///< Position of the wrong C argument, from 1; 0: none.
    ULONG interface_index;        ///< The index that the caller passed; 0 if there is none.
    DWORD handler_code;           ///< The handler's own code, or NO_ERROR if it has none.
    DWORD returned_code;          ///< The code that the caller gets.
    const char* detail = nullptr; ///< Text of the exception or name of the error category; or null.
};

/// A function that receives reports.
///
/// The library calls the observer on the thread of the callback, so it must be thread-safe. A
/// report of violation::exception_thrown arrives while the exception is being handled: `throw;`
/// inside a try block of the observer rethrows the original exception. Exceptions thrown by the
/// observer are ignored. Like a handler, the observer must not end its thread.
using observer = void (*)(const report&);

namespace detail {
/// The number of kinds of violations.
ROUTPACT_HIDDEN inline constexpr unsigned violation_count =
    static_cast<unsigned>(violation::interface_held) + 1;

/// Calls an observer with a report. Ignores exceptions that it throws. Not inlined: before version
/// 20, clang for Windows on ARM64 fails to assemble some callers of a function with such an empty
/// catch (LLVM's issue 109250).
ROUTPACT_COLD ROUTPACT_HIDDEN inline void call_observer(observer observe,
                                                        const report& call) noexcept {
#if ROUTPACT_EXCEPTIONS
    try {
        observe(call);
    } catch (...) { // a failure of the observer must not reach the router manager
    }
#else
    observe(call);
#endif
}

/// Calls `observe`, if it is not null, with a report.
ROUTPACT_HIDDEN inline void notify(observer observe, const report& call) noexcept {
    if (observe)
        call_observer(observe, call);
}
} // namespace detail

} // namespace routpact::inline ROUTPACT_ABI
