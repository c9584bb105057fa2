// A DLL that crashes while it is loaded.

#include <routpact/abi.hpp>

namespace {

int* volatile no_number = reinterpret_cast<int*>(16);
const int crashed = *no_number = 1;

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    return static_cast<DWORD>(crashed);
}
