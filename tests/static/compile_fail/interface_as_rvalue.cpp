// expect-error: expected a reference to the table's interface as the first parameter
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](dial_in&&, PVOID) {}>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](const dial_in&, PVOID) {}>;
#endif
