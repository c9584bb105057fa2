#pragma once
// The C interface of the multicast group manager (MGM): on Windows the platform's mgm.h, on other
// systems portable declarations of the same global names.
//
// On 32-bit x86, mgm.h leaves the calling convention to the compiler's default, for functions and
// callbacks alike. In mingw-w64's import library of rtm.dll, the functions have names of __stdcall,
// such as _MgmRegisterMProtocol@16: so rtm.dll was compiled with __stdcall, which is WINAPI, as the
// default. Microsoft's bindings for Rust (windows-sys) declare functions and callbacks
// likewise. A callback with another convention would corrupt the stack. So the pointers that
// routpact makes are WINAPI: they have the header's types on every other processor, and on x86 if
// __stdcall is the default (/Gz). With another default, assigning one to a member of
// ROUTING_PROTOCOL_CONFIG does not compile.

#include <routpact/detail/abi/packing.hpp>

#include <cstddef>
#include <routpact/abi.hpp>
#include <routpact/detail/abi/mgm.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The WINAPI form of a pointer type of mgm.h, which differs from it on 32-bit x86 only.
template <class Pointer>
struct winapi_form {
    using type = Pointer; ///< A type that names WINAPI already.
};
/// The WINAPI form of a pointer type with the default convention.
template <class... A>
struct winapi_form<DWORD (*)(A...)> {
    using type = DWORD(WINAPI*)(A...); ///< The form.
};

static_assert(
    sizeof(ROUTING_PROTOCOL_CONFIG) == 10 * sizeof(void*) &&
        offsetof(ROUTING_PROTOCOL_CONFIG, pfnRpfCallback) == sizeof(void*) &&
        offsetof(ROUTING_PROTOCOL_CONFIG, pfnEnableIgmpCallback) == 9 * sizeof(void*),
    "routpact: ROUTING_PROTOCOL_CONFIG has another layout than the multicast group manager "
    "expects: write #pragma pack(pop) before the platform's headers, and remove -fpack-struct or "
    "/Zp");
static_assert(sizeof(MGM_IF_ENTRY) == 16 && offsetof(MGM_IF_ENTRY, bIsEnabled) == 12,
              "routpact: MGM_IF_ENTRY has another layout than the multicast group manager expects: "
              "write #pragma pack(pop) before the platform's headers, and remove -fpack-struct or "
              "/Zp");

} // namespace routpact::inline ROUTPACT_ABI::detail
