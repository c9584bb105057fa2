#pragma once
// Rules of the interfaces' lives: AddInterface, DeleteInterface, InterfaceStatus.

#include <memory>
#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// What is tried of interfaces.
namespace interface_rules {

using std::chrono::milliseconds;

inline verdict answers(DWORD expected, DWORD answer, const char* when = "") {
    return answer == expected ? verdict::kept() : another_answer(code_text(expected), answer, when);
}

inline verdict adds(scenario_context& s) {
    if (!s.started() || !s.has<&table::pfnAddInterface>())
        return s.blocked();
    const DWORD answer = s.add(s.present());
    if (answer != NO_ERROR && !s.under_test.interface_info)
        return verdict::not_applicable("it refuses an interface without an info block");
    return answers(NO_ERROR, answer, "to a new index");
}

inline verdict adds_later(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    return answers(NO_ERROR, s.add(s.other()), "after StartComplete");
}

inline verdict refuses_duplicate(scenario_context& s) {
    if (!s.with_interface())
        return s.blocked();
    verdict early = answers(ERROR_INVALID_PARAMETER, s.add(s.present()), "to a known index");
    if (early.what != verdict::kind::kept || !s.completed() || !s.enable(s.present()))
        return early;
    return answers(ERROR_INVALID_PARAMETER, s.add(s.present()), "to a known index that is enabled");
}

inline verdict deletes(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnDeleteInterface>())
        return s.blocked();
    return answers(NO_ERROR, s.remove(s.present()), "for an enabled interface");
}

inline verdict adds_again(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnDeleteInterface>())
        return s.blocked();
    if (s.remove(s.present()) != NO_ERROR)
        return verdict::not_applicable("it cannot be deleted");
    return answers(NO_ERROR, s.add(s.present()), "to an index that was deleted");
}

inline verdict extreme_indexes(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    for (const ULONG index : {ULONG{0}, ULONG{0x80000000}, ULONG{0xffffffff}}) {
        const DWORD answer = s.add(index);
        if (answer != NO_ERROR)
            return another_answer("any number to be an index", answer, "for " + text_of(index));
    }
    return verdict::kept();
}

inline verdict adds_without_info(scenario_context& s) {
    if (!s.started() || !s.has<&table::pfnAddInterface>())
        return s.blocked();
    if ((s.pointers().fSupportedFunctionality & RF_ADD_ALL_INTERFACES) == 0)
        return verdict::not_applicable("it does not ask for interfaces without an info block");
    std::optional<info_bytes> none;
    return answers(NO_ERROR, s.call<&table::pfnAddInterface>(s.arguments(s.present(), none)),
                   "without an info block, though RF_ADD_ALL_INTERFACES is claimed");
}

inline verdict ignores_reserved(scenario_context& s) {
    if (!s.with_interface())
        return s.blocked();
    call_arguments a = s.arguments(s.other(), s.under_test.interface_info);
    a.media = 1 + s.below(0xfffe);
    a.access = static_cast<WORD>(1 + s.below(0xfffe));
    a.connection = static_cast<WORD>(1 + s.below(0xfffe));
    return answers(NO_ERROR, s.call<&table::pfnAddInterface>(a),
                   "with numbers in the reserved arguments");
}

inline verdict begins_disabled(scenario_context& s) {
    enum class watch { off, on, dialled };
    const auto state = std::make_shared<std::atomic<watch>>(watch::off);
    s.answers().on_call = [state](const char* called) {
        watch armed = watch::on;
        if (std::string{called} == "DemandDialRequest")
            state->compare_exchange_strong(armed, watch::dialled);
    };
    if (!s.with_interface())
        return s.blocked();
    *state = watch::on;
    if (!s.completed())
        return s.blocked();
    std::this_thread::sleep_for(milliseconds{20});
    const bool dialled = *state == watch::dialled;
    const fetched_event event = s.fetch();
    if (!dialled && (event.answer != NO_ERROR || event.what != UPDATE_COMPLETE))
        return verdict::kept();
    return verdict::broken("nothing on an interface that is not enabled",
                           dialled ? "a call of DemandDialRequest" : "UPDATE_COMPLETE");
}

inline verdict takes_status_without_info(scenario_context& s) {
    if (!s.with_interface() || !s.completed() || !s.has<&table::pfnInterfaceStatus>())
        return s.blocked();
    static constexpr DWORD types[] = {RIS_INTERFACE_ENABLED, RIS_INTERFACE_DISABLED,
                                      RIS_INTERFACE_MEDIA_PRESENT, RIS_INTERFACE_MEDIA_ABSENT,
                                      RIS_INTERFACE_ADDRESS_CHANGE};
    for (const DWORD type : types) {
        const DWORD answer = s.status(s.present(), type);
        const bool must = type == RIS_INTERFACE_ENABLED || type == RIS_INTERFACE_DISABLED;
        if (answer != NO_ERROR && (must || answer != ERROR_CAN_NOT_COMPLETE))
            return another_answer("a null StatusInfo to be taken", answer,
                                  "to " + text_of_status(type));
    }
    return verdict::kept();
}

inline verdict enables_again(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    const verdict off =
        answers(NO_ERROR, s.status(s.present(), RIS_INTERFACE_DISABLED), "to DISABLED");
    return off.what != verdict::kind::kept
               ? off
               : answers(NO_ERROR, s.status(s.present(), RIS_INTERFACE_ENABLED),
                         "to ENABLED again");
}

inline verdict names_no_index(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    const DWORD answer = s.status(s.present(), 5 + s.below(1000));
    return answer == NO_ERROR || answer == ERROR_CAN_NOT_COMPLETE
               ? verdict::kept()
               : another_answer(code_text(ERROR_CAN_NOT_COMPLETE), answer,
                                "to a status type without a name, for a known index");
}

inline verdict reads_whole_bindings(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    if ((s.pointers().fSupportedFunctionality & RF_ROUTINGV6) != 0)
        return verdict::not_applicable("its bindings are those of IPv6");
    for (const ULONG count : {ULONG{0}, ULONG{1}, ULONG{3}}) {
        std::vector<unsigned char> binding(SIZEOF_IP_BINDING(count));
        std::memcpy(binding.data(), &count, sizeof count); // AddressCount stands first
        watched_memory memory;
        PVOID const info = memory.tail_of(binding.data(), binding.size());
        const DWORD answer = s.status(s.present(), RIS_INTERFACE_ADDRESS_CHANGE, info);
        const std::string which = " of a binding with " + text_of(count) + " addresses";
        if (memory.was_touched())
            return verdict::broken("SIZEOF_IP_BINDING(AddressCount) bytes" + which,
                                   "access behind them");
        if (answer != NO_ERROR && answer != ERROR_CAN_NOT_COMPLETE)
            return another_answer("NO_ERROR, a known index being given", answer, which);
    }
    return verdict::kept();
}

inline verdict media_is_not_enabling(scenario_context& s) {
    if (!s.running() || !s.has<&table::pfnConnectClient>())
        return s.blocked();
    if (s.call<&table::pfnConnectClient>(s.arguments(s.present())) != NO_ERROR)
        return verdict::not_applicable("it takes no client of this form");
    s.call<&table::pfnDisconnectClient>(s.arguments(s.present()));
    s.status(s.present(), RIS_INTERFACE_MEDIA_ABSENT);
    s.status(s.present(), RIS_INTERFACE_MEDIA_PRESENT);
    return answers(NO_ERROR, s.call<&table::pfnConnectClient>(s.arguments(s.present())),
                   "to a client after MEDIA_PRESENT, the interface being enabled");
}

inline constexpr const char* added = slot<&table::pfnAddInterface>::contract.name;
inline constexpr const char* deleted = slot<&table::pfnDeleteInterface>::contract.name;
inline constexpr const char* changed = slot<&table::pfnInterfaceStatus>::contract.name;

inline constexpr auto rules = std::to_array<rule>({
    {"RP-ITF-01", added, "adds a new interface", "padd_interface", severity::contract, adds},
    {"RP-ITF-02", added, "adds an interface after StartComplete", "padd_interface",
     severity::contract, adds_later},
    {"RP-ITF-03", added, "refuses an index that is present", "padd_interface", severity::contract,
     refuses_duplicate},
    {"RP-ITF-04", added, "adds an index that was deleted", "padd_interface", severity::contract,
     adds_again},
    {"RP-ITF-05", added, "takes any number as an index", "padd_interface", severity::advice,
     extreme_indexes},
    {"RP-ITF-06", added, "needs no info block if it asks for all interfaces", "padd_interface",
     severity::advice, adds_without_info},
    {"RP-ITF-07", added, "does not interpret the reserved arguments", "padd_interface",
     severity::contract, ignores_reserved},
    {"RP-ITF-08", added, "does nothing on an interface before it is enabled", "padd_interface",
     severity::contract, begins_disabled},
    {"RP-ITF-09", deleted, "deletes an interface, enabled or not", "pdelete_interface",
     severity::contract, deletes},
    {"RP-ITF-10", changed, "takes a null StatusInfo", "pinterface_status", severity::contract,
     takes_status_without_info},
    {"RP-ITF-11", changed, "enables an interface again", "pinterface_status", severity::contract,
     enables_again},
    {"RP-ITF-12", changed, "blames the index for nothing else", "pinterface_status",
     severity::advice, names_no_index},
    {"RP-ITF-13", changed, "reads bindings of any length", "ip_adapter_binding_info",
     severity::contract, reads_whole_bindings},
    {"RP-ITF-14", changed, "does not take media for enabling", "pinterface_status",
     severity::advice, media_is_not_enabling},
});

} // namespace interface_rules

} // namespace routpact::testing
