// expect-error: for an overloaded or generic one, pass a lambda that takes exactly the parameters you want
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
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](auto&, PVOID) {}>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](dial_in&, PVOID) {}>;
#endif
