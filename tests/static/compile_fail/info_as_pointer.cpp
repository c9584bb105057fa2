// expect-error: expected const T&, T, std::span<const T>, routpact::counted_block
// names: ::pfnSetInterfaceInfo>, 2, routpact::misuse::actual<
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

struct config {
    DWORD metric;
};
#ifdef BAD
const auto callback = routpact::set_interface_info<interfaces, [](dial_in&, const config*) {}>;
#else
const auto callback = routpact::set_interface_info<interfaces, [](dial_in&, const config&) {}>;
#endif
