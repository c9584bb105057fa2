// expect-error: with a trivially copyable T
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

struct address {
    address(const address&);
};
#ifdef BAD
void handler(dial_in&, const address&) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
void handler(dial_in&, const IP_LOCAL_BINDING&) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#endif
