#pragma once
// The platform's own headers on Windows, and declarations of the same names elsewhere.

#ifdef _WIN32

#ifndef MPR50
#define MPR50 1 // routprot.h and stm.h require a version
#endif

// Without WIN32_LEAN_AND_MEAN, windows.h includes winsock.h, which prevents a later winsock2.h.
#if !defined(WIN32_LEAN_AND_MEAN) && !defined(_WINDOWS_) && !defined(_WINSOCKAPI_)
#include <winsock2.h>
#endif
// Each header needs those before it.
// clang-format off
#include <windows.h>
#include <in6addr.h>
#include <mprerror.h>
#ifndef _ROUTPROT_H_ // in mingw-w64, its macros break headers that iprtrmib.h includes
#include <iprtrmib.h>
#endif
#include <routprot.h>
// clang-format on

#ifndef IPRTRMGR_PID
/// The id of the IP router manager itself, for MIB requests.
inline constexpr DWORD IPRTRMGR_PID = 10000;
#endif

#ifndef RF_ROUTINGV6 // Microsoft's header defines this and all the rest
using SUPPORT_FUNCTIONS_50 = SUPPORT_FUNCTIONS;
#endif

#else

#include <routpact/detail/abi/event_objects.hpp>
#include <routpact/detail/abi/portable.hpp>

#endif
