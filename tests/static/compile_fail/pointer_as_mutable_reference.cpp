// expect-error: expected const T& (null refused), T (copied), const T* (may be null) or PVOID
// names: ::pfnConnectClient>, 2, routpact::misuse::actual<
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
void handler(dial_in&, IP_LOCAL_BINDING&) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
void handler(dial_in&, const IP_LOCAL_BINDING&) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#endif
