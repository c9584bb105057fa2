// One of two translation units of a program, or all there is to compile.
#include "every_handler.hpp"

ROUTPACT_EXPORT_PROTOCOLS(every_handler)

#ifdef _WIN32
// Whatever comes after the library.
// clang-format off
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <iphlpapi.h>
// clang-format on
#endif
