// expect-error: pass its position in routpact::terms{.index_position = N}
// names: argument_is_not_an_interface_index<routpact::detail::signature<
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

using PINDEX = DWORD(WINAPI*)(ULONG);
#ifdef BAD
const PINDEX callback =
    routpact::adapt<PINDEX, interfaces, [](dial_in&) {}, routpact::terms{.index_position = 2}>;
#else
const PINDEX callback = routpact::adapt<PINDEX, interfaces, [](dial_in&) {}>;
#endif
