// One of the two translation units of a program. Also compiled alone.
#include "every_handler.hpp"

ROUTPACT_EXPORT_PROTOCOLS(every_handler)

#ifdef _WIN32
// Headers that an author may include after the library.
// clang-format off
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <iphlpapi.h>
// clang-format on
#endif
