// expect-error: a fallback other than NO_ERROR
// names: terms_have_wrong_codes<routpact::detail::signature<
#include <routpact/routpact.hpp>

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
    routpact::adapt<PINDEX, interfaces, [](dial_in&) {}, routpact::terms{.fallback = NO_ERROR}>;
#else
const PINDEX callback = routpact::adapt<PINDEX, interfaces, [](dial_in&) {}>;
#endif
