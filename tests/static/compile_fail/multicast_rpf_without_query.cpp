// expect-error: wrong number of parameters; expected the interface, then one parameter for each other argument
// names: ::pfnRpfCallback
#include <routpact/multicast_callbacks.hpp>

struct circuit {
    int joins = 0;
};
struct array_table {
    circuit only;
    circuit* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
void check(circuit&, const routpact::source_group&) {}
#else
void check(circuit&, const routpact::source_group&, const routpact::rpf_query&) {}
#endif
const auto callback = routpact::rpf<interfaces, check>;
