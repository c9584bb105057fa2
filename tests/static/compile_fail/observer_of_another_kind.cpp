// expect-error: expected a function or captureless lambda that takes const routpact::report&
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
const PCONNECT_CLIENT callback =
    routpact::connect_client<interfaces, [](dial_in&, PVOID) {}, [](DWORD) {}>;
#else
const PCONNECT_CLIENT callback =
    routpact::connect_client<interfaces, [](dial_in&, PVOID) {}, [](const routpact::report&) {}>;
#endif
