// expect-error: the handler has the wrong number of parameters; expected the interface, then one parameter for each other
// names: ::pfnInterfaceStatus
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const auto callback = routpact::interface_status<interfaces, [](dial_in&, BOOL, DWORD, PVOID) {}>;
#else
const auto callback =
    routpact::interface_status<interfaces, [](dial_in&, routpact::status_change) {}>;
#endif
