// expect-error: this member is not a callback slot
// names: ::dwVersion
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const auto callback = routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::dwVersion, interfaces,
                                           [](dial_in&, PVOID) {}>;
#else
const PCONNECT_CLIENT callback =
    routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnConnectClient, interfaces,
                         [](dial_in&, PVOID) {}>;
#endif
