// expect-error: with a trivially copyable T
// names: ::pfnSetInterfaceInfo
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

struct config {
    config(const config&);
};
#ifdef BAD
const auto callback = routpact::set_interface_info<interfaces, [](dial_in&, const config&) {}>;
#else
const auto callback =
    routpact::set_interface_info<interfaces, [](dial_in&, routpact::info_block) {}>;
#endif
