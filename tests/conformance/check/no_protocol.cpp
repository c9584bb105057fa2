// A DLL that registers no protocol.

#include <routpact/abi.hpp>

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    return ERROR_NOT_SUPPORTED;
}
