#pragma once
// Families of rules: one statement about several callbacks, with one rule for each of them.

#include <array>
#include <routpact/detail/conformance/scenario_context.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The wait for events that must not come.
ROUTPACT_HIDDEN inline constexpr std::chrono::milliseconds quiet_period{20};

/// Whether slot `Member` has arguments of the role `What`.
template <auto Member>
constexpr bool takes(role what) {
    for (unsigned n = 0; n < slot_call<Member>::size; ++n)
        if (slot_call<Member>::group_at(n).what == what)
            return true;
    return false;
}

/// Returns the position of slot `Member` in its structure, from 1.
template <auto Member>
consteval unsigned position_of() {
    unsigned at = 0, found = 0;
    for_each(callbacks<slot_table>, [&]<class Row>(const Row&) {
        ++at;
        if (std::is_same_v<slot<Row::member>, slot<Member>>)
            found = at;
    });
    return found;
}

/// The id of a family's rule for the slot at `Position`: "RP-INDEX-09". Slots never move in the
/// structure, so ids are stable.
template <class Family, unsigned Position>
ROUTPACT_HIDDEN inline constexpr auto family_rule_id = [] {
    std::array<char, 24> id{};
    unsigned n = 0;
    for (const char* c = Family::id; *c; ++c)
        id[n++] = *c;
    id[n++] = '-';
    id[n++] = static_cast<char>('0' + Position / 10);
    id[n] = static_cast<char>('0' + Position % 10);
    return id;
}();

/// Returns the number of rules in a family.
template <class Family>
consteval unsigned family_size() {
    unsigned count = 0;
    for_each(callbacks<slot_table>, [&]<class Row>(const Row&) {
        count += Family::template applies<Row::member>() ? 1 : 0;
    });
    return count;
}

/// The rules of a family. `Family` is a struct with the texts `id` and `statement`, and with the
/// functions `level(row)`, `applies<Member>()` (whether there is a rule for the slot) and
/// `scenario<Member>(context)`.
template <class Family>
ROUTPACT_HIDDEN inline constexpr auto rules_of = [] {
    std::array<rule, family_size<Family>()> rules{};
    unsigned at = 0;
    for_each(callbacks<slot_table>, [&]<class Row>(const Row&) {
        if constexpr (Family::template applies<Row::member>()) {
            constexpr const callback& contract = slot<Row::member>::contract;
            rules[at++] = {family_rule_id<Family, position_of<Row::member>()>.data(),
                           contract.name,
                           Family::statement,
                           contract.page,
                           Family::level(contract),
                           &Family::template scenario<Row::member>};
        }
    });
    return rules;
}();

/// Concatenates lists of rules.
template <std::size_t... N>
consteval std::array<rule, (N + ...)> concatenate(const std::array<rule, N>&... lists) {
    std::array<rule, (N + ...)> all{};
    std::size_t at = 0;
    const auto append = [&](const auto& list) {
        for (const rule& each : list)
            all[at++] = each;
    };
    (append(lists), ...);
    return all;
}

/// Makes the verdict that a call returned a wrong code. `when` describes the call.
inline verdict wrong_code(const std::string& expected, DWORD answer, const std::string& when = {}) {
    return verdict::broken(expected, code_text(answer) + (when.empty() ? "" : " " + when));
}

/// Calls `attempt()` until it returns another code than ERROR_CAN_NOT_COMPLETE, with which a
/// protocol may refuse for a while, or until the timeout. Returns the last code.
template <class Attempt>
DWORD patiently(const scenario_context& s, Attempt attempt) {
    time_limit time{s.under_test.timeout};
    DWORD answer = attempt();
    while (answer == ERROR_CAN_NOT_COMPLETE && !time.is_over()) {
        std::this_thread::sleep_for(time_limit::step);
        answer = attempt();
    }
    return answer;
}

/// Calls InterfaceStatus for the interface present(), which is enabled: to enable it, or to disable
/// it if the protocol enables an interface only once. Returns the code.
inline DWORD change_present(scenario_context& s) {
    const DWORD answer = s.status(s.present(), RIS_INTERFACE_ENABLED);
    return answer == ERROR_CAN_NOT_COMPLETE ? s.status(s.present(), RIS_INTERFACE_DISABLED)
                                            : answer;
}

/// Formats the codes of a set.
inline std::string text_of(const code_set& codes) {
    std::string text;
    for (unsigned i = 0; i < codes.count; ++i)
        text += (i == 0 ? "" : i + 1 == codes.count ? " or " : ", ") + code_text(codes.values[i]);
    return text;
}

} // namespace routpact::inline ROUTPACT_ABI::detail
