// expect-error: the handler has the wrong number of parameters; expected the interface, then one parameter for each other
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
void handler(dial_in&, const IP_LOCAL_BINDING&, DWORD) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
void handler(dial_in&, const IP_LOCAL_BINDING&) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#endif
