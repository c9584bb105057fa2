// expect-error: expected const T& (null refused)
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

struct client;
#ifdef BAD
const PCONNECT_CLIENT callback =
    routpact::connect_client<interfaces, [](dial_in&, const client&) {}>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](dial_in&, PVOID) {}>;
#endif
