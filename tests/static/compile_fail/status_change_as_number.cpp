// expect-error: takes the wrong type for this argument of the callback; expected the type in misuse::expected<>
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
const auto callback = routpact::interface_status<interfaces, [](dial_in&, DWORD) {}>;
#else
const auto callback =
    routpact::interface_status<interfaces, [](dial_in&, const routpact::status_change&) {}>;
#endif
