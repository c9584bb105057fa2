#pragma once
// Valid info blocks of a protocol: those of the subject, or those that the protocol returns.

#include <routpact/detail/conformance/rule_family.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Returns the block that `Get` of a running protocol returns, or nothing if it fails.
template <auto Get>
std::optional<testing::info_bytes> returned_info(scenario_context& s, ULONG index) {
    if (!s.has<Get>())
        return std::nullopt;
    call_arguments a = s.arguments(index);
    if (s.call<Get>(a) != NO_ERROR || a.output_size == 0 || a.output_size > 4096)
        return std::nullopt;
    const auto* const bytes = static_cast<const unsigned char*>(a.output);
    return testing::info_bytes{{bytes, bytes + a.output_size}, a.output_version};
}

/// Returns the block of a running protocol, or of its interface `index`, that slot `Member` sets,
/// or nothing.
template <auto Member>
std::optional<testing::info_bytes> current_info(scenario_context& s, ULONG index) {
    if constexpr (slot<Member>::contract.index_position != 0)
        return returned_info<&slot_table::pfnGetInterfaceInfo>(s, index);
    else
        return returned_info<&slot_table::pfnGetGlobalInfo>(s, index);
}

/// Returns a valid block for slot `Member`: that of the subject, or that of the running protocol or
/// its interface `index`.
template <auto Member>
std::optional<testing::info_bytes> known_info(scenario_context& s, ULONG index) {
    constexpr bool of_interface = slot<Member>::contract.index_position != 0;
    const auto& given = of_interface ? s.under_test.interface_info : s.under_test.global_info;
    return given || !takes<Member>(role::info) ? given : current_info<Member>(s, index);
}

} // namespace routpact::inline ROUTPACT_ABI::detail
