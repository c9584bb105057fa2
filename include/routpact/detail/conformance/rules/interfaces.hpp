#pragma once
// Rules about AddInterface, DeleteInterface and InterfaceStatus.

#include <memory>
#include <routpact/detail/conformance/rule_family.hpp>
#include <routpact/detail/conformance/watched_memory.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about interfaces.
namespace interface_rules {

using std::chrono::milliseconds;

inline verdict expect_code(DWORD expected, DWORD answer, const char* when = "") {
    return answer == expected ? verdict::kept() : wrong_code(code_text(expected), answer, when);
}

inline verdict adds(scenario_context& s) {
    if (!s.started() || !s.has<&slot_table::pfnAddInterface>())
        return s.blocked();
    const DWORD answer = s.add(s.present());
    if (answer != NO_ERROR && !s.under_test.interface_info)
        return verdict::not_applicable("it refuses an interface without an info block");
    return expect_code(NO_ERROR, answer, "for a new index");
}

/// Deletes the interface present(), which is enabled. Returns the code of DeleteInterface.
inline DWORD remove_enabled(scenario_context& s) {
    const DWORD answer = s.remove(s.present());
    if (answer != ERROR_CAN_NOT_COMPLETE)
        return answer;
    s.status(s.present(), RIS_INTERFACE_DISABLED);
    return patiently(s, [&s] { return s.remove(s.present()); });
}

inline verdict adds_later(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    DWORD answer = s.add(s.other());
    if (answer == ERROR_CAN_NOT_COMPLETE && s.has<&slot_table::pfnDeleteInterface>() &&
        remove_enabled(s) == NO_ERROR) // a protocol may limit the number of interfaces
        answer = patiently(s, [&s] { return s.add(s.other()); });
    if (answer == ERROR_CAN_NOT_COMPLETE)
        return verdict::not_applicable("it adds no interface after StartComplete");
    return expect_code(NO_ERROR, answer, "after StartComplete");
}

inline verdict refuses_duplicate(scenario_context& s) {
    if (!s.with_interface())
        return s.blocked();
    verdict early =
        expect_code(ERROR_INVALID_PARAMETER, s.add(s.present()), "for an existing index");
    if (early.outcome != verdict::kind::kept || !s.completed() || !s.enable(s.present()))
        return early;
    return expect_code(ERROR_INVALID_PARAMETER, s.add(s.present()),
                       "for the index of an enabled interface");
}

inline verdict deletes(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnDeleteInterface>())
        return s.blocked();
    const DWORD answer = s.remove(s.present());
    return answer == ERROR_CAN_NOT_COMPLETE
               ? verdict::not_applicable("it cannot delete an interface that is enabled")
               : expect_code(NO_ERROR, answer, "for an enabled interface");
}

inline verdict adds_again(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnDeleteInterface>())
        return s.blocked();
    if (remove_enabled(s) != NO_ERROR)
        return verdict::not_applicable("the interface cannot be deleted");
    const DWORD answer = patiently(s, [&s] { return s.add(s.present()); });
    if (answer == ERROR_CAN_NOT_COMPLETE && s.add(s.other()) == ERROR_CAN_NOT_COMPLETE)
        return verdict::not_applicable("it adds no interface after StartComplete");
    return expect_code(NO_ERROR, answer, "for an index that was deleted");
}

inline verdict extreme_indexes(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    // A protocol may have limits, but must treat an index everywhere as AddInterface answered.
    for (const ULONG index : {ULONG{0}, ULONG{0x80000000}, ULONG{0xffffffff}}) {
        const DWORD added = s.add(index);
        const DWORD enabled = s.status(index, RIS_INTERFACE_ENABLED);
        const DWORD removed = s.pointers().pfnDeleteInterface ? s.remove(index) : NO_ERROR;
        const std::string which =
            "for " + text_of(index) + ", which AddInterface " + (added ? "refused" : "accepted");
        if (added == NO_ERROR && enabled == ERROR_INVALID_PARAMETER)
            return wrong_code("InterfaceStatus to find the interface", enabled, which);
        if (added == NO_ERROR && removed == ERROR_INVALID_PARAMETER)
            return wrong_code("DeleteInterface to find the interface", removed, which);
        if (added != NO_ERROR && enabled == NO_ERROR)
            return wrong_code("InterfaceStatus to refuse the index", enabled, which);
    }
    return verdict::kept();
}

inline verdict adds_without_info(scenario_context& s) {
    if (!s.started() || !s.has<&slot_table::pfnAddInterface>())
        return s.blocked();
    if ((s.pointers().fSupportedFunctionality & RF_ADD_ALL_INTERFACES) == 0)
        return verdict::not_applicable("it does not claim RF_ADD_ALL_INTERFACES");
    std::optional<testing::info_bytes> none;
    return expect_code(NO_ERROR,
                       s.call<&slot_table::pfnAddInterface>(s.arguments(s.present(), none)),
                       "without an info block, though RF_ADD_ALL_INTERFACES is claimed");
}

inline verdict ignores_reserved(scenario_context& s) {
    if (!s.started() || !s.has<&slot_table::pfnAddInterface>())
        return s.blocked();
    call_arguments a = s.arguments(s.present(), s.under_test.interface_info);
    a.media = 1 + s.below(0xfffe);
    a.access = static_cast<WORD>(1 + s.below(0xfffe));
    a.connection = static_cast<WORD>(1 + s.below(0xfffe));
    const DWORD answer = patiently(s, [&] { return s.call<&slot_table::pfnAddInterface>(a); });
    if (answer != NO_ERROR && s.add(s.present()) != NO_ERROR)
        return verdict::not_applicable("it does not add this interface at all");
    return expect_code(NO_ERROR, answer, "with nonzero reserved arguments");
}

inline verdict begins_disabled(scenario_context& s) {
    enum class watch { off, on, dialled };
    const auto state = std::make_shared<std::atomic<watch>>(watch::off);
    s.support_answers().on_call = [state](const char* called) {
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
    if (!dialled && (event.answer != NO_ERROR || event.number != UPDATE_COMPLETE))
        return verdict::kept();
    return verdict::broken("no activity on a disabled interface",
                           dialled ? "a call of DemandDialRequest" : "UPDATE_COMPLETE");
}

ROUTPACT_HIDDEN inline verdict takes_status_without_info(scenario_context& s) {
    if (!s.with_interface() || !s.completed() || !s.has<&slot_table::pfnInterfaceStatus>())
        return s.blocked();
    static constexpr DWORD types[] = {RIS_INTERFACE_ENABLED, RIS_INTERFACE_DISABLED,
                                      RIS_INTERFACE_MEDIA_PRESENT, RIS_INTERFACE_MEDIA_ABSENT,
                                      RIS_INTERFACE_ADDRESS_CHANGE};
    s.bind(s.present()); // a protocol may enable only interfaces that have an address
    for (const DWORD type : types) {
        const DWORD answer = s.status(s.present(), type);
        const bool must = type == RIS_INTERFACE_ENABLED || type == RIS_INTERFACE_DISABLED;
        if (answer == NO_ERROR || (answer == ERROR_CAN_NOT_COMPLETE && !must))
            continue;
        if (answer == ERROR_CAN_NOT_COMPLETE &&
            s.status(s.present(), type, s.binding()) != NO_ERROR) // whatever StatusInfo is
            return verdict::not_applicable("it refuses " + text_of_status(type));
        return wrong_code("a null StatusInfo accepted", answer, "for " + text_of_status(type));
    }
    return verdict::kept();
}

inline verdict enables_again(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    const DWORD off = s.status(s.present(), RIS_INTERFACE_DISABLED);
    if (off == ERROR_CAN_NOT_COMPLETE)
        return verdict::not_applicable("it cannot disable the interface");
    if (off != NO_ERROR)
        return expect_code(NO_ERROR, off, "for DISABLED");
    const DWORD on = patiently(s, [&s] {
        s.bind(s.present());
        return s.status(s.present(), RIS_INTERFACE_ENABLED);
    });
    return expect_code(NO_ERROR, on, "for ENABLED after DISABLED");
}

inline verdict names_no_index(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    const DWORD answer = s.status(s.present(), 5 + s.below(1000));
    return answer == NO_ERROR || answer == ERROR_CAN_NOT_COMPLETE
               ? verdict::kept()
               : wrong_code(code_text(ERROR_CAN_NOT_COMPLETE), answer,
                            "for an undocumented status type and an existing index");
}

inline verdict reads_whole_bindings(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    if ((s.pointers().fSupportedFunctionality & RF_ROUTINGV6) != 0)
        return verdict::not_applicable("its bindings are IPv6 bindings");
    for (const ULONG count : {ULONG{0}, ULONG{1}, ULONG{3}}) {
        std::vector<unsigned char> binding(SIZEOF_IP_BINDING(count));
        std::memcpy(binding.data(), &count, sizeof count); // AddressCount is the first member
        watched_memory memory;
        PVOID const info = memory.tail_of(binding.data(), binding.size());
        const DWORD answer = s.status(s.present(), RIS_INTERFACE_ADDRESS_CHANGE, info);
        const std::string which = " a binding with " + text_of(count) + " addresses";
        if (memory.was_touched())
            return verdict::broken("no access after the SIZEOF_IP_BINDING(AddressCount) bytes of" +
                                       which,
                                   "an access after their end");
        if (answer != NO_ERROR && answer != ERROR_CAN_NOT_COMPLETE)
            return wrong_code("NO_ERROR for an existing index", answer, "for" + which);
    }
    return verdict::kept();
}

inline verdict media_is_not_enabling(scenario_context& s) {
    if (!s.running() || !s.has<&slot_table::pfnConnectClient>())
        return s.blocked();
    if (s.call<&slot_table::pfnConnectClient>(s.arguments(s.present())) != NO_ERROR)
        return verdict::not_applicable("it accepts no client address of this form");
    s.call<&slot_table::pfnDisconnectClient>(s.arguments(s.present()));
    s.status(s.present(), RIS_INTERFACE_MEDIA_ABSENT);
    s.status(s.present(), RIS_INTERFACE_MEDIA_PRESENT);
    return expect_code(NO_ERROR, s.call<&slot_table::pfnConnectClient>(s.arguments(s.present())),
                       "for a client of an enabled interface after MEDIA_PRESENT");
}

ROUTPACT_HIDDEN inline constexpr const char* added =
    slot<&slot_table::pfnAddInterface>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* deleted =
    slot<&slot_table::pfnDeleteInterface>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* changed =
    slot<&slot_table::pfnInterfaceStatus>::contract.name;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-ITF-01", added, "adds a new interface", "padd_interface", severity::contract, adds},
    {"RP-ITF-02", added, "adds an interface after StartComplete", "padd_interface",
     severity::contract, adds_later},
    {"RP-ITF-03", added, "refuses the index of an existing interface", "padd_interface",
     severity::contract, refuses_duplicate},
    {"RP-ITF-04", added, "adds an interface whose index was deleted", "padd_interface",
     severity::contract, adds_again},
    {"RP-ITF-05", added, "treats the smallest and the largest index in all callbacks alike",
     "padd_interface", severity::contract, extreme_indexes},
    {"RP-ITF-06", added, "needs no info block if it claims RF_ADD_ALL_INTERFACES", "padd_interface",
     severity::advice, adds_without_info},
    {"RP-ITF-07", added, "ignores the reserved arguments", "padd_interface", severity::contract,
     ignores_reserved},
    {"RP-ITF-08", added, "is inactive on an interface until it is enabled", "padd_interface",
     severity::contract, begins_disabled},
    {"RP-ITF-09", deleted, "deletes an enabled interface", "pdelete_interface", severity::contract,
     deletes},
    {"RP-ITF-10", changed, "accepts a null StatusInfo", "pinterface_status", severity::contract,
     takes_status_without_info},
    {"RP-ITF-11", changed, "enables an interface again after it was disabled", "pinterface_status",
     severity::contract, enables_again},
    {"RP-ITF-12", changed, "returns ERROR_INVALID_PARAMETER for unknown indexes only",
     "pinterface_status", severity::advice, names_no_index},
    {"RP-ITF-13", changed, "reads bindings of any length, and nothing after their end",
     "ip_adapter_binding_info", severity::contract, reads_whole_bindings},
    {"RP-ITF-14", changed, "keeps an interface enabled when its media state changes",
     "pinterface_status", severity::advice, media_is_not_enabling},
});

} // namespace interface_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
