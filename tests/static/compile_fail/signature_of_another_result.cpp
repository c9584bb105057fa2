// expect-error: expected DWORD (WINAPI*)(arguments)
// names: type_is_not_a_callback_pointer<routpact::detail::signature<
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

using PGOOD = DWORD(WINAPI*)(ULONG);
using PBAD = void(WINAPI*)(ULONG);
#ifdef BAD
const auto callback = routpact::adapt<PBAD, interfaces, [](dial_in&) {}>;
#else
const auto callback = routpact::adapt<PGOOD, interfaces, [](dial_in&) {}>;
#endif
