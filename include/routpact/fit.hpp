#pragma once
// Whether a table, a handler and an observer suit a callback; each mistake is a compile error with
// words of its own.

#include <routpact/call_plan.hpp>
#include <routpact/handler.hpp>
#include <routpact/lookup.hpp>
#include <routpact/misuse.hpp>

namespace routpact {

/// The checks before a callback is made; `uses` are the types that take part.
template <class uses, class Callback, auto& Table, auto Handler, auto Observer>
struct fit {
    /// Whether everything fits; names the first mistake if not.
    static constexpr bool usable() {
        if constexpr (!Callback::known)
            static_assert(misuse::unknown_slot<Callback>);
        else if constexpr (contract.field && !plan.looks_up && contract.index_position &&
                           !tableless)
            static_assert(misuse::slot_changes_the_table<Callback>);
        else if constexpr (contract.field && !plan.looks_up && !tableless)
            static_assert(misuse::slot_without_index<Callback>);
        else if constexpr (!tableless && !index_stands_there())
            static_assert(misuse::index_position<Callback, contract.index_position>);
        else if constexpr (!terms_can_be_kept())
            static_assert(misuse::terms<Callback>);
        else if constexpr (!std::is_convertible_v<decltype(Observer), observer>)
            static_assert(misuse::observer_kind<Callback, decltype(Observer)>);
        else if constexpr (tableless)
            return handler_fits<>();
        else if constexpr (!interface_lookup<decltype(Table)>)
            static_assert(misuse::table_without_find<Callback, decltype(Table)>);
        else if constexpr (!optional_interface<decltype(Table.find(ULONG{}))>)
            static_assert(misuse::table_find_result<Callback, decltype(Table),
                                                    decltype(Table.find(ULONG{}))>);
        else
            return handler_fits<decltype(interface_in(
                declared<decltype(Table.find(ULONG{}))>()))>();
        return false;
    }

private:
    static constexpr bool tableless = std::is_same_v<decltype(Table), const no_table&> ||
                                      (gate<decltype(Table)> && !uses::plan.looks_up);
    static constexpr const callback& contract = Callback::contract;
    static constexpr const call_plan& plan = uses::plan;
    using handler = typename uses::handler;
    using inputs = typename make_positions<plan.inputs()>::type;

    static constexpr bool index_stands_there() {
        constexpr unsigned position = contract.index_position;
        if constexpr (position >= 1 && position <= uses::arguments::size)
            return std::is_same_v<typename type_at<position - 1, typename uses::arguments>::type,
                                  ULONG>;
        else
            return false;
    }

    static constexpr bool terms_can_be_kept() {
        return contract.field ||
               (contract.codes.contains(NO_ERROR) &&
                contract.codes.contains(ERROR_INVALID_PARAMETER) &&
                contract.codes.contains(contract.fallback) && contract.fallback != NO_ERROR);
    }

    // `Interface` is a reference to the interface, if there is one.
    template <class... Interface>
    static constexpr bool handler_fits() {
        using taken = typename handler::parameters;
        if constexpr (!handler::known || is_null())
            static_assert(misuse::handler_kind<Callback, decltype(Handler)>);
        else if constexpr (taken::size != plan.parameters())
            static_assert(
                misuse::handler_arity<Callback, decltype(all_wanted<Interface...>(inputs{})),
                                      got<taken>>);
        else if constexpr (!(interface_fits<Interface, taken> && ...))
            static_assert(misuse::handler_interface<Callback, wanted<Interface...>,
                                                    got<typename type_at<0, taken>::type>>);
        else if constexpr (!parameters_fit(inputs{}))
            return false;
        else
            return result_fits();
        return false;
    }

    static constexpr bool result_fits() {
        using result = typename handler::result;
        if constexpr (!plan.delivers && !handler_result<result>)
            static_assert(misuse::handler_result<Callback, result>);
        else if constexpr (!std::is_void_v<result> && !std::is_nothrow_destructible_v<result>)
            static_assert(misuse::handler_result_destructor<Callback, result>);
        else if constexpr (plan.delivers)
            return payload_fits<plan.count - 1>();
        else
            return true;
        return false;
    }

    template <unsigned Last>
    static constexpr bool payload_fits() {
        if constexpr (!uses::template output<Last>::accepted)
            static_assert(misuse::handler_payload<Callback, typename handler::result>);
        return uses::template output<Last>::accepted;
    }

    template <class Found>
    static std::remove_reference_t<Found>& declared();

    static constexpr bool is_null() {
        // By types: with its sanitizer, g++ finds no constant in a comparison.
        using type = std::remove_cv_t<decltype(Handler)>;
        if constexpr (std::is_pointer_v<type> || std::is_member_pointer_v<type>)
            return std::is_same_v<handler_constant<Handler>, handler_constant<type{}>>;
        else
            return std::is_null_pointer_v<type>;
    }

    // What the handler should take.
    template <class... Interface, unsigned... N>
    static wanted<Interface..., typename uses::template suitable_type<N>...>
        all_wanted(positions<N...>);

    // The first parameter is the interface itself or a base of it, no temporary made from it.
    template <class Reference, class Taken, class First = typename type_at<0, Taken>::type>
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
        if constexpr (uses::template input<N>::accepted)
            return true;
        else if constexpr (group.what == role::object)
            static_assert(
                misuse::handler_pointer_parameter<Callback, group.first + 1,
                                                  got<typename uses::template parameter<N>>>);
        else if constexpr (group.what == role::info || group.what == role::entry)
            static_assert(
                misuse::handler_info_parameter<Callback, group.first + 1,
                                               got<typename uses::template parameter<N>>>);
        else
            static_assert(
                misuse::handler_parameter<Callback, group.first + 1,
                                          wanted<typename uses::template suitable_type<N>>,
                                          got<typename uses::template parameter<N>>>);
        return false;
    }
};

} // namespace routpact
