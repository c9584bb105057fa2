#pragma once
// Rules about GetNeighbors and GetMfeStatus.

#include <routpact/detail/conformance/sized_output.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Rules about the multicast callbacks.
namespace multicast_rules {

ROUTPACT_HIDDEN inline constexpr DWORD known_flags = MRINFO_TUNNEL_FLAG | MRINFO_PIM_FLAG |
                                                     MRINFO_DOWN_FLAG | MRINFO_DISABLED_FLAG |
                                                     MRINFO_QUERIER_FLAG | MRINFO_LEAF_FLAG;

/// Calls GetNeighbors with `flags` as the initial value of the flags byte.
inline call_arguments get_neighbors(scenario_context& s, BYTE flags, DWORD& answer) {
    call_arguments a = s.arguments(s.present());
    a.output_byte = flags;
    answer = s.call<&slot_table::pfnGetNeighbors>(a);
    return a;
}

inline verdict flags_are_set(scenario_context& s) {
    if (!s.registered() || !s.has<&slot_table::pfnGetNeighbors>() || !s.running())
        return s.blocked();
    DWORD answer = NO_ERROR;
    const BYTE zeroes = get_neighbors(s, 0, answer).output_byte;
    if (answer != NO_ERROR)
        return verdict::not_applicable("it returns " + code_text(answer));
    const BYTE ones = get_neighbors(s, 0xff, answer).output_byte;
    return zeroes == ones
               ? verdict::kept()
               : verdict::broken("flags that do not depend on the initial value of the byte",
                                 "other flags for 0xff than for 0");
}

inline verdict flags_are_known(scenario_context& s) {
    if (!s.registered() || !s.has<&slot_table::pfnGetNeighbors>() || !s.running())
        return s.blocked();
    DWORD answer = NO_ERROR;
    const BYTE flags = get_neighbors(s, 0, answer).output_byte;
    if (answer != NO_ERROR)
        return verdict::not_applicable("it returns " + code_text(answer));
    return (flags & ~known_flags) == 0
               ? verdict::kept()
               : verdict::broken("only flags of " + text_of(known_flags), text_of(flags));
}

inline verdict querier_has_no_list(scenario_context& s) {
    if (!s.registered() || !s.has<&slot_table::pfnGetNeighbors>() || !s.running())
        return s.blocked();
    DWORD answer = NO_ERROR;
    const call_arguments a = get_neighbors(s, 0, answer);
    if (answer != NO_ERROR || (a.output_byte & MRINFO_QUERIER_FLAG) == 0)
        return verdict::not_applicable("this computer is not the querier");
    return a.output_size == 0
               ? verdict::kept()
               : verdict::broken("size 0 with MRINFO_QUERIER_FLAG", text_of(a.output_size));
}

inline verdict whole_addresses(scenario_context& s) {
    sized_output<&slot_table::pfnGetNeighbors> output{s};
    if (!output.ready())
        return output.reason();
    return output.needed() % sizeof(DWORD) == 0
               ? verdict::kept()
               : verdict::broken("a size in bytes, which is a multiple of 4",
                                 text_of(output.needed()));
}

inline verdict status_of_protocols(scenario_context& s) {
    if (!s.registered() || !s.has<&slot_table::pfnGetMfeStatus>() || !s.running())
        return s.blocked();
    for (int i = 0; i < 4; ++i) {
        call_arguments a = s.arguments(s.present());
        a.group += s.below(8) << 24;
        a.output_byte = 0xee;
        if (s.call<&slot_table::pfnGetMfeStatus>(a) != NO_ERROR)
            continue;
        const DWORD status = a.output_byte;
        if (status != MFE_NO_ERROR && status != MFE_REACHED_CORE && status != MFE_PRUNED_UPSTREAM &&
            status != MFE_OIF_PRUNED && status != MFE_OLD_ROUTER)
            return verdict::broken("a status that protocols set: 0, 1, 4, 5 or 11",
                                   text_of(status));
    }
    return verdict::kept();
}

ROUTPACT_HIDDEN inline constexpr const char* listed =
    slot<&slot_table::pfnGetNeighbors>::contract.name;
ROUTPACT_HIDDEN inline constexpr const char* status =
    slot<&slot_table::pfnGetMfeStatus>::contract.name;

ROUTPACT_HIDDEN inline constexpr auto rules = std::to_array<rule>({
    {"RP-MCAST-01", listed, "sets the flags byte, instead of adding flags to it", "pget_neighbors",
     severity::advice, flags_are_set},
    {"RP-MCAST-02", listed, "sets documented flags only", "pget_neighbors", severity::contract,
     flags_are_known},
    {"RP-MCAST-03", listed, "returns no list if this computer is the querier", "pget_neighbors",
     severity::contract, querier_has_no_list},
    {"RP-MCAST-04", listed, "returns the size in bytes", "pget_neighbors", severity::contract,
     whole_addresses},
    {"RP-MCAST-05", status, "returns a status that protocols set", "pget_mfe_status",
     severity::contract, status_of_protocols},
});

} // namespace multicast_rules

} // namespace routpact::inline ROUTPACT_ABI::detail
