#pragma once
// Rules of the interface index: which one names an interface.

#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// A callback about an interface, but not the one that adds it.
template <auto Member>
constexpr bool needs_interface() {
    return slot<Member>::contract.index_position != 0 && !takes<Member>(role::description);
}

/// An index that no interface ever had.
struct unknown_index {
    static constexpr const char* id = "RP-INDEX";
    static constexpr const char* statement = "refuses an index that was never added";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return needs_interface<Member>();
    }

    template <auto Member>
    static verdict refused(scenario_context& s, const char* when) {
        for (const ULONG index : {s.absent(), s.absent() + 0x10000, ULONG{0}, ULONG{0xffffffff}}) {
            const DWORD answer = s.call<Member>(s.arguments(index));
            if (answer != ERROR_INVALID_PARAMETER)
                return another_answer(code_text(ERROR_INVALID_PARAMETER), answer,
                                      "for " + text_of(index) + ", " + when);
        }
        return verdict::kept();
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.started())
            return s.blocked();
        if (slot<Member>::contract.legal != period::running) {
            const verdict v = refused<Member>(s, "before StartComplete");
            if (v.what != verdict::kind::kept)
                return v;
        }
        if (!s.completed())
            return s.blocked();
        verdict without = refused<Member>(s, "while there is no interface");
        if (without.what != verdict::kind::kept || s.add(s.present()) != NO_ERROR ||
            !s.enable(s.present()))
            return without;
        return refused<Member>(s, "while there is another interface");
    }
};

/// The index of an interface that was deleted.
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
            !s.has<&table::pfnDeleteInterface>())
            return s.blocked();
        s.add(s.other());
        const DWORD removed = s.remove(s.present());
        if (removed != NO_ERROR)
            return verdict::not_applicable("DeleteInterface answers " + code_text(removed));
        const DWORD answer = s.call<Member>(s.arguments(s.present()));
        return answer == ERROR_INVALID_PARAMETER
                   ? verdict::kept()
                   : another_answer(code_text(ERROR_INVALID_PARAMETER), answer);
    }
};

} // namespace routpact::testing
