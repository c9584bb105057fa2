#pragma once
// Rules about result codes, while calls are allowed and while they are not.

#include <routpact/detail/conformance/rule_family.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Detects result codes that the callback's page does not document.
struct documented_answers {
    static constexpr const char* id = "RP-CODE";
    static constexpr const char* statement = "returns documented codes only";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        // GetEventMessage has a rule of its own, RP-EVENT-01.
        return slot<Member>::contract.codes.count != 0 && !takes<Member>(role::event_buffer);
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        using this_slot = slot<Member>;
        if (!s.registered() || !s.has<Member>())
            return s.blocked();
        if constexpr (std::is_same_v<this_slot, slot<&slot_table::pfnStartProtocol>>)
            return s.startable() ? try_start(s) : s.blocked();
        else if constexpr (std::is_same_v<this_slot, slot<&slot_table::pfnStartComplete>>)
            return s.with_interface() ? judge<Member>(s.start_complete()) : s.blocked();
        else if constexpr (std::is_same_v<this_slot, slot<&slot_table::pfnStopProtocol>>)
            return try_stop(s);
        else
            return try_inputs<Member>(s);
    }

private:
    template <auto Member>
    static verdict judge(DWORD answer, const std::string& when = {}) {
        const code_set& codes = slot<Member>::contract.codes;
        return codes.contains(answer) ? verdict::kept() : wrong_code(text_of(codes), answer, when);
    }

    static verdict try_start(scenario_context& s) {
        unsigned char garbage[3] = {0xff, 0xff, 0xff};
        call_arguments a = s.arguments(0);
        a.input = garbage;
        a.input_size = sizeof garbage;
        verdict v = judge<&slot_table::pfnStartProtocol>(
            s.start(a), "for an info block of three meaningless bytes");
        if (v.outcome != verdict::kind::kept || !s.stop())
            return v;
        return judge<&slot_table::pfnStartProtocol>(s.start());
    }
    static verdict try_stop(scenario_context& s) {
        if (!s.running())
            return s.blocked();
        return judge<&slot_table::pfnStopProtocol>(s.stop_protocol());
    }

    // Calls with valid and invalid arguments.
    template <auto Member>
    static verdict try_inputs(scenario_context& s) {
        if (!s.running())
            return s.blocked();
        if (takes<Member>(role::entry) && s.under_test.mib_question) {
            std::vector<unsigned char> question = s.mib_question(s.present());
            call_arguments a = s.arguments(s.present());
            a.input = question.data();
            a.input_size = static_cast<ULONG>(question.size());
            const verdict v = judge<Member>(s.call<Member>(a), "for the given MIB question");
            if (v.outcome != verdict::kind::kept)
                return v;
        }
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
                    const verdict v = judge<Member>(answer);
                    if (v.outcome != verdict::kind::kept)
                        return v;
                    if (!takes<Member>(role::entry) && !takes<Member>(role::info) && size != 0 &&
                        capacity != 0)
                        break; // other sizes make no difference
                }
        if (takes<Member>(role::entry_buffer))
            return walk<Member>(s);
        return takes<Member>(role::object) ? try_clients<Member>(s) : verdict::kept();
    }

    // Names 300 clients, each once: more than a small table holds.
    template <auto Member>
    static verdict try_clients(scenario_context& s) {
        for (ULONG number = 1; number <= 300; ++number) {
            IP_LOCAL_BINDING client{0x0000000a + (number << 16), 0xffffffff}; // 10.0.x.x
            call_arguments a = s.arguments(s.present());
            a.client = &client;
            const verdict v =
                judge<Member>(s.call<Member>(a), "for client number " + std::to_string(number));
            if (v.outcome != verdict::kind::kept)
                return v;
        }
        return verdict::kept();
    }

    // Walks through the entries, at most 16: each output is the input of the next call.
    template <auto Member>
    static verdict walk(scenario_context& s) {
        for (const ULONG size : {ULONG{4}, ULONG{8}, ULONG{12}, ULONG{16}}) {
            std::vector<unsigned char> entry(4096);
            for (int steps = 0; steps < 16; ++steps) {
                call_arguments a = s.arguments(s.present());
                a.input = entry.data();
                a.input_size = size;
                const DWORD answer = s.call<Member>(a);
                const verdict v = judge<Member>(answer, "in a walk through the entries");
                if (v.outcome != verdict::kind::kept)
                    return v;
                if (answer != NO_ERROR)
                    break;
                std::memcpy(entry.data(), a.output, 64);
            }
        }
        return verdict::kept();
    }
};

/// Detects ERROR_INVALID_PARAMETER for an interface that is present, where the page has that code
/// for unknown indexes only.
struct present_index {
    static constexpr const char* id = "RP-KNOWN";
    static constexpr const char* statement =
        "returns ERROR_INVALID_PARAMETER for unknown indexes only";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        using this_slot = slot<Member>;
        return std::is_same_v<this_slot, slot<&slot_table::pfnDeleteInterface>> ||
               std::is_same_v<this_slot, slot<&slot_table::pfnInterfaceStatus>> ||
               std::is_same_v<this_slot, slot<&slot_table::pfnGetInterfaceInfo>> ||
               std::is_same_v<this_slot, slot<&slot_table::pfnUpdateRoutes>>;
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>() || !s.running())
            return s.blocked();
        s.status(s.present(), RIS_INTERFACE_DISABLED); // other rules try enabled ones
        call_arguments a = s.arguments(s.present());
        a.status = RIS_INTERFACE_MEDIA_ABSENT;
        return s.call<Member>(a) == ERROR_INVALID_PARAMETER
                   ? wrong_code("NO_ERROR or " + code_text(ERROR_CAN_NOT_COMPLETE),
                                ERROR_INVALID_PARAMETER, "for a disabled interface")
                   : verdict::kept();
    }
};

/// Detects successful calls while the protocol is not running.
struct illegal_calls {
    static constexpr const char* id = "RP-STATE";
    static constexpr const char* statement = "refuses calls before the start and after the stop";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        const callback& row = slot<Member>::contract;
        return row.codes.count != 0 && row.availability != availability::always;
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!s.registered() || !s.has<Member>())
            return s.blocked();
        verdict v = judge_refusal<Member>(s, "before StartProtocol");
        if (v.outcome != verdict::kind::kept || !s.running() || !s.stop())
            return v;
        return judge_refusal<Member>(s, "after the stop");
    }

private:
    template <auto Member>
    static verdict judge_refusal(scenario_context& s, const char* when) {
        const callback& row = slot<Member>::contract;
        const DWORD answer = s.call<Member>(s.arguments(s.present()));
        return answer != NO_ERROR && row.codes.contains(answer)
                   ? verdict::kept()
                   : wrong_code(code_text(row.fallback), answer, when);
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
