#pragma once
// Rules that say the same of several callbacks: one rule for each slot, made from the contract.

#include <array>
#include <routpact/testing/scenario.hpp>

namespace routpact::testing {

/// Whether slot `Member` has arguments of the role `What`.
template <auto Member>
constexpr bool takes(role what) {
    for (unsigned n = 0; n < slot_call<Member>::size; ++n)
        if (slot_call<Member>::group_at(n).what == what)
            return true;
    return false;
}

/// The position of slot `Member` in its structure, from 1.
template <auto Member>
consteval unsigned position_of() {
    unsigned at = 0, found = 0;
    for_each(callbacks<table>, [&]<class Row>(const Row&) {
        ++at;
        if (std::is_same_v<slot<Row::member>, slot<Member>>)
            found = at;
    });
    return found;
}

/// The id of a family's rule for the slot at a position: "RP-INDEX-09". No slot ever moves in the
/// structure, so ids are stable.
template <class Family, unsigned Position>
inline constexpr auto family_rule_id = [] {
    std::array<char, 24> id{};
    unsigned n = 0;
    for (const char* c = Family::id; *c; ++c)
        id[n++] = *c;
    id[n++] = '-';
    id[n++] = static_cast<char>('0' + Position / 10);
    id[n] = static_cast<char>('0' + Position % 10);
    return id;
}();

/// How many slots a family has rules for.
template <class Family>
consteval unsigned family_size() {
    unsigned count = 0;
    for_each(callbacks<table>, [&]<class Row>(const Row&) {
        count += Family::template applies<Row::member>() ? 1 : 0;
    });
    return count;
}

/// The rules of a family: a struct with the texts `id` and `statement`; `level(row)`;
/// `applies<Member>()`, whether it has a rule for that slot; and `scenario<Member>(context)`.
template <class Family>
inline constexpr auto rules_of = [] {
    std::array<rule, family_size<Family>()> made{};
    unsigned at = 0;
    for_each(callbacks<table>, [&]<class Row>(const Row&) {
        if constexpr (Family::template applies<Row::member>()) {
            constexpr const callback& contract = slot<Row::member>::contract;
            made[at++] = {family_rule_id<Family, position_of<Row::member>()>.data(),
                          contract.name,
                          Family::statement,
                          contract.page,
                          Family::level(contract),
                          &Family::template scenario<Row::member>};
        }
    });
    return made;
}();

/// Several lists of rules as one.
template <std::size_t... N>
consteval std::array<rule, (N + ...)> joined(const std::array<rule, N>&... lists) {
    std::array<rule, (N + ...)> all{};
    std::size_t at = 0;
    const auto append = [&](const auto& list) {
        for (const rule& each : list)
            all[at++] = each;
    };
    (append(lists), ...);
    return all;
}

/// That a call was answered with something else than `expected`.
inline verdict another_answer(const std::string& expected, DWORD answer,
                              const std::string& when = {}) {
    return verdict::broken(expected, code_text(answer) + (when.empty() ? "" : " " + when));
}

/// The codes of a set, as text.
inline std::string text_of(const code_set& codes) {
    std::string text;
    for (unsigned i = 0; i < codes.count; ++i)
        text += (i == 0 ? "" : i + 1 == codes.count ? " or " : ", ") + code_text(codes.values[i]);
    return text;
}

} // namespace routpact::testing
