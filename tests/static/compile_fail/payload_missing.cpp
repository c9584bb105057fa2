// expect-error: returns a type that cannot be delivered to the router manager
// names: ::pfnGetInterfaceInfo
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const auto callback = routpact::get_interface_info<interfaces, [](dial_in&) {}>;
#else
const auto callback = routpact::get_interface_info<interfaces, [](dial_in&) { return DWORD{7}; }>;
#endif
