#pragma once
// The result codes of handlers, and the exception that carries one.

#include <exception>
#include <routpact/abi.hpp>

namespace routpact::inline ROUTPACT_ABI {

/// A Win32 result code, as a type without implicit conversions.
///
/// The enumerators are the nine codes that the pages of the callbacks document. Write other Win32
/// codes as `code{ERROR_NOT_FOUND}`.
enum class code : DWORD {
    no_error = NO_ERROR,
    access_denied = ERROR_ACCESS_DENIED,
    not_enough_memory = ERROR_NOT_ENOUGH_MEMORY,
    not_supported = ERROR_NOT_SUPPORTED,
    invalid_parameter = ERROR_INVALID_PARAMETER,
    insufficient_buffer = ERROR_INSUFFICIENT_BUFFER,
    no_more_items = ERROR_NO_MORE_ITEMS,
    protocol_stop_pending = ERROR_PROTOCOL_STOP_PENDING,
    can_not_complete = ERROR_CAN_NOT_COMPLETE,
};

/// Returns the name of a documented result code as the Windows headers spell it, or "another code".
ROUTPACT_HIDDEN constexpr const char* code_name(DWORD value) noexcept {
    switch (code{value}) {
    case code::no_error:
        return "NO_ERROR";
    case code::access_denied:
        return "ERROR_ACCESS_DENIED";
    case code::not_enough_memory:
        return "ERROR_NOT_ENOUGH_MEMORY";
    case code::not_supported:
        return "ERROR_NOT_SUPPORTED";
    case code::invalid_parameter:
        return "ERROR_INVALID_PARAMETER";
    case code::insufficient_buffer:
        return "ERROR_INSUFFICIENT_BUFFER";
    case code::no_more_items:
        return "ERROR_NO_MORE_ITEMS";
    case code::protocol_stop_pending:
        return "ERROR_PROTOCOL_STOP_PENDING";
    case code::can_not_complete:
        return "ERROR_CAN_NOT_COMPLETE";
    }
    return "another code";
}

namespace detail {
/// The base class of routpact::error that the library catches. Its type information is hidden, so
/// that one module never refers to that of another.
class ROUTPACT_HIDDEN coded_exception : public std::exception {
public:
    explicit coded_exception(routpact::code why) noexcept : code_{why} {}

    routpact::code code() const noexcept { return code_; }
    const char* what() const noexcept override { return code_name(static_cast<DWORD>(code_)); }

private:
    routpact::code code_;
};
} // namespace detail

#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored                                                                     \
    "-Wattributes" // the base class is hidden and the derived class is not
#endif
/// Carries a result code out of a handler, as an exception. `code()` returns the code, `what()` the
/// name of the code.
///
/// A handler may leave only by returning or by throwing a C++ exception. It must not end its thread
/// with ExitThread, pthread_exit or cancellation, and must not leave with longjmp or a structured
/// exception. On Windows no destructor runs then: the library counts the callback as running for
/// ever, so its interface is never destroyed and a stop never completes. glibc aborts the process,
/// because the C entry point does not allow unwinding.
class error : public detail::coded_exception {
public:
    /// Makes the callback return `why`, or its fallback if its page does not document `why`.
    ROUTPACT_HIDDEN explicit error(routpact::code why) noexcept : coded_exception{why} {}
};
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

} // namespace routpact::inline ROUTPACT_ABI
