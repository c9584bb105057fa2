// Protocols with a wrong RegisterProtocol, or wrong pointers.

#include "deviation.hpp"

#include <routpact/detail/conformance/rules/registration.hpp>

namespace misbehaving {
namespace registration {

using routpact::presence;
using service_table = MPR_SERVICE_CHARACTERISTICS;

// Conforms, but calls `Before` and `After`.
template <auto Before, auto After>
DWORD registers(table& routing, service_table& service, bool foreign) {
    Before(routing, service, foreign);
    if (foreign)
        return ERROR_NOT_SUPPORTED;
    const DWORD answer = register_obedient(routing, service);
    if (answer == NO_ERROR)
        After(routing, service);
    return answer;
}
constexpr auto nothing_before = [](table&, service_table&, bool) {};
constexpr auto nothing_after = [](table&, service_table&) {};

template <bool Running>
DWORD takes_foreign(table& routing, service_table& service, bool foreign) {
    if (!foreign)
        return register_obedient(routing, service);
    const std::lock_guard locked{life.mutex};
    return life.started == Running ? DWORD{NO_ERROR} : DWORD{ERROR_NOT_SUPPORTED};
}

DWORD leaves_version(table& routing, service_table& service, bool foreign) {
    const DWORD version = routing.dwVersion;
    const DWORD answer = foreign ? DWORD{ERROR_NOT_SUPPORTED} : register_obedient(routing, service);
    if (answer == NO_ERROR)
        routing.dwVersion = version;
    return answer;
}

constexpr deviation all[] = {
    {"RP-REG-01", nullptr, [](table&, service_table&, bool) { return DWORD{ERROR_NOT_SUPPORTED}; }},
    {"RP-REG-02", nullptr, takes_foreign<false>},
    {"RP-REG-03", nullptr,
     registers<[](table& routing, service_table&, bool foreign) {
         if (foreign)
             routing.fSupportedFunctionality = 0;
     },
               nothing_after>},
    {"RP-REG-04", nullptr,
     registers<nothing_before,
               [](table& routing, service_table&) {
                   routing.fSupportedFunctionality |= RF_POWER;
               }>},
    {"RP-REG-05", nullptr, leaves_version},
    {"RP-REG-06", nullptr,
     registers<nothing_before, [](table& routing, service_table&) { ++routing.dwProtocolId; }>},
    {"RP-REG-07", nullptr,
     registers<nothing_before,
               [](table&, service_table& service) {
                   service.mscMpr40ServiceChars.fSupportedFunctionality = SERVICES;
               }>},
    {"RP-REG-08", nullptr,
     registers<[](table& routing, service_table&, bool) {
         look_at(&routing, sizeof(MPR50_ROUTING_CHARACTERISTICS));
     },
               nothing_after>},
    {"RP-REG-09", nullptr,
     registers<[](table&, service_table& service, bool) { look_at(&service, sizeof service); },
               nothing_after>},
    {"RP-REG-10", nullptr, takes_foreign<true>},
};

DWORD WINAPI reserved(DWORD) {
    return NO_ERROR;
}

// Sets a pointer that must be null, or clears a required one.
struct wrong_pointer {
    template <auto Member>
    static void apply(table& tricky) {
        if constexpr (slot<Member>::contract.presence == presence::must_be_null)
            tricky.*Member = reserved;
        else
            tricky.*Member = nullptr;
    }
};

} // namespace registration

std::span<const deviation> from_registration() {
    return registration::all;
}
std::span<const deviation> from_pointers() {
    return deviations_of<routpact::detail::provided_pointers, registration::wrong_pointer>;
}

} // namespace misbehaving
