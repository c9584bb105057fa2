#pragma once
// The path of one call: from the C function pointer to the handler and back.
//
//   1. admit      a protocol class accepts a call only if its phase allows it; any other table
//   always does
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
        /// Null; the static_assert has failed by then.
        static constexpr decltype(nullptr) pointer = [] {
            if constexpr (!Callback::known)
                static_assert(misuse::member_is_not_a_callback_slot<Callback>);
            else if constexpr (Callback::contract.field && Callback::contract.index_position == 0)
                static_assert(misuse::callback_has_no_interface_index<Callback>);
            else
                static_assert(misuse::type_is_not_a_callback_pointer<Callback>);
            return nullptr;
        }();
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
        /// The C function.
        static DWORD WINAPI call(A... arguments) noexcept {
            if constexpr (!is_usable()) {
                return ERROR_INVALID_PARAMETER; // so that the compiler reports the first error
                                                // alone
            } else {
                const ULONG index = interface_index(arguments...);
#if ROUTPACT_EXCEPTIONS
                try {
                    return answer(index, arguments...);
                } catch (...) {
                    return report_exception({contract, index, observe}, translate);
                }
#else
                return answer(index, arguments...);
#endif
            }
        }

        /// The address of `call`, as exactly the C pointer type.
        static constexpr DWORD(WINAPI* pointer)(A...) = call;

        /// Whether table, handler and observer suit the callback. A mistake is a compile error.
        static constexpr bool is_usable() {
            return handler_check<mapping, Callback, Table, Handler, Observer>::passes();
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

        /// The five steps above.
        static DWORD answer(ULONG index, const A&... arguments) {
            auto&& admission = admit();
            if (!admission)
                return refuse({contract, index, observe}, violation::not_running, 0,
                              contract.fallback);
            auto&& found = find(index);
            if (!found)
                return refuse({contract, index, observe}, violation::unknown_index,
                              contract.index_position, ERROR_INVALID_PARAMETER);
            if constexpr (plan.count != 0)
                if (!are_usable(groups{}, arguments...))
                    return refuse_arguments(groups{}, index, arguments...);
            if constexpr (plan.looks_up)
                return finish(inputs{}, index, arguments..., found);
            else
                return finish(inputs{}, index, arguments...);
        }

        // ---- the steps, in order

        static constexpr ULONG interface_index([[maybe_unused]] const A&... arguments) noexcept {
            if constexpr (contract.index_position != 0)
                return index_in(value_at<contract.index_position - 1>(arguments...));
            else
                return 0;
        }

        static constexpr decltype(auto) admit() {
            if constexpr (admitting<decltype(Table)> &&
                          contract.availability != availability::always)
                return Table.admit(contract.availability);
            else
                return true;
        }

        static constexpr decltype(auto) find([[maybe_unused]] ULONG index) {
            if constexpr (plan.looks_up)
                return Table.find(index);
            else
                return true;
        }

        template <unsigned... N>
        static bool are_usable(index_sequence<N...>, const A&... arguments) noexcept {
            return (is_usable_group<N>(positions_of<N>{}, arguments...) && ...);
        }

        /// Calls the handler with the interface, if there is one, and returns the code. An
        /// exception is handled here, while the call still holds the interface and the admission.
        /// `found` is dereferenced here as well: that may call a function of the author's table,
        /// which may throw.
        template <unsigned... N, class... Found>
        static DWORD finish(index_sequence<N...>, ULONG index, const A&... arguments,
                            Found&... found) noexcept {
#if ROUTPACT_EXCEPTIONS
            try {
#endif
                if constexpr (std::is_void_v<typename handler::result>) {
                    handler::template call<Handler>(
                        interface_in(found)..., parameter<N>(positions_of<N>{}, arguments...)...);
                    return NO_ERROR;
                } else {
                    return code_of(handler::template call<Handler>(
                                       interface_in(found)...,
                                       parameter<N>(positions_of<N>{}, arguments...)...),
                                   index, arguments...);
                }
#if ROUTPACT_EXCEPTIONS
            } catch (...) {
                return report_exception({contract, index, observe}, translate);
            }
#endif
        }

        /// Returns the code for what the handler returned, after writing it if it is to be
        /// delivered. The result is a parameter and not a variable, because g++ takes a variable
        /// that refers to it for a reference to one of the handler's arguments.
        template <class Result>
        static DWORD code_of(Result&& result, ULONG index, const A&... arguments) {
            if constexpr (plan.delivers)
                return deliver(result, index, arguments...);
            else
                return documented_code(outcome_of(result), index);
        }

        /// Writes what the handler returned to the last group of arguments.
        template <class Result>
        static DWORD deliver(const Result& result, ULONG index, const A&... arguments) {
            if constexpr (expected_result<Result>) {
                if (!result.has_value())
                    return documented_code(outcome_of(result), index);
                if constexpr (std::is_void_v<typename Result::value_type>)
                    return NO_ERROR;
                else
                    return deliver(*result, index, arguments...);
            } else if constexpr (optional_result<Result>) {
                return result.has_value() ? deliver(*result, index, arguments...)
                                          : contract.fallback;
            } else {
                const DWORD code = write(positions_of<plan.count - 1>{}, result, arguments...);
                return code == NO_ERROR || code == ERROR_INSUFFICIENT_BUFFER
                           ? code
                           : report_failure({contract, index, observe}, {code, true},
                                            violation::undeliverable_result, nullptr);
            }
        }

        // ---- how a call is refused, or its outcome repaired

        /// Returns the code of `result`, or the documented code that replaces it.
        static DWORD documented_code(const outcome& result, ULONG index) {
            return documented(contract, result) ? result.value
                                                : report_failure({contract, index, observe}, result,
                                                                 result.kind, result.category);
        }

        /// Refuses a call because of the first group of arguments that is not usable.
        template <unsigned... N>
        static DWORD refuse_arguments(index_sequence<N...>, ULONG index,
                                      const A&... arguments) noexcept {
            argument_defect defect{};
            unsigned position = 0;
            static_cast<void>(((is_usable_group<N>(positions_of<N>{}, arguments...) ||
                                (defect = defect_of<N>(positions_of<N>{}, arguments...),
                                 position = plan.groups[N].first + 1 + defect.offset, false)) &&
                               ...));
            return refuse({contract, index, observe}, defect.kind, position, contract.refusal());
        }

        // ---- groups of C arguments; K are the positions of a group's arguments

        template <unsigned N>
        using positions_of = typename mapping::template positions_of<N>;

        template <unsigned N, unsigned... K>
        static bool is_usable_group(index_sequence<K...>, const A&... arguments) noexcept {
            return mapping::template conversion<N>::usable(value_at<K>(arguments...)...);
        }

        template <unsigned N, unsigned... K>
        static argument_defect defect_of(index_sequence<K...>, const A&... arguments) noexcept {
            return mapping::template conversion<N>::defect(value_at<K>(arguments...)...);
        }

        /// Converts group N to its parameter of the handler.
        template <unsigned N, unsigned... K>
        static decltype(auto) parameter(index_sequence<K...>, const A&... arguments) {
            return mapping::template input<N>::pass(value_at<K>(arguments...)...);
        }

        /// Writes a result to the last group.
        template <unsigned... K, class Result>
        static DWORD write(index_sequence<K...>, const Result& result, const A&... arguments) {
            return mapping::template output<plan.count - 1>::deliver(result,
                                                                     value_at<K>(arguments...)...);
        }
    };
};

/// The C entry point of `Callback`, which is a slot or a signature.
template <class Callback, auto& Table, auto Handler, auto Observer>
ROUTPACT_HIDDEN inline constexpr auto entry_point_of =
    entry_points<typename Callback::pointer>::template adapter<Callback, Table, Handler,
                                                               Observer>::pointer;

} // namespace routpact::inline ROUTPACT_ABI::detail
