// A DLL whose RegisterProtocol hangs for one id.

#include <chrono>
#include <routpact/abi.hpp>
#include <thread>

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    if (routing->dwProtocolId == PROTOCOL_ID(PROTO_TYPE_UCAST, PROTO_VENDOR_MS1, 2))
        std::this_thread::sleep_for(std::chrono::hours{1});
    return ERROR_NOT_SUPPORTED;
}
