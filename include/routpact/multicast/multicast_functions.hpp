#pragma once
// The functions of the multicast group manager that a registration calls.

#include <routpact/detail/abi/dll_function.hpp>
#include <routpact/mgm.hpp>
#include <type_traits>

namespace routpact::inline ROUTPACT_ABI {

/// Holds the functions of rtm.dll that a routpact::multicast_registration calls. In a unit test,
/// functions of the test take their place. WINAPI is right on 32-bit x86, see mgm.hpp.
struct multicast_functions {
    /// The type of MgmRegisterMProtocol.
    using registering = DWORD(WINAPI*)(PROUTING_PROTOCOL_CONFIG config, DWORD protocol_id,
                                       DWORD component_id, HANDLE* registration);
    /// The type of MgmDeRegisterMProtocol.
    using deregistering = DWORD(WINAPI*)(HANDLE registration);
    /// The type of MgmTakeInterfaceOwnership and MgmReleaseInterfaceOwnership.
    using owning = DWORD(WINAPI*)(HANDLE registration, DWORD index, DWORD next_hop);

    registering register_protocol = nullptr;     ///< MgmRegisterMProtocol.
    deregistering deregister_protocol = nullptr; ///< MgmDeRegisterMProtocol.
    owning take_interface = nullptr;             ///< MgmTakeInterfaceOwnership.
    owning release_interface = nullptr;          ///< MgmReleaseInterfaceOwnership.

    /// Tells whether there are all of them.
    ROUTPACT_HIDDEN explicit operator bool() const noexcept {
        return register_protocol && deregister_protocol && take_interface && release_interface;
    }

    /// Returns the functions of the rtm.dll that the process has loaded. Returns none if it has not
    /// loaded one, as in a unit test: the multicast group manager works in the router process only.
    /// Source: mgm-programming-considerations.
    ROUTPACT_HIDDEN static multicast_functions of_rtm() noexcept {
        multicast_functions found;
#ifdef _WIN32
        const HMODULE rtm = GetModuleHandleW(L"rtm.dll");
        detail::find_function(rtm, "MgmRegisterMProtocol", found.register_protocol);
        detail::find_function(rtm, "MgmDeRegisterMProtocol", found.deregister_protocol);
        detail::find_function(rtm, "MgmTakeInterfaceOwnership", found.take_interface);
        detail::find_function(rtm, "MgmReleaseInterfaceOwnership", found.release_interface);
#endif
        return found;
    }
};

/// Returns a pointer of ROUTING_PROTOCOL_CONFIG in the form in which rtm.dll calls it, for a test
/// that takes the place of rtm.dll. The form differs from that in mgm.h on 32-bit x86 only, see
/// mgm.hpp.
template <class Declared>
ROUTPACT_HIDDEN auto winapi_callback(Declared callback) noexcept {
    using called = typename detail::winapi_form<Declared>::type;
    if constexpr (std::is_same_v<Declared, called>)
        return callback;
    else
        return reinterpret_cast<called>(callback);
}

} // namespace routpact::inline ROUTPACT_ABI
