#pragma once
// Rules about inputs: info blocks, MIB entries, names, addresses.

#include <routpact/detail/conformance/known_info.hpp>
#include <routpact/detail/conformance/watched_memory.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Brings the protocol to a state in which slot `Member` may be called.
template <auto Member>
bool callable(scenario_context& s) {
    if (!s.registered() || !s.has<Member>())
        return false;
    if constexpr (takes<Member>(role::description))
        return s.started();
    else if constexpr (slot<Member>::contract.availability == availability::always)
        return s.startable(); // `Member` is pfnStartProtocol
    else
        return s.running();
}

/// Calls slot `Member`. Calls StartProtocol through the context, which tracks the start.
template <auto Member>
DWORD call_any(scenario_context& s, call_arguments& a) {
    if constexpr (std::is_same_v<slot<Member>, slot<&slot_table::pfnStartProtocol>>)
        return s.start(a);
    else
        return s.call<Member>(a);
}

/// Whether slot `Member` takes a block of bytes with its size.
template <auto Member>
constexpr bool takes_bytes() {
    return slot<Member>::contract.codes.count != 0 &&
           (takes<Member>(role::info) || takes<Member>(role::optional_info) ||
            takes<Member>(role::entry));
}

/// Tries a null info block.
struct null_info {
    static constexpr const char* id = "RP-NULLINFO";
    static constexpr const char* statement = "refuses a null info block";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return slot<Member>::contract.codes.count != 0 && takes<Member>(role::info);
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        for (const ULONG size : {ULONG{0}, ULONG{4}}) {
            call_arguments a = s.arguments(s.present());
            a.input = nullptr;
            a.input_size = size;
            const DWORD answer = s.call<Member>(a);
            if (answer != ERROR_INVALID_PARAMETER)
                return wrong_code(code_text(ERROR_INVALID_PARAMETER), answer,
                                  "for a null pointer with size " + text_of(size));
        }
        return verdict::kept();
    }
};

/// Tries a null pointer for which no page documents the result.
struct null_data {
    static constexpr const char* id = "RP-NULL";
    static constexpr const char* statement = "refuses a null pointer with a documented code";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return takes<Member>(role::entry) || takes<Member>(role::object);
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        call_arguments a = s.arguments(s.present());
        a.input = nullptr;
        a.client = nullptr;
        const DWORD answer = s.call<Member>(a);
        const code_set& codes = slot<Member>::contract.codes;
        return answer != NO_ERROR && codes.contains(answer)
                   ? verdict::kept()
                   : wrong_code(code_text(slot<Member>::contract.refusal()), answer);
    }
};

/// Detects reads after the end of a block.
struct input_bounds {
    static constexpr const char* id = "RP-READ";
    static constexpr const char* statement = "reads nothing after the end of its input";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return takes_bytes<Member>();
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        for (const ULONG size : {ULONG{1}, ULONG{2}, ULONG{4}, ULONG{8}, ULONG{12}}) {
            watched_memory memory;
            call_arguments a =
                s.arguments(s.present() + (takes<Member>(role::description) ? size : 0));
            a.input_size = size;
            a.input_count = 1;
            a.input = memory.tail(size);
            const DWORD answer = call_any<Member>(s, a);
            if (memory.was_touched())
                return verdict::broken("no access after the " + text_of(size) +
                                           " bytes of the block",
                                       "an access after its end");
            if (takes<Member>(role::optional_info) && answer == NO_ERROR)
                break; // the protocol is started now
        }
        return verdict::kept();
    }
};

/// Compares an info block that is set with the block that is returned afterwards.
struct round_trip {
    static constexpr const char* id = "RP-ROUND";
    static constexpr const char* statement =
        "accepts the info block that it returns, and returns it unchanged";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return null_info::applies<Member>();
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        std::optional<testing::info_bytes> block = known_info<Member>(s, s.present());
        if (!block)
            return verdict::not_applicable("no valid info block is known");
        for (int i = 0; i < 2; ++i) { // twice, since a block that counts seconds seldom differs
            const DWORD answer = s.call<Member>(s.arguments(s.present(), block));
            if (answer == ERROR_CAN_NOT_COMPLETE)
                return verdict::not_applicable("it cannot set the block");
            if (answer != NO_ERROR)
                return wrong_code("NO_ERROR", answer, "for its own info block");
            const auto again = current_info<Member>(s, s.present());
            if (!again)
                return verdict::not_applicable("it returns no info block");
            if (again->bytes == block->bytes)
                return verdict::kept();
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
            if (const auto later = current_info<Member>(s, s.present());
                !later || later->bytes != again->bytes)
                return verdict::not_applicable("its info block changes without a call");
        }
        return verdict::broken("the block that was set", "a different block");
    }
};

/// Detects accesses to the memory of the arguments after the call.
struct borrowed_memory {
    static constexpr const char* id = "RP-KEEP";
    static constexpr const char* statement = "keeps no pointer to its arguments after the call";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return takes_bytes<Member>() || takes<Member>(role::description) ||
               takes<Member>(role::status_change) || takes<Member>(role::object);
    }

    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        watched_memory memory;
        call_arguments a = arguments_in<Member>(s, memory);
        if (call_any<Member>(s, a) != NO_ERROR)
            return verdict::not_applicable("it refuses the arguments that were tried");
        memory.bar();
        use_protocol<Member>(s);
        return !memory.was_touched()
                   ? verdict::kept()
                   : verdict::broken("no access to the memory of the arguments after the call",
                                     "an access");
    }

private:
    static constexpr std::size_t size = 1024;

    template <auto Member>
    static call_arguments arguments_in(scenario_context& s, const watched_memory& memory) {
        call_arguments a = s.arguments(s.present());
        auto* const place = static_cast<unsigned char*>(memory.tail(size));
        std::optional<testing::info_bytes> block;
        if (takes<Member>(role::info) || takes<Member>(role::optional_info)) {
            block = known_info<Member>(s, s.present());
            if (block && block->bytes.size() > 256)
                block = std::nullopt;
            a = s.arguments(s.present(), block);
        }
        if (a.input) {
            std::memcpy(place, a.input, a.input_size);
            a.input = place;
        }
        a.support = static_cast<PSUPPORT_FUNCTIONS>(
            std::memcpy(place + 256, &s.functions(), sizeof *a.support));
        a.name = static_cast<const wchar_t*>(std::memcpy(place + 512, a.name, 9 * sizeof *a.name));
        a.status = RIS_INTERFACE_ADDRESS_CHANGE;
        a.status_info = std::memcpy(place + 768, s.binding(), SIZEOF_IP_BINDING(1));
        a.client = std::memcpy(place + 896, a.client, 64);
        return a;
    }
    // Calls the callbacks that may use pointers that the protocol kept.
    template <auto Member>
    static void use_protocol(scenario_context& s) {
        if (std::is_same_v<slot<Member>, slot<&slot_table::pfnStartProtocol>>)
            s.add(s.present());
        if (slot<Member>::contract.availability == availability::always ||
            takes<Member>(role::description))
            if (s.completed())
                s.enable(s.present());
        if (s.has<&slot_table::pfnGetGlobalInfo>())
            s.call<&slot_table::pfnGetGlobalInfo>(s.arguments(s.present()));
        if (s.has<&slot_table::pfnGetInterfaceInfo>())
            s.call<&slot_table::pfnGetInterfaceInfo>(s.arguments(s.present()));
        if (s.has<&slot_table::pfnUpdateRoutes>())
            s.call<&slot_table::pfnUpdateRoutes>(s.arguments(s.present()));
        if (s.has<&slot_table::pfnDisconnectClient>())
            s.call<&slot_table::pfnDisconnectClient>(s.arguments(s.present()));
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        s.stop();
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
