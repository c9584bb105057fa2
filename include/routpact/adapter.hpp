#pragma once
// The function template that makes every C entry point.
//
// One call is one straight line: C arguments -> find the interface and keep it alive -> bind each
// argument to the handler's parameter -> handler -> documented code. Specialised on WINAPI only: on
// x64 a second calling convention would be a redefinition, on x86 forgetting it would be a crash.

#include <routpact/arguments.hpp>
#include <routpact/call_plan.hpp>
#include <routpact/handler.hpp>
#include <routpact/identity.hpp>
#include <routpact/misuse.hpp>
#include <routpact/observer.hpp>
#include <routpact/result.hpp>

namespace routpact {

/// The interface itself: what a table's find gave, dereferenced, out of a reference wrapper if need
/// be. An optional that holds an interface rather than a reference gives a const one: it is a copy.
template <class Found>
constexpr auto& interface_in(Found& found) noexcept(noexcept(*found)) {
    using held = std::remove_reference_t<decltype(*found)>;
    if constexpr (requires {
                      requires std::is_same_v<decltype((*found).get()), typename held::type&>;
                  })
        return (*found).get();
    else if constexpr (std::is_rvalue_reference_v<decltype(*static_cast<Found&&>(found))>)
        return static_cast<const held&>(*found);
    else
        return *found;
}

/// A table can be asked for every index: its find takes a ULONG that is not cut short.
template <class Table>
concept interface_lookup = requires(Table& table, ULONG index) {
    table.find(index);
    requires requires { table.find({index}); } || !requires { table.find({}); };
};

/// What a table's find gives can be tested and then dereferenced.
template <class Found>
concept optional_interface = requires(Found& found) {
    found ? true : false;
    requires std::is_lvalue_reference_v<decltype(*found)>;
};

/// Makes C entry points of the type `Pointer`. This form is chosen when that is not
/// DWORD (WINAPI*)(...): always a mistake. The pointer type stands by itself because clang 14 finds
/// no specialisation for a const `Table` otherwise.
template <class Pointer>
struct entry_points {
    template <class Callback, auto& Table, auto Handler, auto Observer>
    struct adapter {
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

template <class... A>
struct entry_points<DWORD(WINAPI*)(A...)> {
    template <class Callback, auto& Table, auto Handler, auto Observer>
    struct adapter;
};

/// The C entry point that answers `Callback` with `Handler` for the interfaces of `Table`.
template <class... A>
template <class Callback, auto& Table, auto Handler, auto Observer>
struct entry_points<DWORD(WINAPI*)(A...)>::adapter {
    static DWORD WINAPI call(A... arguments) noexcept {
        if constexpr (usable()) {
            const ULONG index = value_at<contract.index_position - 1>(arguments...);
#ifdef __cpp_exceptions
            try {
                return answer(inputs{}, index, arguments...);
            } catch (...) {
                return answer_exception({contract, index, observe});
            }
#else
            return answer(inputs{}, index, arguments...);
#endif
        } else {
            return ERROR_INVALID_PARAMETER; // so that nothing follows the first error
        }
    }

    static constexpr DWORD(WINAPI* pointer)(A...) = call;

private:
    static constexpr const callback& contract = Callback::contract;
    static constexpr observer observe = Observer; // an observer like a lambda becomes a pointer
    using handler = shape::of<std::remove_cv_t<decltype(Handler)>>;

    static constexpr call_plan plan = plan_of<A...>(contract);
    using groups = typename make_positions<plan.count>::type;
    using inputs = typename make_positions<plan.inputs()>::type;

    // The types of group N's arguments, and the handler's parameter that they become.
    template <unsigned N>
    using width_of = typename make_positions<width(plan.groups[N].what)>::type;
    template <unsigned N>
    using c_types = typename slice_at<plan.groups[N].first, width_of<N>, types<A...>>::type;
    template <unsigned N>
    using parameter = typename type_at<N + 1, typename handler::parameters>::type;
    template <unsigned N>
    using suitable_type = typename suitable<plan.groups[N].what, c_types<N>>::type;
    template <unsigned N>
    using input = binding<plan.groups[N].what, parameter<N>, c_types<N>>;

    // What the handler returns for the last group, and how it gets there.
    using value = typename payload<typename handler::result>::type;
    template <unsigned N>
    using output = delivery<plan.groups[N].what, value, c_types<N>>;

    // Calls `function` with the values of group N.
    template <unsigned N, class Function>
    static constexpr decltype(auto) with_group(Function function, const A&... arguments) {
        return [&]<unsigned... K>(positions<K...>) -> decltype(auto) {
            return function(value_at<plan.groups[N].first + K>(arguments...)...);
        }(width_of<N>{});
    }

    template <unsigned... N>
    static DWORD answer(positions<N...>, ULONG index, A... arguments) {
        auto&& found = Table.find(index);
        if (!found)
            return refuse(rule::known_index, contract.index_position, index,
                          ERROR_INVALID_PARAMETER);

        if (!all_usable(groups{}, arguments...))
            return refuse_first(groups{}, index, arguments...);

        const auto call_handler = [&]() -> decltype(auto) {
            return handler::template call<Handler>(
                interface_in(found),
                with_group<N>(
                    [](const auto&... c) -> decltype(auto) { return input<N>::pass(c...); },
                    arguments...)...);
        };
        if constexpr (plan.delivers) {
            return deliver(call_handler(), index, arguments...);
        } else if constexpr (std::is_void_v<typename handler::result>) {
            call_handler();
            return NO_ERROR;
        } else {
            return settle(outcome_of(call_handler()), index);
        }
    }

    // The binding or delivery of group N.
    template <unsigned N>
    static constexpr auto conversion() {
        if constexpr (receives_result(plan.groups[N].what))
            return output<N>{};
        else
            return input<N>{};
    }

    template <unsigned N>
    static bool usable_group(const A&... arguments) noexcept {
        return with_group<N>(
            [](const auto&... c) { return decltype(conversion<N>())::usable(c...); }, arguments...);
    }
    template <unsigned N>
    static argument_defect defect_of_group(const A&... arguments) noexcept {
        return with_group<N>(
            [](const auto&... c) { return decltype(conversion<N>())::defect(c...); }, arguments...);
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
        return refuse(first.broken, position, index, plan.refusal);
    }

    // Writes what the handler returned to the last group.
    template <class Result>
    static DWORD deliver(const Result& result, ULONG index, const A&... arguments) {
        if constexpr (expected_result<Result>) {
            if (!result.has_value())
                return settle(outcome_of(result), index);
            return deliver(*result, index, arguments...);
        } else {
            constexpr unsigned last = plan.count - 1;
            const auto write = [&](const auto&... c) {
                return output<last>::deliver(result, c...);
            };
            return settle({with_group<last>(write, arguments...)}, index);
        }
    }

    static DWORD settle(const outcome& result, ULONG index) {
        return documented(contract, result)
                   ? result.value
                   : answer_failure({contract, index, observe}, result, rule::documented_code,
                                    result.category);
    }

    static DWORD refuse(rule broken, unsigned position, ULONG index, DWORD code) noexcept {
        notify(Observer,
               {contract.name, broken, fault::router_manager, position, index, NO_ERROR, code});
        return code;
    }

    // Whether everything fits; names the first mistake if not.
    static constexpr bool usable() {
        if constexpr (!Callback::known)
            static_assert(misuse::unknown_slot<Callback>);
        else if constexpr (contract.field && contract.index_position == 0)
            static_assert(misuse::slot_without_index<Callback>);
        else if constexpr (plan.changes_the_table)
            static_assert(misuse::slot_changes_the_table<Callback>);
        else if constexpr (!index_stands_there())
            static_assert(misuse::index_position<Callback, contract.index_position>);
        else if constexpr (!terms_can_be_kept())
            static_assert(misuse::terms<Callback>);
        else if constexpr (!std::is_convertible_v<decltype(Observer), observer>)
            static_assert(misuse::observer_kind<Callback, decltype(Observer)>);
        else if constexpr (!interface_lookup<decltype(Table)>)
            static_assert(misuse::table_without_find<Callback, decltype(Table)>);
        else if constexpr (!optional_interface<decltype(Table.find(ULONG{}))>)
            static_assert(misuse::table_find_result<Callback, decltype(Table),
                                                    decltype(Table.find(ULONG{}))>);
        else
            return handler_fits();
        return false;
    }

    static constexpr bool index_stands_there() {
        constexpr unsigned position = contract.index_position;
        if constexpr (position >= 1 && position <= sizeof...(A))
            return std::is_same_v<typename type_at<position - 1, types<A...>>::type, ULONG>;
        else
            return false;
    }

    static constexpr bool terms_can_be_kept() {
        return contract.codes.contains(NO_ERROR) &&
               contract.codes.contains(ERROR_INVALID_PARAMETER) &&
               contract.codes.contains(contract.fallback) && contract.fallback != NO_ERROR;
    }

    static constexpr bool handler_fits() {
        if constexpr (!handler::known || is_null()) {
            static_assert(misuse::handler_kind<Callback, decltype(Handler)>);
        } else {
            using itf = decltype(interface_in(declared<decltype(Table.find(ULONG{}))>()));
            using taken = typename handler::parameters;
            if constexpr (taken::size != plan.inputs() + 1)
                static_assert(misuse::handler_arity<Callback, decltype(all_wanted<itf>(inputs{})),
                                                    got<taken>>);
            else if constexpr (!interface_fits<itf, typename type_at<0, taken>::type>)
                static_assert(misuse::handler_interface<Callback, wanted<itf>,
                                                        got<typename type_at<0, taken>::type>>);
            else if constexpr (!parameters_fit(inputs{}))
                return false;
            else
                return result_fits();
        }
        return false;
    }

    static constexpr bool result_fits() {
        using result = typename handler::result;
        if constexpr (!plan.delivers && !handler_result<result>)
            static_assert(misuse::handler_result<Callback, result>);
        else if constexpr (plan.delivers)
            return payload_fits<plan.count - 1>();
        else
            return true;
        return false;
    }

    template <unsigned Last>
    static constexpr bool payload_fits() {
        if constexpr (!output<Last>::accepted)
            static_assert(misuse::handler_payload<Callback, typename handler::result>);
        return output<Last>::accepted;
    }

    template <class Found>
    static std::remove_reference_t<Found>& declared();

    static constexpr bool is_null() {
        if constexpr (requires { Handler == nullptr; })
            return Handler == nullptr;
        else
            return false;
    }

    // What the handler should take, each group by its first C type.
    template <class Interface, unsigned... N>
    static wanted<Interface, suitable_type<N>...> all_wanted(positions<N...>);

    // The interface itself or a base of it, no temporary made from it.
    template <class Reference, class First>
    static constexpr bool interface_fits =
        std::is_lvalue_reference_v<First> &&
        std::is_convertible_v<std::add_pointer_t<Reference>, std::add_pointer_t<First>>;

    template <unsigned... N>
    static constexpr bool parameters_fit(positions<N...>) {
        return (parameter_fits<N>() && ...);
    }
    template <unsigned N>
    static constexpr bool parameter_fits() {
        constexpr argument_group group = plan.groups[N];
        if constexpr (input<N>::accepted)
            return true;
        else if constexpr (group.what == role::object)
            static_assert(
                misuse::handler_pointer_parameter<Callback, group.first + 1, got<parameter<N>>>);
        else if constexpr (group.what == role::info)
            static_assert(
                misuse::handler_info_parameter<Callback, group.first + 1, got<parameter<N>>>);
        else
            static_assert(misuse::handler_parameter<Callback, group.first + 1,
                                                    wanted<suitable_type<N>>, got<parameter<N>>>);
        return false;
    }
};

} // namespace routpact
