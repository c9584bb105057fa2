#pragma once
// From the outcome of a handler, a result or an exception, to a code the contract documents.

#include <exception>
#include <new>
#include <routpact/contract.hpp>
#include <routpact/observer.hpp>
#include <type_traits>

namespace routpact {

/// The nine result codes that routprot callbacks document, as a type that nothing converts to.
///
/// Other Win32 codes can be written as `code{ERROR_NOT_FOUND}`.
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

/// The name of a documented result code as the Windows headers spell it; "another code" for others.
constexpr const char* code_name(DWORD value) noexcept {
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

/// An exception that carries a result code out of a handler.
class error : public std::exception {
public:
    /// Fails the callback with `why`, or with its fallback where `why` is not documented for it.
    explicit error(routpact::code why) noexcept : code_{why} {}

    /// The code it carries.
    routpact::code code() const noexcept { return code_; }
    /// The code's name.
    const char* what() const noexcept override { return code_name(static_cast<DWORD>(code_)); }

private:
    routpact::code code_;
};

/// What a handler says happened: a Win32 code, or a value of some other error category.
struct outcome {
    DWORD value = NO_ERROR;              ///< The code.
    bool failed = false;                 ///< Said to be a failure, so NO_ERROR is no answer to it.
    const char* category = nullptr;      ///< Name of the foreign category; null: `value` is Win32.
    rule broken = rule::documented_code; ///< What an undocumented value breaks.
};

/// Results that are Win32 codes.
template <class R>
concept code_result =
    std::is_same_v<R, DWORD> || std::is_same_v<R, code> || std::is_same_v<R, outcome>;

/// Results that stand for a Win32 code by way of a function win32_code, such as insert_result.
template <class R>
concept named_result =
    requires(const R& result) { requires std::is_same_v<decltype(win32_code(result)), DWORD>; };

/// std::error_code and its like; those of the system category hold Win32 codes.
template <class R>
concept error_code_result = requires(const R& result) {
    requires std::is_same_v<decltype(result.category().name()), const char*>;
    requires std::is_same_v<decltype(result.value()), int>;
    result.default_error_condition(); // which std::error_condition has not
    static_cast<bool>(result);
};

/// Results of the form expected<T, E>, with such an E.
template <class R>
concept expected_result = requires(const R& result) {
    typename R::value_type;
    requires std::is_same_v<decltype(result.has_value()), bool>;
    requires code_result<std::remove_cvref_t<decltype(result.error())>> ||
                 error_code_result<std::remove_cvref_t<decltype(result.error())>>;
};

/// Results of the form optional<T>: without a value there is nothing to give.
template <class R>
concept optional_result = requires(const R& result) {
    typename R::value_type;
    requires std::is_same_v<decltype(result.has_value()), bool>;
    *result;
    requires !requires { result.error(); };
};

/// What a handler returns for the router manager besides a code: the R of R, of expected<R, E> or
/// of optional<R>.
template <class R>
struct payload {
    using type = R; ///< R itself.
};
template <class R>
    requires expected_result<R> || optional_result<R>
struct payload<R> {
    using type = typename R::value_type;
};

/// Everything that a handler with nothing but success or failure to tell may return; nothing else
/// converts, HRESULT, bool and int least of all.
template <class R>
concept handler_result = std::is_void_v<typename payload<R>::type> || code_result<R> ||
                         named_result<R> || error_code_result<R>;

/// The outcome that a result of a handler stands for.
template <code_result R>
constexpr outcome outcome_of(R result) noexcept {
    if constexpr (std::is_same_v<R, outcome>)
        return result;
    else
        return {static_cast<DWORD>(result)};
}

template <named_result R>
constexpr outcome outcome_of(const R& result) {
    return {win32_code(result)};
}

template <error_code_result R>
outcome outcome_of(const R& result) {
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
outcome outcome_of(const R& result) {
    if (result.has_value())
        return {};
    outcome failure = outcome_of(result.error());
    failure.failed = true;
    return failure;
}

/// What the cold paths below need to know of a call.
struct call_site {
    const callback& contract; ///< What is documented of the callback.
    ULONG interface_index;    ///< The index the router manager passed.
    observer observe;         ///< Who is told; may be null.
};

/// Whether the router manager may be given this outcome as it is. That a buffer is too small is for
/// the library to say, which says how large it has to be as well.
constexpr bool documented(const callback& contract, const outcome& result) noexcept {
    const bool without_size =
        result.value == ERROR_INSUFFICIENT_BUFFER && contract.roles.receive_result();
    return (contract.codes.count == 0 || contract.codes.contains(result.value)) && !without_size &&
           !result.category && !(result.failed && result.value == NO_ERROR);
}

/// The documented answer to a failure: its own code where that is documented, else the fallback.
/// Reports it; shared by all adapters, so that each of them stays small.
inline DWORD answer_failure(const call_site& site, const outcome& failure, rule broken,
                            const char* what) noexcept {
    const DWORD answer =
        documented(site.contract, failure) ? failure.value : site.contract.fallback;
    notify(site.observe, {site.contract.name, broken, fault::protocol, 0, site.interface_index,
                          failure.value, answer, what});
    return answer;
}

#ifdef __cpp_exceptions
/// The documented answer to the exception being handled. Call it inside a catch block only.
#ifdef __GNUC__
[[gnu::noinline, gnu::cold]]
#endif
inline DWORD answer_exception(const call_site& site) noexcept {
    const auto answer = [&](DWORD original, const char* what) {
        return answer_failure(site, {original, true}, rule::no_exception, what);
    };
    try {
        throw;
    } catch (const error& e) {
        return answer(static_cast<DWORD>(e.code()), e.what());
    } catch (const std::bad_alloc& e) {
        return answer(ERROR_NOT_ENOUGH_MEMORY, e.what());
    } catch (const std::exception& e) {
        return answer(NO_ERROR, e.what());
    } catch (...) {
        return answer(NO_ERROR, "not a std::exception");
    }
}
#endif

/// The outcome of a call, or of the documented answer to what it throws.
template <class Call>
outcome guarded_outcome([[maybe_unused]] const call_site& site, Call&& call) noexcept {
#ifdef __cpp_exceptions
    try {
        return call();
    } catch (...) {
        return {answer_exception(site)};
    }
#else
    return call();
#endif
}

/// Calls what answers nothing: an exception is reported, and dropped.
template <class Call>
void call_guarded([[maybe_unused]] const call_site& site, Call&& call) noexcept {
#ifdef __cpp_exceptions
    try {
        call();
    } catch (...) {
        answer_exception(site);
    }
#else
    call();
#endif
}

} // namespace routpact
