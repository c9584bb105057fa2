#pragma once
// Rules of the result codes, when calls are legal and when they are not.

#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// Codes that no page names for the callback.
struct documented_answers {
    static constexpr const char* id = "RP-CODE";
    static constexpr const char* statement = "answers with documented codes only";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        // that GetEventMessage has only one is a rule of its own
        return slot<Member>::contract.codes.count != 0 && !takes<Member>(role::event_buffer);
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        using this_slot = slot<Member>;
        if (!s.registered() || !s.has<Member>())
            return s.blocked();
        if constexpr (std::is_same_v<this_slot, slot<&table::pfnStartProtocol>>)
            return s.startable() ? starts(s) : s.blocked();
        else if constexpr (std::is_same_v<this_slot, slot<&table::pfnStartComplete>>)
            return s.with_interface() ? judged<Member>(s.start_complete()) : s.blocked();
        else if constexpr (std::is_same_v<this_slot, slot<&table::pfnStopProtocol>>)
            return stops(s);
        else
            return runs<Member>(s);
    }

private:
    template <auto Member>
    static verdict judged(DWORD answer, const std::string& when = {}) {
        const code_set& codes = slot<Member>::contract.codes;
        return codes.contains(answer) ? verdict::kept()
                                      : another_answer(text_of(codes), answer, when);
    }

    static verdict starts(scenario_context& s) {
        unsigned char garbage[3] = {0xff, 0xff, 0xff};
        call_arguments a = s.arguments(0);
        a.input = garbage;
        a.input_size = sizeof garbage;
        verdict v = judged<&table::pfnStartProtocol>(s.start(a), "to three bytes of garbage");
        if (v.what != verdict::kind::kept || !s.stop())
            return v;
        return judged<&table::pfnStartProtocol>(s.start());
    }
    static verdict stops(scenario_context& s) {
        if (!s.running())
            return s.blocked();
        const DWORD answer = s.stop_protocol();
        if (answer == NO_ERROR)
            s.has_stopped();
        return judged<&table::pfnStopProtocol>(answer);
    }

    // Whatever may legally come, good and bad.
    template <auto Member>
    static verdict runs(scenario_context& s) {
        if (!s.running())
            return s.blocked();
        unsigned char bytes[64] = {};
        for (const ULONG index : {s.absent(), s.present(), ULONG{70000}, s.other()})
            for (const ULONG size : {ULONG{0}, ULONG{1}, ULONG{4}, ULONG{8}, ULONG{64}})
                for (const ULONG capacity : {ULONG{0}, ULONG{3}, ULONG{4096}}) {
                    std::memcpy(bytes, &index, sizeof index);
                    call_arguments a = s.arguments(index);
                    a.input = bytes;
                    a.input_size = size;
                    a.output_size = capacity;
                    if (capacity == 0)
                        a.status = 5 + s.below(100);
                    const DWORD answer = s.call<Member>(a);
                    const verdict v = judged<Member>(answer);
                    if (v.what != verdict::kind::kept)
                        return v;
                    if (!takes<Member>(role::entry) && !takes<Member>(role::info) && size != 0 &&
                        capacity != 0)
                        break; // the same again
                }
        return takes<Member>(role::entry_buffer) ? walk<Member>(s) : verdict::kept();
    }

    // Entry after entry, each answer being the next question, to the end or not for ever.
    template <auto Member>
    static verdict walk(scenario_context& s) {
        for (const ULONG size : {ULONG{4}, ULONG{8}, ULONG{12}, ULONG{16}}) {
            std::vector<unsigned char> entry(4096);
            for (int steps = 0; steps < 16; ++steps) {
                call_arguments a = s.arguments(s.present());
                a.input = entry.data();
                a.input_size = size;
                const DWORD answer = s.call<Member>(a);
                const verdict v = judged<Member>(answer, "in a walk through the entries");
                if (v.what != verdict::kind::kept)
                    return v;
                if (answer != NO_ERROR)
                    break;
                std::memcpy(entry.data(), a.output, 64);
            }
        }
        return verdict::kept();
    }
};

/// Calls when the protocol does not run.
struct illegal_calls {
    static constexpr const char* id = "RP-STATE";
    static constexpr const char* statement = "refuses calls before the start and after the stop";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        const callback& row = slot<Member>::contract;
        return row.codes.count != 0 && row.legal != period::always;
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>())
            return s.blocked();
        verdict v = refused<Member>(s, "before StartProtocol");
        if (v.what != verdict::kind::kept || !s.running() || !s.stop())
            return v;
        return refused<Member>(s, "after the stop");
    }

private:
    template <auto Member>
    static verdict refused(scenario_context& s, const char* when) {
        const callback& row = slot<Member>::contract;
        const DWORD answer = s.call<Member>(s.arguments(s.present()));
        return answer != NO_ERROR && row.codes.contains(answer)
                   ? verdict::kept()
                   : another_answer(code_text(row.fallback), answer, when);
    }
};

} // namespace routpact::testing
