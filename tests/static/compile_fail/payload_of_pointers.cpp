// expect-error: for an info block a trivially copyable T
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
const auto callback =
    routpact::get_interface_info<interfaces, [](dial_in& itf) { return &itf.clients; }>;
#else
const auto callback =
    routpact::get_interface_info<interfaces, [](dial_in& itf) { return itf.clients; }>;
#endif
