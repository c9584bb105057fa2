// expect-error: this callback has no interface index
// names: ::pfnStartComplete
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const auto callback = routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnStartComplete,
                                           interfaces, [](dial_in&) {}>;
#else
const auto callback = routpact::adapt_slot<&MPR_ROUTING_CHARACTERISTICS::pfnUpdateRoutes,
                                           interfaces, [](dial_in&) {}>;
#endif
