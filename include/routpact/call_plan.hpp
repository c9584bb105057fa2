#pragma once
// How the C arguments of a callback are used: by themselves or in groups.

#include <routpact/contract.hpp>
#include <type_traits>

namespace routpact {

/// Where a role's arguments stand.
struct argument_group {
    role what{};
    unsigned first = 0; ///< The first of them, from 0.
};

/// How the arguments of a callback are used: in groups, of which the interface index is none.
struct call_plan {
    argument_group groups[12] = {};
    unsigned count = 0;
    bool delivers = false;                   ///< The last group receives what the handler returns.
    bool changes_the_table = false;          ///< The index is of an interface that comes or goes.
    DWORD refusal = ERROR_INVALID_PARAMETER; ///< The answer to a group that cannot be used.

    /// How many groups become parameters of the handler.
    constexpr unsigned inputs() const noexcept { return delivers ? count - 1 : count; }
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
            plan.refusal = refusal(what);
        }
        plan.delivers = receives_result(what);
        if (what == role::added_index || what == role::ended_index)
            plan.changes_the_table = true;
        first += width(what);
    }
    return plan;
}

} // namespace routpact
