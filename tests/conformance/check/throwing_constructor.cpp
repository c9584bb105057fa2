// A DLL with a static initialiser that throws.

#include <routpact/abi.hpp>
#include <stdexcept>

namespace {

DWORD read_licence() {
    throw std::runtime_error{"no licence"};
}
const DWORD licence = read_licence();

} // namespace

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS,
                                         PMPR_SERVICE_CHARACTERISTICS) {
    return licence;
}
