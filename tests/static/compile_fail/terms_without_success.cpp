// expect-error: expected NO_ERROR, ERROR_INVALID_PARAMETER and the fallback among the codes
// names: terms_have_wrong_codes<routpact::detail::signature<
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
const PINDEX callback = routpact::adapt<PINDEX, interfaces, [](dial_in&) {},
                                        routpact::terms{.codes = {ERROR_INVALID_PARAMETER}}>;
#else
const PINDEX callback = routpact::adapt<PINDEX, interfaces, [](dial_in&) {}>;
#endif
