// One of two translation units of a program, or all there is to compile.
#include "every_handler.hpp"

ROUTPACT_EXPORT_PROTOCOLS(every_handler)

#ifdef _WIN32
// Whatever comes after the library.
// clang-format off
#if defined(_WINSOCK2API_) || !defined(_WINSOCKAPI_) // unless windows.h has brought the old one
#include <winsock2.h>
#include <ws2tcpip.h>
#endif
#include <windows.h>
#include <iphlpapi.h>
// clang-format on
#endif
