#pragma once
// Info blocks that a protocol should take: those that are known, or those that it gives itself.

#include <routpact/testing/rule_family.hpp>

namespace routpact::testing {

/// The block that Get*Info of a running protocol gives; nothing if it gives none.
template <auto Get>
std::optional<info_bytes> learned_info(scenario_context& s) {
    if (!s.has<Get>())
        return std::nullopt;
    call_arguments a = s.arguments(s.present());
    if (s.call<Get>(a) != NO_ERROR || a.output_size == 0 || a.output_size > 4096)
        return std::nullopt;
    const auto* const bytes = static_cast<const unsigned char*>(a.output);
    return info_bytes{{bytes, bytes + a.output_size}, a.output_version};
}

/// A block for slot `Member`: the subject's, or what a running protocol gives.
template <auto Member>
std::optional<info_bytes> known_info(scenario_context& s) {
    constexpr bool of_interface = slot<Member>::contract.index_position != 0;
    const auto& given = of_interface ? s.under_test.interface_info : s.under_test.global_info;
    if (given || !takes<Member>(role::info))
        return given;
    if constexpr (of_interface)
        return learned_info<&table::pfnGetInterfaceInfo>(s);
    else
        return learned_info<&table::pfnGetGlobalInfo>(s);
}

} // namespace routpact::testing
