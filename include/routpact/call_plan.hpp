#pragma once
// How the C arguments of a callback are used: by themselves or in groups.

#include <routpact/arguments.hpp>
#include <routpact/contract.hpp>
#include <routpact/result.hpp>
#include <type_traits>

namespace routpact {

/// Where a role's arguments stand.
struct argument_group {
    role what{};        ///< The role.
    unsigned first = 0; ///< The first of them, from 0.
};

/// How the arguments of a callback are used: in groups, of which the interface index is none.
struct call_plan {
    argument_group groups[32] = {}; ///< In the order of the C arguments.
    unsigned count = 0;             ///< How many groups there are.
    bool looks_up = false;          ///< There is an interface index.
    bool delivers = false;          ///< The last group receives what the handler returns.

    /// How many groups become parameters of the handler.
    constexpr unsigned inputs() const noexcept { return delivers ? count - 1 : count; }
    /// How many parameters the handler has: the interface, if there is one, and the inputs.
    constexpr unsigned parameters() const noexcept { return inputs() + (looks_up ? 1 : 0); }
};

/// The plan for a callback with the C arguments `A`; its table of roles wins over their types.
template <class... A>
constexpr call_plan plan_of(const callback& contract) noexcept {
    constexpr bool opaque[] = {std::is_same_v<A, PVOID>..., false};
    call_plan plan;
    const bool by_type = contract.roles.count == 0;
    const unsigned count = by_type ? unsigned{sizeof...(A)} : contract.roles.count;
    for (unsigned n = 0, first = 0; n < count; ++n) {
        const role what = !by_type                           ? contract.roles.roles[n]
                          : n + 1 == contract.index_position ? role::interface_index
                          : opaque[n]                        ? role::object
                                                             : role::value;
        if (what != role::interface_index) {
            plan.groups[plan.count++] = {what, first};
        } else {
            plan.looks_up = true;
        }
        plan.delivers = receives_result(what);
        first += width(what);
    }
    return plan;
}

/// The types that take part in a call of `Callback`, whose C arguments are `A`, by a handler of the
/// shape `Handler`.
template <class Callback, class Handler, class... A>
struct call_types {
    using handler = Handler;       ///< The handler's shape.
    using arguments = types<A...>; ///< The C arguments.
    /// How the arguments are used.
    static constexpr call_plan plan = plan_of<A...>(Callback::contract);
    /// The positions within group N, to deduce a pack from.
    template <unsigned N>
    using width_of = typename make_positions<width(plan.groups[N].what)>::type;
    /// The C types of group N.
    template <unsigned N>
    using c_types = typename slice_at<plan.groups[N].first, width_of<N>, arguments>::type;
    /// The handler's parameter that group N becomes; an interface comes before them all.
    template <unsigned N>
    using parameter =
        typename type_at<N + (plan.looks_up ? 1 : 0), typename Handler::parameters>::type;
    /// What that parameter should be.
    template <unsigned N>
    using suitable_type = typename suitable<plan.groups[N].what, c_types<N>>::type;
    /// How it becomes that.
    template <unsigned N>
    using input = binding<plan.groups[N].what, parameter<N>, c_types<N>>;

    /// What the handler returns besides a code.
    using value = typename payload<typename Handler::result>::type;
    /// How that gets to group N.
    template <unsigned N>
    using output = delivery<plan.groups[N].what, value, c_types<N>>;

    /// How group N is judged: as an input or as an output.
    template <unsigned N>
    static constexpr auto conversion_of() {
        if constexpr (receives_result(plan.groups[N].what))
            return output<N>{};
        else
            return input<N>{};
    }
    template <unsigned N>
    using conversion = decltype(conversion_of<N>());
};

} // namespace routpact
