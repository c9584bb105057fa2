#pragma once
// Converts the outcome of a handler, a result or an exception, to a code that the contract
// documents.
//
// "Exception" means a C++ exception. Thread exits (pthread_exit, ExitThread) and the structured
// exceptions of Windows, such as access violations, are not caught. With Microsoft's compiler this
// requires /EHsc: under /EHa, which no macro reveals, catch (...) swallows access violations.

#include <exception>
#include <new>
#include <routpact/contract.hpp>
#include <routpact/observer.hpp>
#include <routpact/result.hpp>
#include <system_error>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The outcome of a handler: a Win32 code, or a value of another error category.
struct outcome {
    DWORD value = NO_ERROR;         ///< The code.
    bool failed = false;            ///< Whether the handler failed; NO_ERROR cannot report that.
    const char* category = nullptr; ///< Name of the other category; null: `value` is Win32.
    /// The violation to report if the outcome is not documented.
    violation kind = violation::undocumented_code;
};

/// Results that are Win32 codes.
template <class R>
concept code_result =
    std::is_same_v<R, DWORD> || std::is_same_v<R, code> || std::is_same_v<R, outcome>;

/// Results that a function win32_code converts to a Win32 code, such as insert_result.
template <class R>
concept named_result =
    requires(const R& result) { requires std::is_same_v<decltype(win32_code(result)), DWORD>; };

/// Types like std::error_code. Values of the system category are Win32 codes.
template <class R>
concept error_code_result = requires(const R& result) {
    requires std::is_same_v<decltype(result.category().name()), const char*>;
    requires std::is_same_v<decltype(result.value()), int>;
    result.default_error_condition(); // std::error_condition has no such member
    static_cast<bool>(result);
};

/// Results of the form expected<T, E>, where E is a code_result or an error_code_result.
template <class R>
concept expected_result = requires(const R& result) {
    typename R::value_type;
    requires std::is_same_v<decltype(result.has_value()), bool>;
    requires code_result<std::remove_cvref_t<decltype(result.error())>> ||
                 error_code_result<std::remove_cvref_t<decltype(result.error())>>;
};

/// Results of the form optional<T>. An empty one means that there is no value to deliver.
template <class R>
concept optional_result = requires(const R& result) {
    typename R::value_type;
    requires std::is_same_v<decltype(result.has_value()), bool>;
    *result;
    requires !requires { result.error(); };
};

/// The type of the value that a handler returns to the router manager besides a code: the R of R,
/// of expected<R, E> or of optional<R>.
template <class R>
struct payload {
    using type = R; ///< R itself.
};
template <class R>
    requires expected_result<R> || optional_result<R>
struct payload<R> {
    using type = typename R::value_type;
};

/// The results of handlers that report only success or failure. No other type converts to a code;
/// in particular HRESULT, bool and int do not.
template <class R>
concept handler_result = std::is_void_v<typename payload<R>::type> || code_result<R> ||
                         named_result<R> || error_code_result<R>;

/// Converts the result of a handler to an outcome.
template <code_result R>
ROUTPACT_HIDDEN constexpr outcome outcome_of(R result) noexcept {
    if constexpr (std::is_same_v<R, outcome>)
        return result;
    else
        return {static_cast<DWORD>(result)};
}

template <named_result R>
ROUTPACT_HIDDEN constexpr outcome outcome_of(const R& result) {
    return {win32_code(result)};
}

template <error_code_result R>
ROUTPACT_HIDDEN outcome outcome_of(const R& result) {
    if (!result)
        return {};
    const char* name = result.category().name();
    const char* system = "system";
    for (const char* c = name; *c == *system; ++c, ++system)
        if (*c == '\0')
            return {static_cast<DWORD>(result.value()), true};
    return {static_cast<DWORD>(result.value()), true, name};
}

template <expected_result R>
ROUTPACT_HIDDEN outcome outcome_of(const R& result) {
    if (result.has_value())
        return {};
    outcome failure = outcome_of(result.error());
    failure.failed = true;
    return failure;
}

/// The parts of a call that its report contains.
struct call_site {
    const callback& contract; ///< The contract of the callback.
    ULONG interface_index;    ///< The index that the router manager passed.
    observer observe;         ///< Receives the report; may be null.
};

/// Reports that the caller broke the contract, by the C argument at `position` if it is not 0.
/// Returns `code`. Every callback shares it.
ROUTPACT_HIDDEN inline DWORD refuse(const call_site& site, violation kind, unsigned position,
                                    DWORD code) noexcept {
    notify(site.observe, {site.contract.name, kind, blame::caller, position, site.interface_index,
                          NO_ERROR, code});
    return code;
}

/// Whether the contract documents this outcome, so that the router manager may receive its code.
///
/// A handler whose result is written to a buffer cannot return ERROR_INSUFFICIENT_BUFFER: only the
/// library does, because it reports the size needed as well.
ROUTPACT_HIDDEN constexpr bool documented(const callback& contract,
                                          const outcome& result) noexcept {
    const bool without_size =
        result.value == ERROR_INSUFFICIENT_BUFFER && contract.roles.receive_result();
    return (contract.codes.count == 0 || contract.codes.contains(result.value)) && !without_size &&
           !result.category && !(result.failed && result.value == NO_ERROR);
}

/// Reports a failure and returns the code for it: the failure's own code where that is documented,
/// else the fallback. All entry points share this function, which keeps each of them small.
ROUTPACT_HIDDEN inline DWORD report_failure(const call_site& site, const outcome& failure,
                                            violation kind, const char* detail) noexcept {
    const DWORD returned =
        documented(site.contract, failure) ? failure.value : site.contract.fallback;
    notify(site.observe, {site.contract.name, kind, blame::protocol, 0, site.interface_index,
                          failure.value, returned, detail});
    return returned;
}

/// Returns the code of a handler's outcome, or the documented code that replaces it.
ROUTPACT_HIDDEN inline DWORD documented_code(const call_site& site,
                                             const outcome& result) noexcept {
    return documented(site.contract, result)
               ? result.value
               : report_failure(site, result, result.kind, result.category);
}

/// An author's translate_exception(): returns the code for the exception that is being handled, or
/// throws it again.
using exception_translator = code (*)();

#if ROUTPACT_EXCEPTIONS
/// Reports the exception that is being handled and returns the code for it. Call this function in
/// a catch block only. `translate`, which may be null, is asked first.
ROUTPACT_COLD ROUTPACT_HIDDEN inline DWORD
report_exception(const call_site& site, exception_translator translate = nullptr) noexcept {
    const auto report = [&](outcome failure, const char* text) {
        failure.failed = true;
        return report_failure(site, failure, violation::exception_thrown, text);
    };
    try {
        if (translate)
            return report({static_cast<DWORD>(translate())}, "translated by translate_exception()");
        throw;
    } catch (const coded_exception& e) {
        return report({static_cast<DWORD>(e.code())}, e.what());
    } catch (const std::bad_alloc& e) {
        return report({ERROR_NOT_ENOUGH_MEMORY}, e.what());
    } catch (const std::system_error& e) {
        return report(outcome_of(e.code()), e.what());
    } catch (const std::exception& e) {
        return report({}, e.what());
    } catch (...) {
        return report({}, "not a std::exception");
    }
}
#endif

/// Returns the outcome of `call`, or the documented code for an exception that it throws.
template <class Call>
ROUTPACT_HIDDEN outcome guarded_outcome([[maybe_unused]] const call_site& site,
                                        [[maybe_unused]] exception_translator translate,
                                        Call&& call) noexcept {
#if ROUTPACT_EXCEPTIONS
    try {
        return call();
    } catch (...) {
        return {report_exception(site, translate)};
    }
#else
    return call();
#endif
}

/// Calls `call`, which returns nothing. An exception is reported, then ignored.
template <class Call>
ROUTPACT_HIDDEN void call_guarded([[maybe_unused]] const call_site& site,
                                  [[maybe_unused]] exception_translator translate,
                                  Call&& call) noexcept {
#if ROUTPACT_EXCEPTIONS
    try {
        call();
    } catch (...) {
        report_exception(site, translate);
    }
#else
    call();
#endif
}

} // namespace routpact::inline ROUTPACT_ABI::detail
