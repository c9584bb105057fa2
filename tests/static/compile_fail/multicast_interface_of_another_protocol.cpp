// expect-error: one of an interface that may belong to another protocol
// names: ::pfnPruneAlertCallback
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
    routpact::adapt_slot<&ROUTING_PROTOCOL_CONFIG::pfnPruneAlertCallback, interfaces,
                         [](circuit&, const routpact::source_group&, DWORD, BOOL) {}>;
#else
const auto callback =
    routpact::adapt_slot<&ROUTING_PROTOCOL_CONFIG::pfnLocalJoinCallback, interfaces,
                         [](circuit&, const routpact::source_group&, DWORD) {}>;
#endif
