// expect-error: for GetMfeStatus routpact::mfe_status
// names: ::pfnGetMfeStatus
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
const auto callback =
    routpact::get_mfe_status<interfaces, [](dial_in&, DWORD, DWORD) { return BYTE{MFE_IIF}; }>;
#else
const auto callback = routpact::get_mfe_status<interfaces, [](dial_in&, DWORD, DWORD) {
    return routpact::mfe_status::no_error;
}>;
#endif
