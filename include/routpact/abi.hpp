#pragma once
// The C interface of RRAS routing protocols: the platform's routprot.h on Windows, the same global
// names declared portably elsewhere, and the MPR60 additions where the platform does not have them.
//
// MPR60, defined as nonzero before this header, makes MPR_ROUTING_CHARACTERISTICS and
// SUPPORT_FUNCTIONS name their MPR60 forms, as Microsoft's header does. mingw-w64's header knows no
// MPR60: there the two names keep their MPR50 forms, and the MPR60 forms go by their full names.

#ifdef _WIN32

#ifndef MPR50
#define MPR50 1 // routprot.h and stm.h insist on a version
#endif

// Without WIN32_LEAN_AND_MEAN, windows.h brings winsock.h, which bars a later winsock2.h.
#if !defined(WIN32_LEAN_AND_MEAN) && !defined(_WINDOWS_) && !defined(_WINSOCKAPI_)
#include <winsock2.h>
#endif
// Each needs those before it.
// clang-format off
#include <windows.h>
#include <in6addr.h>
#include <mprerror.h>
#ifndef _ROUTPROT_H_ // its macros, in mingw-w64, break what iprtrmib.h includes
#include <iprtrmib.h>
#endif
#include <routprot.h>
// clang-format on

#ifndef IPRTRMGR_PID
/// The IP router manager itself, in MIB requests.
inline constexpr DWORD IPRTRMGR_PID = 10000;
#endif

#ifndef RF_ROUTINGV6 // Microsoft's header has it, and with it all the rest
using SUPPORT_FUNCTIONS_50 = SUPPORT_FUNCTIONS;
#endif

#else

#include <routpact/abi/event_objects.hpp>
#include <routpact/abi/portable.hpp>

#endif

#include <routpact/abi/mpr60.hpp>
