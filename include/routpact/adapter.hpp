#pragma once
// The function template that makes every C entry point.
//
// One call is one straight line: C arguments -> find the interface and keep it alive -> bind each
// argument to the handler's parameter -> handler -> documented code. Specialised on WINAPI only: on
// x64 a second calling convention would be a redefinition, on x86 forgetting it would be a crash.

#include <routpact/fit.hpp>
#include <routpact/identity.hpp>

namespace routpact {

/// Makes C entry points of the type `Pointer`. This form is chosen when that is not
/// DWORD (WINAPI*)(...): always a mistake. The pointer type stands by itself because clang 14 finds
/// no specialisation for a const `Table` otherwise.
template <class Pointer>
struct entry_points {
    /// Names the mistake.
    template <class Callback, auto& Table, auto Handler, auto Observer>
    struct adapter {
        /// What the mistake leaves.
        static constexpr decltype(nullptr) pointer = [] {
            if constexpr (!Callback::known)
                static_assert(misuse::unknown_slot<Callback>);
            else if constexpr (Callback::contract.field && Callback::contract.index_position == 0)
                static_assert(misuse::slot_without_index<Callback>);
            else
                static_assert(misuse::pointer_type<Callback>);
            return nullptr;
        }();
    };
};

/// Makes C entry points of a type that can be made.
template <class... A>
struct entry_points<DWORD(WINAPI*)(A...)> {
    /// Defined below.
    template <class Callback, auto& Table, auto Handler, auto Observer>
    struct adapter;
};

/// The C entry point that answers `Callback` with `Handler` for the interfaces of `Table`.
template <class... A>
template <class Callback, auto& Table, auto Handler, auto Observer>
struct entry_points<DWORD(WINAPI*)(A...)>::adapter {
    /// The C function.
    static DWORD WINAPI call(A... arguments) noexcept {
        if constexpr (fits()) {
            const ULONG index = interface_index(arguments...);
            return guarded(index, [&] { return answer(index, arguments...); });
        } else {
            return ERROR_INVALID_PARAMETER; // so that nothing follows the first error
        }
    }

    /// Whether the handler suits the callback; an error that says why not if it does not.
    static constexpr bool fits() { return fit<uses, Callback, Table, Handler, Observer>::usable(); }

    /// Its address, in exactly the C pointer type.
    static constexpr DWORD(WINAPI* pointer)(A...) = call;

private:
    static constexpr const callback& contract = Callback::contract;
    static constexpr observer observe = Observer; // an observer like a lambda becomes a pointer
    using handler = shape::of<std::remove_cv_t<decltype(Handler)>>;

    using uses = call_types<Callback, handler, A...>;
    static constexpr const call_plan& plan = uses::plan;
    using groups = typename make_positions<plan.count>::type;
    using inputs = typename make_positions<plan.inputs()>::type;

    // Calls `function` with the values of group N.
    template <unsigned N, class Function>
    static constexpr decltype(auto) with_group(Function function, const A&... arguments) {
        return [&]<unsigned... K>(positions<K...>) -> decltype(auto) {
            return function(value_at<plan.groups[N].first + K>(arguments...)...);
        }(typename uses::template width_of<N>{});
    }

    static constexpr ULONG interface_index([[maybe_unused]] const A&... arguments) noexcept {
        if constexpr (contract.index_position != 0)
            return value_at<contract.index_position - 1>(arguments...);
        else
            return 0;
    }

    // What it throws is answered here.
    template <class Answer>
    static DWORD guarded([[maybe_unused]] ULONG index, Answer answer) noexcept {
#ifdef __cpp_exceptions
        try {
            return answer();
        } catch (...) {
            return answer_exception({contract, index, observe});
        }
#else
        return answer();
#endif
    }

    static DWORD answer(ULONG index, const A&... arguments) {
        if constexpr (gate<decltype(Table)> && contract.legal != period::always) {
            auto&& admitted = Table.admit(contract.legal);
            if (!admitted)
                return refuse(rule::legal_period, 0, index, contract.fallback);
            return look_up(index, arguments...);
        } else {
            return look_up(index, arguments...);
        }
    }

    static DWORD look_up(ULONG index, const A&... arguments) {
        if constexpr (plan.looks_up) {
            auto&& found = Table.find(index);
            if (!found)
                return refuse(rule::known_index, contract.index_position, index,
                              ERROR_INVALID_PARAMETER);
            return answer_with(inputs{}, index, arguments..., interface_in(found));
        } else {
            return answer_with(inputs{}, index, arguments...);
        }
    }

    // With the interface, if there is one.
    template <unsigned... N, class... Interface>
    static DWORD answer_with(positions<N...>, ULONG index, const A&... arguments,
                             Interface&... itf) {
        if (!all_usable(groups{}, arguments...))
            return refuse_first(groups{}, index, arguments...);

        // What the handler throws is answered while the interface and the protocol are kept.
        return guarded(
            index, [&] { return call_handler(positions<N...>{}, index, arguments..., itf...); });
    }
    template <unsigned... N, class... Interface>
    static DWORD call_handler(positions<N...>, ULONG index, const A&... arguments,
                              Interface&... itf) {
        const auto call = [&]() -> decltype(auto) {
            return handler::template call<Handler>(
                itf..., with_group<N>(
                            [](const auto&... c) -> decltype(auto) {
                                return uses::template input<N>::pass(c...);
                            },
                            arguments...)...);
        };
        if constexpr (plan.delivers) {
            return deliver(call(), index, arguments...);
        } else if constexpr (std::is_void_v<typename handler::result>) {
            call();
            return NO_ERROR;
        } else {
            return settle(outcome_of(call()), index);
        }
    }

    template <unsigned N>
    static bool usable_group(const A&... arguments) noexcept {
        return with_group<N>(
            [](const auto&... c) { return uses::template conversion<N>::usable(c...); },
            arguments...);
    }
    template <unsigned N>
    static argument_defect defect_of_group(const A&... arguments) noexcept {
        return with_group<N>(
            [](const auto&... c) { return uses::template conversion<N>::defect(c...); },
            arguments...);
    }

    template <unsigned... N>
    static bool all_usable(positions<N...>, const A&... arguments) noexcept {
        return (usable_group<N>(arguments...) && ...);
    }
    template <unsigned... N>
    static DWORD refuse_first(positions<N...>, ULONG index, const A&... arguments) noexcept {
        argument_defect first{};
        unsigned position = 0;
        const bool found = ((!usable_group<N>(arguments...) &&
                             (first = defect_of_group<N>(arguments...),
                              position = plan.groups[N].first + 1 + first.offset, true)) ||
                            ...);
        static_cast<void>(found);
        return refuse(first.broken, position, index, contract.refusal());
    }

    // Writes what the handler returned to the last group.
    template <class Result>
    static DWORD deliver(const Result& result, ULONG index, const A&... arguments) {
        if constexpr (expected_result<Result>) {
            if (!result.has_value())
                return settle(outcome_of(result), index);
            return deliver(*result, index, arguments...);
        } else if constexpr (optional_result<Result>) {
            return result.has_value() ? deliver(*result, index, arguments...) : contract.fallback;
        } else {
            constexpr unsigned last = plan.count - 1;
            const auto write = [&](const auto&... c) {
                return uses::template output<last>::deliver(result, c...);
            };
            const DWORD code = with_group<last>(write, arguments...);
            return code == NO_ERROR || code == ERROR_INSUFFICIENT_BUFFER
                       ? code
                       : answer_failure({contract, index, observe}, {code, true},
                                        rule::deliverable_result, nullptr);
        }
    }

    static DWORD settle(const outcome& result, ULONG index) {
        return documented(contract, result) ? result.value
                                            : answer_failure({contract, index, observe}, result,
                                                             result.broken, result.category);
    }

    static DWORD refuse(rule broken, unsigned position, ULONG index, DWORD code) noexcept {
        notify(observe,
               {contract.name, broken, fault::router_manager, position, index, NO_ERROR, code});
        return code;
    }
};

} // namespace routpact
