#pragma once
// The path of one call: from the C function pointer to the handler and back.
//
//   1. admit      a protocol class accepts a call only if its phase allows it
//   2. find       the interface of the index; it is not destroyed before the call returns
//   3. check      each C argument that becomes a parameter, and those that receive the result
//   4. call       the handler, with the interface and the converted arguments
//   5. return     a documented code, after writing the handler's result to the C arguments
//
// Steps 1 to 3 refuse a call before the handler runs, and blame the caller. An exception becomes a
// documented code while the call still holds the interface and the admission. The observer receives
// a report of each call that was refused or repaired. Only values are examined at run time: with
// optimisation, a call costs as much as the same checks written by hand.

#include <routpact/detail/adapt/check_handler.hpp>
#include <routpact/detail/adapt/slot.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Defines the C entry points of type `Pointer`. The compiler selects this primary template when
/// `Pointer` is not DWORD (WINAPI*)(...), which is always a mistake.
///
/// Only the WINAPI convention has a specialisation: on x64 a second one would be a redefinition,
/// and on x86 a missing WINAPI would crash. `Pointer` is the only parameter of the outer template
/// because clang 14 finds no specialisation for a const `Table` otherwise.
template <class Pointer>
struct ROUTPACT_HIDDEN entry_points {
    /// Reports the mistake at compile time.
    template <class Callback, auto& Table, auto Handler, auto Observer>
    struct adapter {
        /// Returns null; the static_assert has failed by then.
        static constexpr decltype(nullptr) checked_call() noexcept {
            if constexpr (!Callback::known)
                static_assert(misuse::member_is_not_a_callback_slot<Callback>);
            else if constexpr (Callback::contract.field && Callback::contract.index_position == 0)
                static_assert(misuse::callback_has_no_interface_index<Callback>);
            else
                static_assert(misuse::type_is_not_a_callback_pointer<Callback>);
            return nullptr;
        }
    };
};

/// Defines the C entry points of the type of a callback.
template <class... A>
struct ROUTPACT_HIDDEN entry_points<DWORD(WINAPI*)(A...)> {
    /// The C entry point that implements `Callback` with `Handler` for the interfaces of `Table`.
    /// Defined here, because a member template of a partial specialisation, defined outside of it,
    /// is not found by every compiler.
    template <class Callback, auto& Table, auto Handler, auto Observer>
    struct ROUTPACT_HIDDEN adapter {
        /// The C function: the five steps above. Table, handler and observer have to be usable.
        static DWORD WINAPI call(A... values) noexcept {
            const c_arguments<A...> arguments{{{values}...}};
            const ULONG index = index_at<contract.index_position>(arguments);
#if ROUTPACT_EXCEPTIONS
            try {
#endif
                auto&& admission = admission_to<Table, contract.availability>();
                if (!admission)
                    return refuse({contract, index, observe}, violation::not_running, 0,
                                  contract.fallback);
                auto&& found = find_in<Table, plan.looks_up>(index);
                if (!found)
                    return refuse({contract, index, observe}, violation::unknown_index,
                                  contract.index_position, ERROR_INVALID_PARAMETER);
                const unusable_argument wrong =
                    first_unusable(decltype(mapping::checked_groups(groups{})){}, arguments);
                if (wrong.position != 0)
                    return refuse({contract, index, observe}, wrong.kind, wrong.position,
                                  contract.refusal());
                if constexpr (plan.looks_up)
                    return finish(inputs{}, index, arguments, found);
                else
                    return finish(inputs{}, index, arguments);
#if ROUTPACT_EXCEPTIONS
            } catch (...) { // thrown by the table
                return report_exception({contract, index, observe}, translate);
            }
#endif
        }

        /// Whether table, handler and observer suit the callback. A mistake is a compile error.
        static constexpr bool is_usable() {
            return handler_check<mapping, Callback, Table, Handler, Observer>::passes();
        }

        /// Returns the address of `call`, as exactly the C pointer type. After a mistake it is
        /// null, so that the compiler reports the first error alone.
        static constexpr auto checked_call() noexcept -> DWORD(WINAPI*)(A...) {
            if constexpr (is_usable())
                return call;
            else
                return nullptr;
        }

    private:
        static constexpr const callback& contract = Callback::contract;
        static constexpr observer observe = Observer; // converts a lambda to a function pointer
        static constexpr exception_translator translate = translator_in(Table);
        using handler = handler_traits<std::remove_cv_t<decltype(Handler)>>;

        using mapping = call_mapping<Callback, handler, A...>;
        static constexpr const call_plan& plan = mapping::plan;
        using groups = typename make_index_sequence<plan.count>::type;
        using inputs = typename make_index_sequence<plan.inputs()>::type;

        /// Calls the handler with the interface, if there is one, and returns the code. An
        /// exception is handled here, while the call still holds the interface and the admission.
        /// `found` is dereferenced here as well: that may call a function of the author's table,
        /// which may throw.
        template <unsigned... N, class... Found>
        static DWORD finish(index_sequence<N...>, ULONG index, const c_arguments<A...>& arguments,
                            Found&... found) noexcept {
#if ROUTPACT_EXCEPTIONS
            try {
#endif
                if constexpr (std::is_void_v<typename handler::result>) {
                    handler::template call<Handler>(
                        interface_in(found)...,
                        mapping::template input_group<N>::parameter(arguments)...);
                    return NO_ERROR;
                } else if constexpr (plan.delivers) {
                    return deliver(handler::template call<Handler>(
                                       interface_in(found)...,
                                       mapping::template input_group<N>::parameter(arguments)...),
                                   index, arguments);
                } else {
                    return documented_code(
                        {contract, index, observe},
                        outcome_of(handler::template call<Handler>(
                            interface_in(found)...,
                            mapping::template input_group<N>::parameter(arguments)...)));
                }
#if ROUTPACT_EXCEPTIONS
            } catch (...) {
                return report_exception({contract, index, observe}, translate);
            }
#endif
        }

        /// Writes what the handler returned to the last group of arguments, and returns the code.
        /// The result is a parameter and not a variable, because g++ takes a variable that refers
        /// to it for a reference to one of the handler's arguments.
        template <class Result>
        static DWORD deliver(const Result& result, ULONG index,
                             const c_arguments<A...>& arguments) {
            if constexpr (expected_result<Result>) {
                if (!result.has_value())
                    return documented_code({contract, index, observe}, outcome_of(result));
                if constexpr (std::is_void_v<typename Result::value_type>)
                    return NO_ERROR;
                else
                    return deliver(*result, index, arguments);
            } else if constexpr (optional_result<Result>) {
                return result.has_value() ? deliver(*result, index, arguments) : contract.fallback;
            } else {
                const DWORD code =
                    mapping::template output_group<plan.count - 1>::deliver(result, arguments);
                return code == NO_ERROR || code == ERROR_INSUFFICIENT_BUFFER
                           ? code
                           : report_failure({contract, index, observe}, {code, true},
                                            violation::undeliverable_result, nullptr);
            }
        }
    };
};

/// The C entry point of `Callback`, which is a slot or a signature.
template <class Callback, auto& Table, auto Handler, auto Observer>
ROUTPACT_HIDDEN inline constexpr auto entry_point_of =
    entry_points<typename Callback::pointer>::template adapter<Callback, Table, Handler,
                                                               Observer>::checked_call();

} // namespace routpact::inline ROUTPACT_ABI::detail
