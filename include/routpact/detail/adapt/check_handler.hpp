#pragma once
// Checks at compile time that a table, a handler and an observer suit a callback. Each mistake is a
// compile error with its own name and text, see misuse.hpp.

#include <routpact/detail/adapt/call_plan.hpp>
#include <routpact/detail/adapt/handler_traits.hpp>
#include <routpact/detail/adapt/misuse.hpp>
#include <routpact/detail/adapt/table_concepts.hpp>
#include <routpact/detail/arguments/info_block_bindings.hpp>
#include <routpact/detail/arguments/padding.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Names the parameters of a handler in an error.
template <class... Parameters>
misuse::actual<Parameters...> actual_parameters(type_list<Parameters...>);

/// Checks the table, the handler and the observer of one entry point. `Mapping` is its
/// call_mapping.
template <class Mapping, class Callback, auto& Table, auto Handler, auto Observer>
struct ROUTPACT_HIDDEN handler_check {
    /// Returns true. The first mistake is a compile error.
    static constexpr bool passes() {
        if constexpr (!Callback::known)
            static_assert(misuse::member_is_not_a_callback_slot<Callback>);
        else if constexpr ((contract.roles.contains(role::removed_index) ||
                            contract.roles.contains(role::description)) &&
                           !tableless)
            static_assert(misuse::callback_adds_or_removes_the_interface<Callback>);
        else if constexpr (contract.field && !plan.looks_up && !tableless)
            static_assert(misuse::callback_has_no_interface_index<Callback>);
        else if constexpr (!tableless && !is_index_at_position())
            static_assert(
                misuse::argument_is_not_an_interface_index<Callback, contract.index_position>);
        else if constexpr (!are_terms_consistent())
            static_assert(misuse::terms_have_wrong_codes<Callback>);
        else if constexpr (!std::is_convertible_v<decltype(Observer), observer>)
            static_assert(misuse::observer_has_wrong_signature<Callback, decltype(Observer)>);
        else if constexpr (tableless)
            return handler_fits<>();
        else if constexpr (!interface_lookup<decltype(Table)>)
            static_assert(misuse::table_has_no_find<Callback, decltype(Table)>);
        else if constexpr (!optional_interface<decltype(Table.find(ULONG{}))>)
            static_assert(misuse::table_find_returns_wrong_type<Callback, decltype(Table),
                                                                decltype(Table.find(ULONG{}))>);
        else
            return handler_fits<decltype(interface_in(
                declared<decltype(Table.find(ULONG{}))>()))>();
        return false;
    }

private:
    static constexpr bool tableless = std::is_same_v<decltype(Table), const no_table&> ||
                                      (admitting<decltype(Table)> && !Mapping::plan.looks_up);
    static constexpr const callback& contract = Callback::contract;
    static constexpr const call_plan& plan = Mapping::plan;
    using handler = typename Mapping::handler;
    using inputs = typename make_index_sequence<plan.inputs()>::type;

    template <unsigned N>
    using argument_type = typename type_at<N, typename Mapping::arguments>::type;

    /// Whether the argument at the contract's position is a ULONG, or in a slot perhaps a pointer
    /// to one.
    static constexpr bool is_index_at_position() {
        constexpr unsigned position = contract.index_position;
        if constexpr (position >= 1 && position <= Mapping::arguments::size)
            return std::is_same_v<argument_type<position - 1>, ULONG> ||
                   (contract.field && std::is_same_v<argument_type<position - 1>, PULONG>);
        else
            return false;
    }

    /// Whether the codes of the author's terms include those that the library returns.
    static constexpr bool are_terms_consistent() {
        return contract.field ||
               (contract.codes.contains(NO_ERROR) &&
                contract.codes.contains(ERROR_INVALID_PARAMETER) &&
                contract.codes.contains(contract.fallback) && contract.fallback != NO_ERROR);
    }

    /// Checks the handler. `Interface` is a reference to the interface, or no type.
    template <class... Interface>
    static constexpr bool handler_fits() {
        using actual = typename handler::parameters;
        if constexpr (!handler::known || is_null())
            static_assert(misuse::handler_is_not_one_function<Callback, decltype(Handler)>);
        else if constexpr (actual::size != plan.parameters() && sizeof...(Interface) == 0)
            static_assert(misuse::global_handler_has_wrong_parameter_count<
                          Callback, decltype(expected_parameters<>(inputs{})),
                          decltype(actual_parameters(actual{}))>);
        else if constexpr (actual::size != plan.parameters())
            static_assert(misuse::handler_has_wrong_parameter_count<
                          Callback, decltype(expected_parameters<Interface...>(inputs{})),
                          decltype(actual_parameters(actual{}))>);
        else if constexpr (!(interface_fits<Interface, actual> && ...))
            static_assert(misuse::handler_takes_wrong_interface<
                          Callback, misuse::expected<Interface...>,
                          misuse::actual<typename type_at<0, actual>::type>>);
        else if constexpr (!parameters_fit(inputs{}))
            return false;
        else
            return result_fits();
        return false;
    }

    static constexpr bool result_fits() {
        using result = typename handler::result;
        if constexpr (!plan.delivers && !handler_result<result>)
            static_assert(misuse::handler_returns_wrong_type<Callback, result>);
        else if constexpr (!std::is_void_v<result> && !std::is_nothrow_destructible_v<result>)
            static_assert(misuse::handler_result_destructor_can_throw<Callback, result>);
        else if constexpr (plan.delivers)
            return payload_fits<plan.count - 1>();
        else
            return true;
        return false;
    }

    /// Whether padding that cannot be cleared is the only reason to refuse a value.
    template <class Value>
    static constexpr bool only_padding_is_wrong() {
        if constexpr (std::is_void_v<Value>)
            return false;
        else if constexpr (requires(const Value& value) {
                               value.value;
                               value.version;
                           })
            return only_padding_is_wrong<decltype(Value::value)>();
        else if constexpr (requires(const Value& value) {
                               value.addresses;
                               value.flags;
                           })
            return only_padding_is_wrong<decltype(Value::addresses)>();
        else if constexpr (requires(const Value& value) {
                               value.header;
                               value.entries;
                           })
            return only_padding_is_wrong<decltype(Value::header)>() ||
                   only_padding_is_wrong<decltype(Value::entries)>();
        else if constexpr (requires(const Value& value) {
                               *value.data();
                               value.size();
                           })
            return only_padding_is_wrong<
                std::remove_cvref_t<decltype(*static_cast<const Value*>(nullptr)->data())>>();
        else
            return detail::plain<Value> && !detail::plain_result<Value>;
    }

    /// Checks each alternative of a result. Most of what a variant may hold besides entries, such
    /// as std::monostate and codes, is not meant to be delivered.
    template <class... Alternatives>
    static constexpr bool alternatives_fit(type_list<Alternatives...>) {
        return (alternative_fits<Alternatives>() && ...);
    }
    template <class Alternative>
    static constexpr bool alternative_fits() {
        if constexpr (detail::alternative<Alternative> && !std::is_empty_v<Alternative> &&
                      !std::is_same_v<Alternative, code>)
            return true;
        else if constexpr (only_padding_is_wrong<Alternative>())
            static_assert(misuse::handler_result_has_padding<Callback, Alternative>);
        else
            static_assert(misuse::handler_returns_undeliverable_alternative<Callback, Alternative>);
        return false;
    }

    template <unsigned Last>
    static constexpr bool payload_fits() {
        if constexpr (variant_type<typename Mapping::value> &&
                      !alternatives_fit(typename alternatives_of<typename Mapping::value>::type{}))
            return false;
        else if constexpr (Mapping::template output<Last>::accepted)
            return true;
        else if constexpr (only_padding_is_wrong<std::remove_cvref_t<typename Mapping::value>>())
            static_assert(misuse::handler_result_has_padding<Callback, typename handler::result>);
        else
            static_assert(
                misuse::handler_returns_undeliverable_type<Callback, typename handler::result>);
        return false;
    }

    template <class Found>
    static std::remove_reference_t<Found>& declared();

    static constexpr bool is_null() {
        // Compares types: with a sanitizer, g++ does not accept a comparison of pointers as
        // constant.
        using type = std::remove_cv_t<decltype(Handler)>;
        if constexpr (std::is_pointer_v<type> || std::is_member_pointer_v<type>)
            return std::is_same_v<handler_constant<Handler>, handler_constant<type{}>>;
        else
            return std::is_null_pointer_v<type>;
    }

    /// Names the parameters that the handler should have.
    template <class... Interface, unsigned... N>
    static misuse::expected<Interface..., typename Mapping::template suitable_type<N>...>
        expected_parameters(index_sequence<N...>);

    /// Whether the first parameter refers to the interface or a base class of it. A conversion that
    /// creates a temporary is refused.
    template <class Reference, class Actual, class First = typename type_at<0, Actual>::type>
    static constexpr bool interface_fits =
        std::is_lvalue_reference_v<First> &&
        std::is_convertible_v<std::add_pointer_t<Reference>, std::add_pointer_t<First>>;

    template <unsigned... N>
    static constexpr bool parameters_fit(index_sequence<N...>) {
        return (parameter_fits<N>() && ...);
    }
    template <unsigned N>
    static constexpr bool parameter_fits() {
        constexpr argument_group group = plan.groups[N];
        using parameter = typename Mapping::template parameter<N>;
        if constexpr (Mapping::template input<N>::accepted)
            return true;
        else if constexpr ((group.kind == role::entry || group.kind == role::entry_then_size) &&
                           variant_type<std::remove_cvref_t<parameter>>)
            static_assert(misuse::handler_takes_wrong_variant_for_entry<Callback, group.first + 1,
                                                                        misuse::actual<parameter>>);
        else if constexpr (group.kind == role::object)
            static_assert(misuse::handler_takes_wrong_type_for_pointer<Callback, group.first + 1,
                                                                       misuse::actual<parameter>>);
        else if constexpr (group.kind == role::info || group.kind == role::entry)
            static_assert(misuse::handler_takes_wrong_type_for_block<Callback, group.first + 1,
                                                                     misuse::actual<parameter>>);
        else
            static_assert(misuse::handler_takes_wrong_type<
                          Callback, group.first + 1,
                          misuse::expected<typename Mapping::template suitable_type<N>>,
                          misuse::actual<parameter>>);
        return false;
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
