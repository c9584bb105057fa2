#pragma once
// Rules about unknown interface indexes.

#include <routpact/detail/conformance/rule_family.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Whether slot `Member` takes the index of an existing interface.
template <auto Member>
constexpr bool needs_interface() {
    return slot<Member>::contract.index_position != 0 && !takes<Member>(role::description);
}

/// Tries indexes that were never added.
struct unknown_index {
    static constexpr const char* id = "RP-INDEX";
    static constexpr const char* statement = "refuses an index that was never added";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return needs_interface<Member>();
    }

    template <auto Member>
    static verdict judge_refusal(scenario_context& s, const char* when) {
        for (const ULONG index : {s.absent(), s.absent() + 0x10000, ULONG{0}, ULONG{0xffffffff}}) {
            const DWORD answer = s.call<Member>(s.arguments(index));
            if (answer != ERROR_INVALID_PARAMETER)
                return wrong_code(code_text(ERROR_INVALID_PARAMETER), answer,
                                  "for " + text_of(index) + ", " + when);
        }
        return verdict::kept();
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.started())
            return s.blocked();
        if (slot<Member>::contract.availability != availability::running) {
            const verdict v = judge_refusal<Member>(s, "before StartComplete");
            if (v.outcome != verdict::kind::kept)
                return v;
        }
        if (!s.completed())
            return s.blocked();
        verdict without = judge_refusal<Member>(s, "while there is no interface");
        if (without.outcome != verdict::kind::kept || s.add(s.present()) != NO_ERROR ||
            !s.enable(s.present()))
            return without;
        return judge_refusal<Member>(s, "while there is another interface");
    }
};

/// Tries the index of a deleted interface.
struct deleted_index {
    static constexpr const char* id = "RP-GONE";
    static constexpr const char* statement = "refuses the index of a deleted interface";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return needs_interface<Member>();
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.running() ||
            !s.has<&slot_table::pfnDeleteInterface>())
            return s.blocked();
        s.add(s.other());
        const DWORD removed = s.remove(s.present());
        if (removed != NO_ERROR)
            return verdict::not_applicable("DeleteInterface returns " + code_text(removed));
        const DWORD answer = s.call<Member>(s.arguments(s.present()));
        return answer == ERROR_INVALID_PARAMETER
                   ? verdict::kept()
                   : wrong_code(code_text(ERROR_INVALID_PARAMETER), answer);
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
