#pragma once
// Rules about RegisterProtocol and the pointers that it sets.

#include <routpact/detail/conformance/rule_family.hpp>
#include <routpact/detail/conformance/watched_memory.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about RegisterProtocol.
namespace registration_rules {

/// Places a structure directly before a protected page.
template <class T>
class guarded {
public:
    /// Copies `filled` to the end of the page before the protected one.
    explicit guarded(const T& filled) : bytes_{memory_.tail_of(&filled, sizeof filled)} {}
    guarded(const guarded&) = delete;
    guarded& operator=(const guarded&) = delete;
    /// Returns the copy, as T or a larger structure that begins with it.
    template <class As = T>
    As* get() const {
        return static_cast<As*>(bytes_);
    }
    /// Whether there was an access after the structure.
    bool was_overrun() const { return memory_.was_touched(); }

private:
    watched_memory memory_{};
    PVOID bytes_;
};

inline verdict known(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    slot_table offered = s.offer();
    MPR_SERVICE_CHARACTERISTICS service{};
    const DWORD answer = s.register_with(&offered, &service);
    return answer == NO_ERROR ? verdict::kept()
                              : wrong_code("NO_ERROR for its own protocol id", answer);
}

inline verdict foreign(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    // Differences in high bits, because the ids of protocols in one DLL are often adjacent.
    const DWORD differences[] = {0x8000, 0x8000 | s.below(0x7000),
                                 (0x2000 | s.below(0x2000)) << 16};
    for (const DWORD difference : differences) {
        slot_table offered = s.offer();
        offered.dwProtocolId ^= difference;
        MPR_SERVICE_CHARACTERISTICS service{};
        const DWORD answer = s.register_with(&offered, &service);
        if (answer != ERROR_NOT_SUPPORTED)
            return wrong_code(code_text(ERROR_NOT_SUPPORTED), answer,
                              "for the id of another protocol");
    }
    return verdict::kept();
}

inline verdict foreign_untouched(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    slot_table offered = s.offer();
    offered.dwProtocolId ^= 0x8000;
    const slot_table before = offered;
    MPR_SERVICE_CHARACTERISTICS service{};
    service.mscMpr40ServiceChars.fSupportedFunctionality = 0x1234;
    if (s.register_with(&offered, &service) == NO_ERROR)
        return verdict::not_applicable("it does not refuse the id");
    // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): no byte may change
    const bool same = std::memcmp(&offered, &before, sizeof before) == 0 &&
                      service.mscMpr40ServiceChars.fSupportedFunctionality == 0x1234;
    return same ? verdict::kept() : verdict::broken("unchanged structures", "changed structures");
}

inline verdict flags(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    for (int i = 0; i < 6; ++i) {
        slot_table offered = s.offer();
        if (i > 0)
            offered.fSupportedFunctionality &= s.below(0x80);
        const DWORD before = offered.fSupportedFunctionality;
        MPR_SERVICE_CHARACTERISTICS service{};
        if (s.register_with(&offered, &service) == NO_ERROR &&
            (offered.fSupportedFunctionality & ~before) != 0)
            return verdict::broken("only flags that the router manager offers, of " +
                                       text_of(before),
                                   text_of(offered.fSupportedFunctionality));
    }
    return verdict::kept();
}

inline verdict version(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    constexpr DWORD future = 0x700; // a DLL that keeps this version claims to support it
    struct {
        slot_table known;
        void (*additions[64])();
    } offered{s.offer(), {}};
    offered.known.dwVersion = future;
    MPR_SERVICE_CHARACTERISTICS service{};
    if (s.register_with(&offered.known, &service) != NO_ERROR)
        return verdict::not_applicable("it refuses a router manager newer than MPR60");
    return offered.known.dwVersion != future
               ? verdict::kept()
               : verdict::broken("the version that the protocol was written for",
                                 "dwVersion unchanged, " + text_of(future));
}

inline verdict protocol_id(scenario_context& s) {
    if (!s.registered())
        return s.blocked();
    const DWORD id = s.pointers().dwProtocolId;
    return id == s.under_test.protocol_id
               ? verdict::kept()
               : verdict::broken("protocol " + text_of(s.under_test.protocol_id), text_of(id));
}

inline verdict no_services(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    slot_table offered = s.offer();
    MPR_SERVICE_CHARACTERISTICS service{};
    DWORD& services = service.mscMpr40ServiceChars.fSupportedFunctionality;
    services = 0xff;
    if (s.register_with(&offered, &service) != NO_ERROR)
        return verdict::not_applicable("it does not register");
    return services == 0
               ? verdict::kept()
               : verdict::broken("flags 0 in the service characteristics", text_of(services));
}

inline verdict small_table(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    MPR50_ROUTING_CHARACTERISTICS offered{};
    offered.dwVersion = 0x500;
    offered.dwProtocolId = s.under_test.protocol_id;
    offered.fSupportedFunctionality = s.under_test.functionality;
    const guarded<MPR50_ROUTING_CHARACTERISTICS> structure{offered};
    MPR_SERVICE_CHARACTERISTICS service{};
    s.register_with(structure.get<slot_table>(), &service);
    return !structure.was_overrun()
               ? verdict::kept()
               : verdict::broken("no access after the " + std::to_string(sizeof offered) +
                                     " bytes of the MPR50 structure",
                                 "an access after its end");
}

inline verdict small_services(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    const guarded<MPR_SERVICE_CHARACTERISTICS> structure{{}};
    slot_table offered = s.offer();
    s.register_with(&offered, structure.get());
    return !structure.was_overrun() ? verdict::kept()
                                    : verdict::broken("no access after the service characteristics",
                                                      "an access after its end");
}

inline verdict while_running(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    slot_table offered = s.offer();
    offered.dwProtocolId ^= 0x8000;
    MPR_SERVICE_CHARACTERISTICS service{};
    const DWORD answer = s.register_with(&offered, &service);
    if (answer != ERROR_NOT_SUPPORTED)
        return wrong_code(code_text(ERROR_NOT_SUPPORTED), answer, "while the protocol runs");
    const DWORD still = change_present(s);
    return still == NO_ERROR
               ? verdict::kept()
               : wrong_code("the running protocol unaffected", still, "for its interface");
}

ROUTPACT_HIDDEN inline constexpr const char* registering = registration_contract.name;
ROUTPACT_HIDDEN inline constexpr const char* page = registration_contract.page;
ROUTPACT_HIDDEN inline constexpr const char* structure_page = "mpr50_routing_characteristics";

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-REG-01", registering, "registers its own protocol", page, severity::contract, known},
    {"RP-REG-02", registering, "refuses a protocol that the DLL does not implement", page,
     severity::contract, foreign},
    {"RP-REG-03", registering, "does not change the structures if it refuses", page,
     severity::advice, foreign_untouched},
    {"RP-REG-04", registering, "claims only flags that the router manager offers", structure_page,
     severity::contract, flags},
    {"RP-REG-05", registering, "sets the version that it was written for", structure_page,
     severity::contract, version},
    {"RP-REG-06", registering, "does not change the protocol id", structure_page, severity::advice,
     protocol_id},
    {"RP-REG-07", registering, "clears the flags of the service characteristics", page,
     severity::contract, no_services},
    {"RP-REG-08", registering, "accesses nothing after the MPR50 structure", structure_page,
     severity::contract, small_table},
    {"RP-REG-09", registering, "accesses nothing after the service characteristics", page,
     severity::contract, small_services},
    {"RP-REG-10", registering, "refuses another protocol while one runs", page, severity::advice,
     while_running},
});

} // namespace registration_rules

/// Checks whether each pointer is provided or null.
struct provided_pointers {
    static constexpr const char* id = "RP-PTR";
    static constexpr const char* statement = "is provided if required, and null if reserved";
    static constexpr severity level(const callback& row) {
        return row.presence == presence::optional && row.functionality != RF_MULTICAST
                   ? severity::advice
                   : severity::contract;
    }
    template <auto Member>
    static constexpr bool applies() {
        constexpr const callback& row = slot<Member>::contract;
        return row.presence != presence::optional || row.functionality != 0;
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        constexpr const callback& row = slot<Member>::contract;
        if (!s.registered())
            return s.blocked();
        const bool there = s.pointers().*Member != nullptr;
        const DWORD claimed = s.pointers().fSupportedFunctionality & row.functionality;
        if (row.presence == presence::must_be_null)
            return !there ? verdict::kept()
                          : verdict::broken("null, because the slot is reserved", "a pointer");
        if (row.presence == presence::required)
            return there ? verdict::kept() : verdict::broken("a pointer", "null");
        if (claimed)
            return there ? verdict::kept()
                         : verdict::broken("a pointer, because the flag " + text_of(claimed) +
                                               " is claimed",
                                           "null");
        const bool multicast = (s.under_test.protocol_id >> 30) == PROTO_TYPE_MCAST;
        if (row.functionality != RF_MULTICAST || multicast || !there)
            return there ? verdict::not_applicable("its flag is not claimed") : verdict::kept();
        return verdict::broken("null, because this is no multicast protocol", "a pointer");
    }
};

} // namespace routpact::inline ROUTPACT_ABI::detail
