#pragma once
// Rules of RegisterProtocol.

#include <routpact/testing/scenario.hpp>

namespace routpact::testing {

/// What is tried of RegisterProtocol.
namespace registration {

constexpr callback const& row = register_protocol;

inline verdict refuses_foreign(scenario_context& s) {
    if (!s.load())
        return s.blocked();
    for (const DWORD difference :
         {DWORD{0x8000}, 1 + s.below(0x7fff), (1 + s.below(0x3ffe)) << 16}) {
        table offered = s.offer();
        offered.dwProtocolId ^= difference;
        MPR_SERVICE_CHARACTERISTICS service{};
        const DWORD answer = s.register_with(&offered, &service);
        if (answer != ERROR_NOT_SUPPORTED)
            return verdict::broken(code_text(ERROR_NOT_SUPPORTED) + " for another protocol",
                                   code_text(answer));
    }
    return verdict::kept();
}

inline constexpr rule rules[] = {
    {"RP-REG-02", row.name, "refuses a protocol that the DLL does not implement", row.page,
     severity::contract, refuses_foreign},
};

} // namespace registration

} // namespace routpact::testing
