#pragma once
// How the C arguments of a callback map to the parameters and the result of a handler.
//
// The arguments form groups: the four arguments of an info block are one group and become one
// parameter. The interface index belongs to no group; it selects the interface.

#include <routpact/contract.hpp>
#include <routpact/detail/adapt/c_arguments.hpp>
#include <routpact/detail/arguments/binding.hpp>
#include <routpact/detail/result/outcome.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI::detail {

/// A run of C arguments with one role.
struct argument_group {
    role kind{};        ///< The role.
    unsigned first = 0; ///< Position of the first argument, from 0.
};

/// The groups that the C arguments of a callback form.
struct ROUTPACT_HIDDEN call_plan {
    argument_group groups[32] = {}; ///< The first `count` of them, in the order of the arguments.
    unsigned count = 0;             ///< The number of groups.
    bool looks_up = false;          ///< Whether an argument is the interface index.
    bool delivers = false;          ///< Whether the last group receives the handler's result.

    /// The number of groups that become parameters of the handler.
    constexpr unsigned inputs() const noexcept {
        return delivers && !is_input_too(groups[count - 1].kind) ? count - 1 : count;
    }
    /// The number of parameters of the handler: the interface, if there is one, and the inputs.
    constexpr unsigned parameters() const noexcept { return inputs() + (looks_up ? 1 : 0); }
};

/// Returns the plan for a callback with the C arguments `A`. The roles come from the contract. A
/// contract without roles makes each argument a group of its own.
template <class... A>
ROUTPACT_HIDDEN constexpr call_plan plan_of(const callback& contract) noexcept {
    constexpr bool opaque[] = {std::is_same_v<A, PVOID>..., false};
    call_plan plan;
    const bool by_type = contract.roles.count == 0;
    const unsigned count = by_type ? unsigned{sizeof...(A)} : contract.roles.count;
    for (unsigned n = 0, first = 0; n < count; ++n) {
        const role kind = !by_type                           ? contract.roles.roles[n]
                          : n + 1 == contract.index_position ? role::interface_index
                          : opaque[n]                        ? role::object
                                                             : role::value;
        plan.looks_up = plan.looks_up || selects_interface(kind);
        if (kind != role::interface_index)
            plan.groups[plan.count++] = {kind, first};
        plan.delivers = receives_result(kind);
        first += width(kind);
    }
    return plan;
}

/// The types that a call of `Callback` converts between its C arguments `A` and a handler with the
/// traits `Handler`.
template <class Callback, class Handler, class... A>
struct ROUTPACT_HIDDEN call_mapping {
    using handler = Handler;           ///< The handler's traits.
    using arguments = type_list<A...>; ///< The C arguments.
    /// The groups of the C arguments.
    static constexpr call_plan plan = plan_of<A...>(Callback::contract);
    /// The positions of the arguments of group N.
    template <unsigned N>
    using positions_of =
        typename make_index_range<plan.groups[N].first, width(plan.groups[N].kind)>::type;
    /// The C types of group N.
    template <unsigned N>
    using c_types = typename types_at<positions_of<N>, arguments>::type;
    /// The type of the handler's parameter for group N. An interface precedes these parameters.
    template <unsigned N>
    using parameter =
        typename type_at<N + (plan.looks_up ? 1 : 0), typename Handler::parameters>::type;
    /// The type that an error message suggests for that parameter.
    template <unsigned N>
    using suitable_type = typename suitable<plan.groups[N].kind, c_types<N>>::type;
    /// How group N becomes that parameter.
    template <unsigned N>
    using input = binding<plan.groups[N].kind, parameter<N>, c_types<N>>;

    /// The value that the handler returns besides a code.
    using value = typename payload<typename Handler::result>::type;
    /// How that value reaches group N.
    template <unsigned N>
    using output = delivery<plan.groups[N].kind, value, c_types<N>>;

    /// Group N as a parameter, and as what receives the result.
    template <unsigned N>
    using input_group = converted_group<input<N>, positions_of<N>, c_types<N>>;
    template <unsigned N>
    using output_group = converted_group<output<N>, positions_of<N>, c_types<N>>;

    /// Group N as it is checked before the call.
    template <unsigned N>
    static constexpr auto checked_group() {
        if constexpr (receives_result(plan.groups[N].kind))
            return output_group<N>{};
        else
            return input_group<N>{};
    }
    template <unsigned... N>
    static type_list<decltype(checked_group<N>())...> checked_groups(index_sequence<N...>);
};

} // namespace routpact::inline ROUTPACT_ABI::detail
