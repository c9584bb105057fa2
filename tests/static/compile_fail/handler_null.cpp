// expect-error: expected a function, a captureless lambda or a member function of the interface
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

constexpr void (*handler)(dial_in&, PVOID) = nullptr;
#ifdef BAD
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, [](dial_in&, PVOID) {}>;
#endif
