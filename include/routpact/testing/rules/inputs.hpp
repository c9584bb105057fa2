#pragma once
// Rules of what a protocol is given: info blocks, MIB entries, names, addresses.

#include <routpact/testing/known_info.hpp>

namespace routpact::testing {

/// Brings the protocol to where slot `Member` may be called.
template <auto Member>
bool callable(scenario_context& s) {
    if (!s.registered() || !s.has<Member>())
        return false;
    if constexpr (takes<Member>(role::description))
        return s.started();
    else if constexpr (slot<Member>::contract.legal == period::always)
        return s.startable(); // it is StartProtocol
    else
        return s.running();
}

/// Calls slot `Member`; of StartProtocol the scenario has to know.
template <auto Member>
DWORD call_any(scenario_context& s, call_arguments& a) {
    if constexpr (std::is_same_v<slot<Member>, slot<&table::pfnStartProtocol>>)
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

/// A null info block.
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
                return another_answer(code_text(ERROR_INVALID_PARAMETER), answer,
                                      "to null and " + text_of(size) + " bytes");
        }
        return verdict::kept();
    }
};

/// A null pointer that no page speaks of.
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
                   : another_answer(code_text(slot<Member>::contract.refusal()), answer);
    }
};

/// Reading behind a block.
struct input_bounds {
    static constexpr const char* id = "RP-READ";
    static constexpr const char* statement = "reads no more bytes than it was told there are";
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
                return verdict::broken("a block of " + text_of(size) + " bytes read no further",
                                       "access behind it");
            if (takes<Member>(role::optional_info) && answer == NO_ERROR)
                break; // started with this one
        }
        return verdict::kept();
    }
};

/// What was set, and what is told of it.
struct round_trip {
    static constexpr const char* id = "RP-ROUND";
    static constexpr const char* statement =
        "takes the info block that it gives, and gives it again";
    static constexpr severity level(const callback&) { return severity::advice; }
    template <auto Member>
    static constexpr bool applies() {
        return null_info::applies<Member>();
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        std::optional<info_bytes> block = known_info<Member>(s);
        if (!block)
            return verdict::not_applicable("no info block of its own is known");
        const DWORD answer = s.call<Member>(s.arguments(s.present(), block));
        if (answer != NO_ERROR)
            return another_answer("NO_ERROR", answer, "to its own info block");
        const auto again = [&] {
            if constexpr (slot<Member>::contract.index_position != 0)
                return learned_info<&table::pfnGetInterfaceInfo>(s);
            else
                return learned_info<&table::pfnGetGlobalInfo>(s);
        }();
        if (!again)
            return verdict::not_applicable("it does not tell its info");
        return again->bytes == block->bytes
                   ? verdict::kept()
                   : verdict::broken("the block that was set", "another one");
    }
};

/// Asking for what was set to be saved.
struct quiet_setting {
    static constexpr const char* id = "RP-SAVE";
    static constexpr const char* statement =
        "does not ask for the info to be saved that the router manager has just set";
    static constexpr severity level(const callback&) { return severity::contract; }
    template <auto Member>
    static constexpr bool applies() {
        return null_info::applies<Member>();
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        if (!callable<Member>(s))
            return s.blocked();
        std::optional<info_bytes> block = known_info<Member>(s);
        if (!block)
            return verdict::not_applicable("no info block of its own is known");
        s.drain();
        if (s.call<Member>(s.arguments(s.present(), block)) != NO_ERROR)
            return verdict::not_applicable("it refuses its own info block");
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
        constexpr bool of_interface = slot<Member>::contract.index_position != 0;
        const DWORD save = of_interface ? SAVE_INTERFACE_CONFIG_INFO : SAVE_GLOBAL_CONFIG_INFO;
        fetched_event e = s.fetch();
        for (int i = 0; i < 100 && e.answer == NO_ERROR; ++i, e = s.fetch())
            if (e.what == save)
                return verdict::broken("no such event: it is for changes by other means",
                                       text_of_event(save));
        return verdict::kept();
    }
};

/// Keeping what was given.
struct borrowed_memory {
    static constexpr const char* id = "RP-KEEP";
    static constexpr const char* statement = "keeps no pointer to what it was given for a call";
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
            return verdict::not_applicable("it refuses what was tried");
        memory.bar();
        live_on<Member>(s);
        return !memory.was_touched()
                   ? verdict::kept()
                   : verdict::broken("the arguments' memory let alone after the call",
                                     "access to it");
    }

private:
    static constexpr std::size_t room = 1024;

    template <auto Member>
    static call_arguments arguments_in(scenario_context& s, const watched_memory& memory) {
        call_arguments a = s.arguments(s.present());
        auto* const place = static_cast<unsigned char*>(memory.tail(room));
        std::optional<info_bytes> block;
        if (takes<Member>(role::info) || takes<Member>(role::optional_info)) {
            block = known_info<Member>(s);
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
    // What makes a protocol look at what it has.
    template <auto Member>
    static void live_on(scenario_context& s) {
        if (std::is_same_v<slot<Member>, slot<&table::pfnStartProtocol>>)
            s.add(s.present());
        if (slot<Member>::contract.legal == period::always || takes<Member>(role::description))
            if (s.completed())
                s.enable(s.present());
        if (s.has<&table::pfnGetGlobalInfo>())
            s.call<&table::pfnGetGlobalInfo>(s.arguments(s.present()));
        if (s.has<&table::pfnGetInterfaceInfo>())
            s.call<&table::pfnGetInterfaceInfo>(s.arguments(s.present()));
        if (s.has<&table::pfnUpdateRoutes>())
            s.call<&table::pfnUpdateRoutes>(s.arguments(s.present()));
        if (s.has<&table::pfnDisconnectClient>())
            s.call<&table::pfnDisconnectClient>(s.arguments(s.present()));
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        s.stop();
    }
};

} // namespace routpact::testing
