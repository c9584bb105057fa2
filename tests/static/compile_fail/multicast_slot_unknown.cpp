// expect-error: this member is not a callback slot
// names: ::dwCallbackFlags
#include <routpact/multicast_callbacks.hpp>

struct circuit {
    int joins = 0;
};
struct array_table {
    circuit only;
    circuit* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const auto callback =
    routpact::adapt_slot<&ROUTING_PROTOCOL_CONFIG::dwCallbackFlags, interfaces, [](circuit&) {}>;
#else
const auto callback = routpact::adapt_slot<&ROUTING_PROTOCOL_CONFIG::pfnEnableIgmpCallback,
                                           interfaces, [](circuit&, DWORD) {}>;
#endif
