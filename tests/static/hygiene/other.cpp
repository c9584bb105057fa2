// The other translation unit: it has the same templates and inline variables, and calls the
// function that the first one exports.
#include "every_handler.hpp"

extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS routing,
                                         PMPR_SERVICE_CHARACTERISTICS service);

int main() {
    routpact::testing::router_manager<every_handler> router{&RegisterProtocol};
    const bool kept = router.start(ULONG{1}) == NO_ERROR &&
                      router.add_interface(7, L"Internal", ULONG{3}) == NO_ERROR &&
                      router.get_interface_info<ULONG>(7).value == 3 &&
                      // this unit has to see the table that the other unit's callbacks use
                      routpact::interfaces<every_handler>.size() == 1 && router.stop() == NO_ERROR;
    return kept ? 0 : 1;
}
