// expect-error: expected a reference to the table's interface as the first parameter
// names: ::pfnConnectClient>, routpact::misuse::expected<dial_in
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
void handler(dial_in, const IP_LOCAL_BINDING&) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
void handler(dial_in&, const IP_LOCAL_BINDING&) {}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#endif
