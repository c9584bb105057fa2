#include <routpact/abi.hpp>

int helper() { // not for others
    return ERROR_NOT_SUPPORTED;
}

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    return routing->dwProtocolId == PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7)
               ? DWORD{NO_ERROR}
               : static_cast<DWORD>(helper());
}
