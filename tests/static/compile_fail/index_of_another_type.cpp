// expect-error: pass its position in routpact::terms{.index_position = N}
// names: argument_is_not_an_interface_index<routpact::detail::signature<
#include <routpact/routpact.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

using PGOOD = DWORD(WINAPI*)(ULONG);
using PBAD = DWORD(WINAPI*)(int);
#ifdef BAD
const auto callback = routpact::adapt<PBAD, interfaces, [](dial_in&) {}>;
#else
const auto callback = routpact::adapt<PGOOD, interfaces, [](dial_in&) {}>;
#endif
