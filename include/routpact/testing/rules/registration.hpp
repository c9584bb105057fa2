#pragma once
// Rules of RegisterProtocol and of the pointers it gives.

#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// What is tried of RegisterProtocol.
namespace registration {

/// A structure at the end of memory that may not be touched behind it.
template <class T>
class at_the_edge {
public:
    explicit at_the_edge(const T& filled) : bytes_{memory_.tail_of(&filled, sizeof filled)} {}
    T* get() const { return static_cast<T*>(bytes_); }
    bool overrun() const { return memory_.was_touched(); }

private:
    watched_memory memory_;
    PVOID bytes_;
};

inline verdict known(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    table offered = s.offer();
    MPR_SERVICE_CHARACTERISTICS service{};
    const DWORD answer = s.register_with(&offered, &service);
    return answer == NO_ERROR ? verdict::kept()
                              : another_answer("NO_ERROR for its own protocol id", answer);
}

inline verdict foreign(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    // far off: a DLL may have more than one
    const DWORD differences[] = {0x8000, 0x8000 | s.below(0x7000),
                                 (0x2000 | s.below(0x2000)) << 16};
    for (const DWORD difference : differences) {
        table offered = s.offer();
        offered.dwProtocolId ^= difference;
        MPR_SERVICE_CHARACTERISTICS service{};
        const DWORD answer = s.register_with(&offered, &service);
        if (answer != ERROR_NOT_SUPPORTED)
            return another_answer(code_text(ERROR_NOT_SUPPORTED), answer, "for another protocol");
    }
    return verdict::kept();
}

inline verdict foreign_untouched(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    table offered = s.offer();
    offered.dwProtocolId ^= 0x8000;
    const table before = offered;
    MPR_SERVICE_CHARACTERISTICS service{};
    service.mscMpr40ServiceChars.fSupportedFunctionality = 0x1234;
    if (s.register_with(&offered, &service) == NO_ERROR)
        return verdict::not_applicable("it was not refused");
    // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): no byte may change
    const bool same = std::memcmp(&offered, &before, sizeof before) == 0 &&
                      service.mscMpr40ServiceChars.fSupportedFunctionality == 0x1234;
    return same ? verdict::kept()
                : verdict::broken("nothing written where it is refused", "other characteristics");
}

inline verdict flags(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    for (int i = 0; i < 6; ++i) {
        table offered = s.offer();
        if (i > 0)
            offered.fSupportedFunctionality &= s.below(0x80);
        const DWORD before = offered.fSupportedFunctionality;
        MPR_SERVICE_CHARACTERISTICS service{};
        if (s.register_with(&offered, &service) == NO_ERROR &&
            (offered.fSupportedFunctionality & ~before) != 0)
            return verdict::broken("no flags but those of the router manager, " + text_of(before),
                                   text_of(offered.fSupportedFunctionality));
    }
    return verdict::kept();
}

inline verdict version(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    constexpr DWORD future = 0x700; // whoever leaves it there claims what nobody knows yet
    struct {
        table known;
        void (*room[64])();
    } offered{s.offer(), {}};
    offered.known.dwVersion = future;
    MPR_SERVICE_CHARACTERISTICS service{};
    if (s.register_with(&offered.known, &service) != NO_ERROR)
        return verdict::not_applicable("it refuses a router manager newer than MPR60");
    return offered.known.dwVersion != future
               ? verdict::kept()
               : verdict::broken("the version that the protocol was written for",
                                 "dwVersion left as it was, " + text_of(future));
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
    table offered = s.offer();
    MPR_SERVICE_CHARACTERISTICS service{};
    DWORD& services = service.mscMpr40ServiceChars.fSupportedFunctionality;
    services = 0xff;
    if (s.register_with(&offered, &service) != NO_ERROR)
        return verdict::not_applicable("it does not register");
    return services == 0 ? verdict::kept()
                         : verdict::broken("0 in the flags of the service characteristics",
                                           text_of(services));
}

inline verdict small_table(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    MPR50_ROUTING_CHARACTERISTICS offered{};
    offered.dwVersion = 0x500;
    offered.dwProtocolId = s.under_test.protocol_id;
    offered.fSupportedFunctionality = s.under_test.functionality;
    const at_the_edge<MPR50_ROUTING_CHARACTERISTICS> edge{offered};
    MPR_SERVICE_CHARACTERISTICS service{};
    s.register_with(reinterpret_cast<table*>(edge.get()), &service);
    return !edge.overrun()
               ? verdict::kept()
               : verdict::broken("nothing behind the " + std::to_string(sizeof offered) +
                                     " bytes that MPR50 has",
                                 "access behind them");
}

inline verdict small_services(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    const at_the_edge<MPR_SERVICE_CHARACTERISTICS> edge{{}};
    table offered = s.offer();
    s.register_with(&offered, edge.get());
    return !edge.overrun() ? verdict::kept()
                           : verdict::broken("nothing behind the service characteristics",
                                             "access behind them");
}

inline verdict while_running(scenario_context& s) {
    if (!s.running())
        return s.blocked();
    table offered = s.offer();
    offered.dwProtocolId ^= 0x8000;
    MPR_SERVICE_CHARACTERISTICS service{};
    const DWORD answer = s.register_with(&offered, &service);
    if (answer != ERROR_NOT_SUPPORTED)
        return another_answer(code_text(ERROR_NOT_SUPPORTED), answer, "while it runs");
    const DWORD still = s.status(s.present(), RIS_INTERFACE_ENABLED);
    return still == NO_ERROR ? verdict::kept()
                             : another_answer("the protocol to run on", still, "for its interface");
}

inline constexpr const char* registering = register_protocol.name;
inline constexpr const char* page = register_protocol.page;
inline constexpr const char* structure = "mpr50_routing_characteristics";

inline constexpr auto rules = std::to_array<rule>({
    {"RP-REG-01", registering, "registers the protocol it was made for", page, severity::contract,
     known},
    {"RP-REG-02", registering, "refuses a protocol that the DLL does not implement", page,
     severity::contract, foreign},
    {"RP-REG-03", registering, "leaves the structures alone where it refuses", page,
     severity::advice, foreign_untouched},
    {"RP-REG-04", registering, "claims no flag that the router manager does not have", structure,
     severity::contract, flags},
    {"RP-REG-05", registering, "says which version it was written for", structure,
     severity::contract, version},
    {"RP-REG-06", registering, "leaves the protocol id alone", structure, severity::advice,
     protocol_id},
    {"RP-REG-07", registering, "clears the flags of the service characteristics", page,
     severity::contract, no_services},
    {"RP-REG-08", registering, "keeps within the structure of an MPR50 router manager", structure,
     severity::contract, small_table},
    {"RP-REG-09", registering, "keeps within the service characteristics", page, severity::contract,
     small_services},
    {"RP-REG-10", registering, "may be asked for another protocol while one runs", page,
     severity::advice, while_running},
});

/// The pointers.
struct pointers {
    static constexpr const char* id = "RP-PTR";
    static constexpr const char* statement =
        "is provided where it has to be, null where it must be";
    static constexpr severity level(const callback& row) {
        return row.presence == presence::optional && row.functionality != RF_MULTICAST
                   ? severity::advice
                   : severity::contract;
    }
    template <auto Member>
    static constexpr bool applies() {
        constexpr const routpact::callback& row = slot<Member>::contract;
        return row.presence != presence::optional || row.functionality != 0;
    }
    template <auto Member>
    static verdict scenario(scenario_context& s) {
        constexpr const routpact::callback& row = slot<Member>::contract;
        if (!s.registered())
            return s.blocked();
        const bool there = s.pointers().*Member != nullptr;
        const DWORD claimed = s.pointers().fSupportedFunctionality & row.functionality;
        if (row.presence == presence::must_be_null)
            return !there ? verdict::kept() : verdict::broken("null: it is reserved", "a pointer");
        if (row.presence == presence::required)
            return there ? verdict::kept() : verdict::broken("a pointer", "null");
        if (claimed)
            return there
                       ? verdict::kept()
                       : verdict::broken(
                             "a pointer, as its flag " + text_of(claimed) + " is claimed", "null");
        const bool multicast = (s.under_test.protocol_id >> 30) == PROTO_TYPE_MCAST;
        if (row.functionality != RF_MULTICAST || multicast || !there)
            return there ? verdict::not_applicable("its flag is not claimed") : verdict::kept();
        return verdict::broken("null, as the protocol is not a multicast one", "a pointer");
    }
};

} // namespace registration

} // namespace routpact::testing
