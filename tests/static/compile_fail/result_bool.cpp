// expect-error: HRESULT, bool and int are no Win32 codes
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

#ifdef BAD
bool handler(dial_in&, PVOID) {
    return true;
}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
DWORD handler(dial_in&, PVOID) {
    return NO_ERROR;
}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#endif
