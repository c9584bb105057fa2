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

using PLATE = DWORD(WINAPI*)(LPWSTR, ULONG);
#ifdef BAD
const PLATE callback = routpact::adapt<PLATE, interfaces, [](dial_in&, LPCWSTR) {}>;
#else
const PLATE callback = routpact::adapt<PLATE, interfaces, [](dial_in&, LPCWSTR) {},
                                       routpact::terms{.index_position = 2}>;
#endif
