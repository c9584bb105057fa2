// expect-error: use routpact::adapt for a signature of your own
// names: ::pfnUpdateServices
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const auto callback = routpact::adapt_slot<&MPR40_SERVICE_CHARACTERISTICS::pfnUpdateServices,
                                           interfaces, [](dial_in&) {}>;
#else
const PDO_UPDATE_ROUTES callback =
    routpact::adapt<PDO_UPDATE_SERVICES, interfaces, [](dial_in&) {}>;
#endif
