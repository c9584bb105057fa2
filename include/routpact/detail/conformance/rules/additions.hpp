#pragma once
// Rules about the arguments of AddInterface, and about indexes that are added again.

#include <routpact/detail/conformance/rules/info_blocks.hpp>
#include <routpact/detail/conformance/rules/updates.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about AddInterface that need more than its result code.
namespace addition_rules {

using std::chrono::milliseconds;

/// Returns an index at `position`, from 0, that no other scenario uses.
inline ULONG another(const scenario_context& s, ULONG position) {
    return s.present() + 5000 + position;
}

inline verdict reads_whole_name(scenario_context& s) {
    if (!s.started() || !s.has<&slot_table::pfnAddInterface>())
        return s.blocked();
    for (const ULONG length : {ULONG{0}, ULONG{1}, ULONG{38}, ULONG{256}}) {
        std::wstring name(length, L'x');
        watched_memory memory;
        call_arguments a = s.arguments(another(s, length), s.under_test.interface_info);
        a.name = static_cast<const wchar_t*>(
            memory.tail_of(name.c_str(), (length + 1) * sizeof(wchar_t)));
        s.call<&slot_table::pfnAddInterface>(a);
        if (memory.was_touched())
            return verdict::broken("no access after the null character of a name of " +
                                       std::to_string(length) + " characters",
                                   "an access after its end");
    }
    return verdict::kept();
}

inline verdict leaves_nothing(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    if (s.status(s.absent(), RIS_INTERFACE_DISABLED) == NO_ERROR ||
        (s.has<&slot_table::pfnDeleteInterface>() && s.remove(s.absent()) == NO_ERROR))
        return verdict::not_applicable("it accepts indexes that were never added");
    const auto usual = known_info<&slot_table::pfnSetInterfaceInfo>(s, s.present());
    unsigned refused = 0;
    for (const std::size_t size : {std::size_t{1}, std::size_t{3}, std::size_t{1000},
                                   usual ? usual->bytes.size() + 1 : std::size_t{5}}) {
        const ULONG index = another(s, ++refused);
        std::optional<testing::info_bytes> block{
            testing::info_bytes{std::vector<unsigned char>(size, 0xFF)}};
        const DWORD added = s.call<&slot_table::pfnAddInterface>(s.arguments(index, block));
        if (added == NO_ERROR)
            return verdict::not_applicable("it accepts any info block");
        const std::string which = "for an index that AddInterface refused with " +
                                  code_text(added) + ", with a block of " + std::to_string(size) +
                                  " bytes";
        if (s.status(index, RIS_INTERFACE_DISABLED) == NO_ERROR)
            return wrong_code("InterfaceStatus to refuse the index", NO_ERROR, which);
        if (s.has<&slot_table::pfnDeleteInterface>() && s.remove(index) == NO_ERROR)
            return wrong_code("DeleteInterface to refuse the index", NO_ERROR, which);
    }
    return verdict::kept();
}

/// Describes how a protocol answers calls about an interface.
struct answers {
    std::string info{}, disconnection{}, connection{}, update{};
};

/// Asks about an interface that was added just now, and is disabled.
inline answers ask_about(scenario_context& s, ULONG index) {
    answers all;
    if (s.has<&slot_table::pfnGetInterfaceInfo>()) {
        call_arguments a = s.arguments(index);
        const DWORD answer = s.call<&slot_table::pfnGetInterfaceInfo>(a);
        all.info = code_text(answer);
        if (answer == NO_ERROR && a.output_size <= 4096)
            for (ULONG at = 0; at < a.output_size; ++at)
                all.info +=
                    (at ? " " : ", ") + text_of(static_cast<const unsigned char*>(a.output)[at]);
    }
    if (s.has<&slot_table::pfnDisconnectClient>())
        all.disconnection = code_text(s.call<&slot_table::pfnDisconnectClient>(s.arguments(index)));
    if (s.has<&slot_table::pfnConnectClient>()) {
        const DWORD answer = s.call<&slot_table::pfnConnectClient>(s.arguments(index));
        all.connection = code_text(answer);
        if (answer == NO_ERROR && s.has<&slot_table::pfnDisconnectClient>())
            s.call<&slot_table::pfnDisconnectClient>(s.arguments(index));
    }
    if (s.has<&slot_table::pfnUpdateRoutes>() && s.under_test.update_time <= milliseconds{50}) {
        const DWORD answer = s.call<&slot_table::pfnUpdateRoutes>(s.arguments(index));
        all.update = code_text(answer);
        if (answer == NO_ERROR)
            update_rules::completions(s, index, event_rules::short_wait(s), 1);
    }
    return all;
}

/// Deletes the interface present(), and adds it again. A protocol may need some time in between.
inline bool add_again(scenario_context& s) {
    if (s.remove(s.present()) != NO_ERROR) {
        s.status(s.present(), RIS_INTERFACE_DISABLED);
        if (s.remove(s.present()) != NO_ERROR)
            return false;
    }
    for (int i = 0; i < 10; ++i) {
        if (s.add(s.present()) == NO_ERROR)
            return true;
        std::this_thread::sleep_for(milliseconds{20});
    }
    return false;
}

/// Changes all that can be changed of the interface present().
inline void change_much(scenario_context& s) {
    s.enable(s.present());
    if (s.has<&slot_table::pfnSetInterfaceInfo>()) {
        info_setting<&slot_table::pfnSetInterfaceInfo> info{s};
        if (info.ready())
            info.replace_original();
    }
    if (s.has<&slot_table::pfnConnectClient>())
        s.call<&slot_table::pfnConnectClient>(s.arguments(s.present()));
}

// Compares three new interfaces, one of them with an index that had another interface before. The
// others show what the answers depend on.
inline verdict begins_anew(scenario_context& s) {
    if (!s.with_interface() || !s.completed() || !s.has<&slot_table::pfnDeleteInterface>())
        return s.blocked();
    const answers first = ask_about(s, s.present());
    constexpr const char* cannot = "an interface cannot be added again";
    if (!add_again(s))
        return verdict::not_applicable(cannot);
    const answers second = ask_about(s, s.present());
    change_much(s);
    if (!add_again(s))
        return verdict::not_applicable(cannot);
    const answers after = ask_about(s, s.present());
    s.remove(s.present());
    if (s.add(s.other()) != NO_ERROR)
        return verdict::not_applicable("a second interface cannot be added");
    const answers other = ask_about(s, s.other());
    struct {
        const char* what;
        std::string answers::* member;
    } constexpr compared[] = {{"GetInterfaceInfo", &answers::info},
                              {"DisconnectClient", &answers::disconnection},
                              {"ConnectClient", &answers::connection},
                              {"UpdateRoutes", &answers::update}};
    for (const auto& [what, member] : compared)
        if (first.*member == second.*member && second.*member == other.*member &&
            after.*member != other.*member)
            return verdict::broken(std::string{"from "} + what +
                                       ", as for other new interfaces: " + other.*member,
                                   after.*member);
    return verdict::kept();
}

ROUTPACT_HIDDEN inline constexpr const char* adding =
    slot<&slot_table::pfnAddInterface>::contract.name;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-ADD-01", adding, "reads nothing after the end of the interface's name", "padd_interface",
     severity::contract, reads_whole_name},
    {"RP-ADD-02", adding, "adds no interface that it refuses", "padd_interface", severity::contract,
     leaves_nothing},
    {"RP-ADD-03", adding, "begins anew if an index is added again after its interface was deleted",
     "padd_interface", severity::advice, begins_anew},
});

} // namespace addition_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
