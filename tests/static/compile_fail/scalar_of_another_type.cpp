// expect-error: takes the wrong type for this argument of the callback; expected the type in misuse::expected<>
// names: , 87}>, 2, routpact::misuse::expected<unsigned int>, routpact::misuse::actual<int>
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

using PQUALIFY = DWORD(WINAPI*)(ULONG InterfaceIndex, DWORD Flags);
#ifdef BAD
void handler(dial_in&, int) {}
const PQUALIFY callback = routpact::adapt<PQUALIFY, interfaces, handler>;
#else
void handler(dial_in&, DWORD) {}
const PQUALIFY callback = routpact::adapt<PQUALIFY, interfaces, handler>;
#endif
