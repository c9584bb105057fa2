// The other one: it has the same templates and inline variables, and calls what the first exports.
#include "every_handler.hpp"

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service);

int main() {
    routpact::testing::router_manager<every_handler> router{&RegisterProtocol};
    const bool kept = router.start(ULONG{1}) == NO_ERROR &&
                      router.add_interface(7, L"Internal", ULONG{3}) == NO_ERROR &&
                      router.get_interface_info<ULONG>(7).value == 3 &&
                      // what this unit sees has to be what the other's callbacks use
                      routpact::interfaces<every_handler>.size() == 1 && router.stop() == NO_ERROR;
    return kept ? 0 : 1;
}
